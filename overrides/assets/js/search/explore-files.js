// The filtered list as files: CSV for spreadsheets, JSON for programs. Made in the browser, from a folder too.
(function (search) {
  "use strict";
  const KEPT = 60000;

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
    const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
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

  // Hands a text to the reader as a file.
  search.save = function (name, type, text) {
    const address = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    const link = search.make("a", { href: address, download: name, hidden: "" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), KEPT);
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
