// The filtered list as files: a page to print, CSV for spreadsheets, JSON for programs. Made in the browser, from a folder too.
(function (search) {
  "use strict";
  const { ngettext, day: inWords } = window.commonThreadWords;
  const BEGINNING = 400;
  const LOOKS = "body{font:11pt/1.45 sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color:#1a1a1a}h2{font-size:1.1em;margin:0}section{border-top:1px solid #999;padding:.6em 0;break-inside:avoid}p{margin:.2em 0}small{overflow-wrap:anywhere}";

  function records(data, rows) {
    return rows.map(function (row) {
      const record = { id: data.ids[row], title: data.titles[row], page: data.address(row) };
      data.facets.forEach(function (facet, place) {
        record[facet.id] = data.valuesOf(place, row).map((value) => value.label);
      });
      const day = new Date(Date.UTC(2000, 0, 1 + data.changed[row]));
      record.changed = day.toISOString().slice(0, 10);
      return record;
    });
  }

  // A cell that no spreadsheet takes for a formula, quoted as RFC 4180 says.
  function cell(value) {
    const text = Array.isArray(value) ? value.join("; ") : String(value);
    const safe = /^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/.test(text) ? "'" + text : text;
    return /[",\r\n;]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  search.asCsv = function (data, rows) {
    const found = records(data, rows);
    const names = ["id", "title", "page", ...data.facets.map((facet) => facet.id), "changed"];
    const lines = found.map((record) => names.map((name) => cell(record[name])).join(","));
    return "\ufeff" + [names.join(","), ...lines].join("\r\n") + "\r\n";
  };

  search.asJson = function (data, rows, view) {
    return JSON.stringify({ view: view, records: records(data, rows) }, null, 1) + "\n";
  };

  // Where the library stands: for one opened from a folder, where it is published, since no path of a disk helps others.
  function at() {
    const online = window.commonThread && window.commonThread.online;
    return location.protocol === "file:" && online ? online : ".";
  }

  // A page that needs nothing else: each entry with its facts, the beginning of its text and its address.
  search.asPage = async function (data, rows, view, facts) {
    const start = await search.open();
    const texts = await Promise.all(rows.map((row) => (data.page[row] < 0 ? "" : search.text(start, data.page[row]).then((page) => search.beginning(page.sections[0].text, BEGINNING)).catch(() => ""))));
    const made = document.implementation.createHTMLDocument(document.title), site = new URL(at(), location.href);
    made.documentElement.lang = document.documentElement.lang;
    made.documentElement.dir = document.documentElement.dir;
    const put = function (place, tag, text, address) {
      const element = made.createElement(tag);
      element.textContent = text;
      if (address) element.href = address;
      place.append(element);
      return element;
    };
    put(made.body, "h1", document.title);
    put(put(made.body, "p", ngettext("%(num)s entry", "%(num)s entries", rows.length) + ", " + inWords(new Date().toISOString().slice(0, 10)) + ". "), "a", site.href + "explore.html" + view, site.href + "explore.html" + view);
    rows.forEach(function (row, place) {
      const address = new URL(data.address(row), site).href, entry = put(made.body, "section", "");
      put(put(entry, "h2", ""), "a", data.titles[row], address);
      put(entry, "p", [data.type(row).label, ...facts(row)].join(" · "));
      if (texts[place]) put(entry, "p", texts[place]);
      put(put(entry, "p", ""), "small", address);
    });
    return "<!doctype html>\n" + made.documentElement.outerHTML.replace("<head>", '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>' + LOOKS + "</style>") + "\n";
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
