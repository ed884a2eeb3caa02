// Buttons that copy a definition: the words with their source, and the source for reference managers (RIS, BibTeX).
// What they copy stands on the page, marked with data-cite; without this script it can be selected and copied by hand.
(function () {
  "use strict";
  var _ = window.commonThreadWords._;
  var site = document.querySelector(".ct-sitefoot strong").textContent;
  var canonical = document.querySelector("link[rel=canonical]");

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
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  // Where everybody finds the page: a copy of the library has no address of its own that means anything elsewhere.
  function address(id) {
    var here = location.href.split(/[?#]/)[0], scope = window.__md_scope.href, online = window.commonThread.online;
    var published = online && here.startsWith(scope) ? online + here.slice(scope.length) : here;
    return (canonical ? canonical.href : published) + (id ? "#" + id : "");
  }

  function sourceOf(card, id) {
    var date = card.querySelector('[data-cite="date"]'), link = card.querySelector('[data-cite="url"]');
    return {
      by: part(card, "by"), title: part(card, "title"), day: date ? date.getAttribute("datetime") : "",
      place: part(card, "place"), url: link ? link.href : "", id: id
    };
  }

  function cited(source) {
    var said = [source.by, source.title, source.day.slice(0, 4), source.place].filter(Boolean).join(", ");
    return said + "." + (source.url ? " " + source.url : "");
  }

  function quotation(card, id) {
    var quote = part(card, "quote"), source = cited(sourceOf(card, id));
    var seen = site + ": " + address(id);
    return quote ? quote + " " + source + " (" + seen + ")" : part(card, "paraphrase") + " (" + _("Paraphrase by %(site)s, of: %(source)s", { site: seen, source: source }) + ")";
  }

  function ris(source) {
    var lines = [["TY", "RPRT"], ["AU", source.by], ["TI", source.title], ["PY", source.day.slice(0, 4)], ["SP", source.place], ["UR", source.url], ["ER", ""]];
    return lines.filter(function (line) {
      return line[1] || line[0] === "ER";
    }).map(function (line) {
      return line[0] + "  - " + line[1];
    }).join("\r\n") + "\r\n";
  }

  function bibtex(source) {
    var fields = { author: "{" + source.by + "}", title: "{" + source.title + "}", year: source.day.slice(0, 4), note: source.place, url: source.url };
    var lines = Object.keys(fields).filter(function (name) {
      return fields[name] && fields[name] !== "{}";
    }).map(function (name) {
      return "  " + name + " = {" + fields[name].replace(/([&%$#_])/g, name === "url" ? "$1" : "\\$1") + "}";
    });
    return "@misc{" + source.id + ",\n" + lines.join(",\n") + "\n}\n";
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
      [_("Copy as RIS"), function () { return ris(sourceOf(card, id)); }],
      [_("Copy as BibTeX"), function () { return bibtex(sourceOf(card, id)); }]
    ]);
  });
})();
