// Entries as one HTML file that needs nothing else: it opens anywhere, runs nothing and asks nobody for anything.
(function (own) {
  "use strict";
  const { _, ngettext, day: inWords } = window.commonThreadWords;
  const KEPT = 60000, LONGEST = 60;
  const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  // The day of this device's calendar, YYYY-MM-DD.
  own.today = function () {
    const now = new Date(), two = (number) => String(number).padStart(2, "0");
    return [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  };

  // A name for a file: library, what it is, day.
  own.name = function (library, what, day, ending) {
    const plain = [library, what].map((text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, LONGEST).replace(/^-+|-+$/g, ""));
    return [...plain, day].filter(Boolean).join("-") + ending;
  };

  // The file. Entries are `{id, title, kind, summary, day, version, address, note, html}`; html may be empty.
  own.file = function (library, title, entries) {
    const made = document.implementation.createHTMLDocument(title), main = made.createElement("main");
    made.documentElement.lang = document.documentElement.lang;
    const put = function (place, tag, text, attributes) {
      const element = made.createElement(tag);
      element.append(text);
      Object.entries(attributes || {}).forEach(([name, value]) => element.setAttribute(name, value));
      place.append(element);
      return element;
    };
    made.body.dir = document.body.dir || document.documentElement.dir || "ltr";
    made.body.append(main);
    put(main, "p", library, { class: "kind" });
    put(main, "h1", title);
    const several = entries.length > 1, whole = entries.filter((entry) => entry.html).length;
    if (several) {
      put(main, "p", ngettext("%(num)s entry", "%(num)s entries", entries.length) + ", " + _("put together on %(day)s.", { day: inWords(own.today()) }), { class: "ct-quiet" });
      if (whole < entries.length) put(main, "p", ngettext("%(num)s of them with its whole text, the others with title, summary and address.", "%(num)s of them with their whole text, the others with title, summary and address.", whole), { class: "ct-quiet" });
      const list = put(put(main, "nav", "", { "aria-label": _("Contents") }), "ol", "");
      entries.forEach((entry) => put(put(list, "li", ""), "a", entry.title, { href: "#" + entry.id }));
    }
    const places = new Map(entries.filter((entry) => entry.address).map((entry) => [entry.address, entry.id]));
    entries.forEach(function (entry) {
      const article = put(main, "article", "", { id: entry.id });
      if (several) put(article, "h2", entry.title);
      put(article, "p", [entry.kind, entry.day ? _("Content as of %(day)s, version %(version)s.", { day: inWords(entry.day), version: entry.version }) : ""].filter(Boolean).join(". "), { class: "ct-quiet" });
      if (entry.note) put(article, "p", _("Note: %(text)s", { text: entry.note }), { class: "ct-note" });
      if (entry.html) article.append(own.cleanText(entry.html, made, entry.id));
      else put(article, "p", entry.summary, { class: "ct-lead" });
      if (entry.address) put(put(article, "p", _("On the web:") + " ", { class: "ct-quiet" }), "a", entry.address, { href: entry.address });
    });
    // What leads to an entry that is in the file leads there.
    if (several) {
      main.querySelectorAll("article a[href]").forEach(function (link) {
        const place = places.get(link.href.split("#")[0]);
        if (place && link.textContent !== link.href) link.setAttribute("href", "#" + place);
      });
    }
    const head = '<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="' + POLICY + '"><meta name="viewport" content="width=device-width,initial-scale=1"><style>' + own.looks() + "</style>";
    return "<!doctype html>\n" + made.documentElement.outerHTML.replace("<head>", () => head) + "\n";
  };

  // Hands a text to the reader as a file.
  own.save = function (name, type, text) {
    const address = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" })), link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), KEPT);
  };
})(window.commonThreadOwn = window.commonThreadOwn || {});
