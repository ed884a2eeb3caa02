// Copies citations: a definition's words with their source, and sources and entries for reference managers.
// What is copied stands on the page, marked with data-cite and data-work; without this script it can be selected and
// copied by hand. The formats are those of macros/knowledge/citing/formats.py, sign by sign.
(function () {
  "use strict";
  var _ = window.commonThreadWords._;
  var site = document.querySelector(".ct-sitefoot strong").textContent;
  var canonical = document.querySelector("link[rel=canonical]");
  var BIBTEX = { "article-journal": "article", "article-newspaper": "article", book: "book", report: "techreport", article: "techreport" };
  var RIS = {
    "article-journal": "JOUR", "article-newspaper": "NEWS", book: "BOOK", chapter: "CHAP", legislation: "STAT", report: "RPRT",
    article: "RPRT", speech: "SLIDE", standard: "STAND", thesis: "THES", webpage: "ELEC"
  };
  var ESCAPED = { "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  var IN_ADDRESS = { "{": "%7B", "}": "%7D", "\\": "%5C" };

  function whole(work) {
    var empty = { id: "", kind: "document", title: "", date: "", publisher: "", container: "", volume: "", issue: "", pages: "", number: "", doi: "", isbn: "", url: "", language: "", locator: "", version: "" };
    return Object.assign({ authors: [], others: false }, empty, work);
  }

  function line(words) {
    return words.split(/\s+/).filter(Boolean).join(" ");
  }

  function tex(words) {
    return line(words).replace(/[\\&%$#_{}~^]/g, function (sign) {
      return ESCAPED[sign] || "\\" + sign;
    });
  }

  function inAddress(words) {
    return words.replace(/[{}\\]/g, function (sign) {
      return IN_ADDRESS[sign];
    });
  }

  function bibtex(work) {
    var kind = BIBTEX[work.kind] || "misc";
    var names = work.authors.map(function (name) { return "{" + tex(name) + "}"; }).concat(work.others ? ["others"] : []);
    var fields = [
      ["author", names.join(" and ")],
      ["title", "{" + tex(work.title) + "}"],
      ["journal", kind === "article" ? tex(work.container) : ""],
      ["volume", tex(work.volume)],
      ["number", tex(work.issue || (kind === "article" ? "" : work.number))],
      ["pages", tex(work.pages.replace(/–/g, "--"))],
      ["institution", kind === "techreport" ? tex(work.publisher) : ""],
      ["publisher", kind === "book" ? tex(work.publisher) : ""],
      ["howpublished", kind !== "article" ? tex(work.container) : ""],
      ["year", work.date.slice(0, 4)],
      ["month", work.date.length >= 7 ? String(Number(work.date.slice(5, 7))) : ""],
      ["doi", inAddress(work.doi)],
      ["isbn", work.isbn],
      ["url", inAddress(work.url)],
      ["language", work.language],
      ["version", tex(work.version)],
      ["note", tex(work.locator)]
    ];
    return "@" + kind + "{" + work.id + ",\n" + fields.filter(function (field) {
      return field[1];
    }).map(function (field) {
      return "  " + field[0] + " = {" + field[1] + "}";
    }).join(",\n") + "\n}\n";
  }

  function ris(work) {
    var pages = work.pages.split("–");
    var lines = [["ID", work.id]].concat(work.authors.map(function (name) { return ["AU", name]; }), [
      ["TI", work.title], ["T2", work.container], ["PY", work.date.slice(0, 4)],
      ["DA", work.date.length > 4 ? work.date.split("-").join("/") : ""], ["PB", work.publisher], ["VL", work.volume],
      ["IS", work.issue], ["SP", pages[0]], ["EP", pages.slice(1).join("–")], ["M1", work.number], ["ET", work.version],
      ["DO", work.doi], ["SN", work.isbn], ["UR", work.url], ["LA", work.language], ["N1", work.locator]
    ]).filter(function (pair) {
      return pair[1];
    });
    return [["TY", RIS[work.kind] || "GEN"]].concat(lines, [["ER", ""]]).map(function (pair) {
      return pair[0] + "  - " + line(pair[1]) + "\r\n";
    }).join("");
  }

  function csl(work) {
    var names = work.authors.concat(work.others ? ["others"] : []).map(function (name) { return { literal: name }; });
    var item = {
      id: work.id, type: work.kind, title: work.title, author: names.length ? names : "",
      issued: work.date ? { "date-parts": [work.date.split("-").map(Number)] } : "",
      publisher: work.publisher, "container-title": work.container, volume: work.volume, issue: work.issue,
      page: work.pages, number: work.number, version: work.version, DOI: work.doi, ISBN: work.isbn, URL: work.url,
      language: work.language, note: work.locator
    };
    return JSON.stringify(item, function (name, value) {
      return value === "" ? undefined : value;
    }, 1) + "\n";
  }

  function text(work) {
    var names = work.authors.concat(work.others ? ["others"] : []), last = names.pop();
    var by = names.length ? names.join(", ") + " and " + last : last || "";
    var said = [by, work.title, work.date.slice(0, 4), work.locator].filter(Boolean).join(", ");
    return said + (/[.?!]$/.test(said) ? "" : ".") + (work.url ? " " + work.url : "");
  }

  function entryText(work) {
    return work.container + ", “" + work.title + "”, " + work.date + (work.version ? ", " + _("version %(version)s", { version: work.version }) : "") + ", " + _("id") + " " + work.number + "." + (work.url ? " " + work.url : "");
  }

  function part(card, name) {
    var found = card.querySelector('[data-cite="' + name + '"]');
    if (!found) return "";
    var copy = found.cloneNode(true);
    copy.querySelectorAll("[role=tooltip], sup, .ct-cite").forEach(function (inner) {
      inner.remove();
    });
    copy.querySelectorAll(".ct-badge").forEach(function (badge) {
      badge.append(".");
    });
    return line(copy.textContent);
  }

  // Where everybody finds the page: a copy of the library has no address of its own that means anything elsewhere.
  function address(id) {
    var here = location.href.split(/[?#]/)[0], scope = window.__md_scope.href, online = window.commonThread.online;
    var published = online && here.startsWith(scope) ? online + here.slice(scope.length) : here;
    return (canonical ? canonical.href : published) + (id ? "#" + id : "");
  }

  // The source of a card: what the card says, and what stands beside it.
  function sourceOf(card) {
    var date = card.querySelector('[data-cite="date"]'), link = card.querySelector('[data-cite="url"]');
    var beside = card.querySelector("[data-work]"), own = card.querySelector("cite").closest("a").getAttribute("href");
    return whole(Object.assign(beside ? JSON.parse(beside.dataset.work) : {}, {
      id: own.replace(/^.*\/|\.html$/g, ""), title: part(card, "title"), date: date ? date.getAttribute("datetime") : "",
      url: link ? link.getAttribute("href") : "", locator: part(card, "place")
    }));
  }

  // The entry that the page shows, in the version that is read.
  function entry() {
    var foot = document.querySelector(".ct-foot[data-changed]"), title = document.querySelector("article h1");
    var id = foot.querySelector("code").textContent;
    return whole({
      id: id, kind: "webpage", title: title.firstChild.textContent.trim(), authors: [site], date: foot.dataset.changed, publisher: site,
      container: site, number: id, url: address(""), language: title.lang || document.documentElement.lang,
      version: (window.commonThreadMade || {}).version || ""
    });
  }

  function quotation(card, id) {
    var quote = part(card, "quote"), source = text(sourceOf(card));
    var seen = site + ": " + address(id);
    return quote ? quote + " " + source + " (" + seen + ")" : part(card, "paraphrase") + " (" + _("Paraphrase by %(site)s, of: %(source)s", { site: seen, source: source }) + ")";
  }

  // Not every browser lets a page opened from a folder use the clipboard; there the text is selected in a field.
  function copy(text, button) {
    function done() {
      button.dataset.done = " " + _("copied");
      button.classList.add("ct-cite--done");
      setTimeout(function () {
        button.classList.remove("ct-cite--done");
      }, 2000);
    }
    function byHand() {
      var field = document.createElement("textarea");
      field.value = text;
      field.className = "ct-cite__text";
      button.parentNode.append(field);
      field.select();
      if (document.execCommand("copy")) {
        field.remove();
        button.focus();
        done();
      }
    }
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand);
    else byHand();
  }

  function offer(where, ways) {
    var row = document.createElement("p");
    row.className = "ct-cite";
    ways.forEach(function (way) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = way[0];
      button.addEventListener("click", function () {
        copy(way[1](), button);
      });
      row.append(button);
    });
    where.append(row);
    return row;
  }

  // The ways to cite the entry of the page, put into an element; its first button has the focus.
  function offerEntry(where) {
    var said = document.createElement("p");
    said.textContent = entryText(entry());
    where.replaceChildren(said);
    offer(where, [
      [_("Copy this line"), function () { return entryText(entry()); }],
      [_("Copy as RIS"), function () { return ris(entry()); }],
      [_("Copy as BibTeX"), function () { return bibtex(entry()); }],
      [_("Copy as CSL-JSON"), function () { return csl(entry()); }]
    ]).firstChild.focus();
  }

  document.querySelectorAll(".ct-definition").forEach(function (box) {
    if (!part(box, "definition")) return;
    offer(box, [[_("Copy with its status"), function () {
      var title = document.querySelector("h1").textContent.trim();
      return title + ": " + part(box, "definition") + " (" + part(box, "status") + " " + site + ": " + address("") + ")";
    }]]);
  });
  document.querySelectorAll(".ct-own").forEach(function (card) {
    var id = card.querySelector("h3").id;
    offer(card, [
      [_("Copy with source"), function () { return quotation(card, id); }],
      [_("Copy as RIS"), function () { return ris(sourceOf(card)); }],
      [_("Copy as BibTeX"), function () { return bibtex(sourceOf(card)); }]
    ]);
  });
  window.commonThreadCiting = { whole: whole, bibtex: bibtex, ris: ris, csl: csl, text: text, entryText: entryText, offerEntry: offerEntry };
})();
