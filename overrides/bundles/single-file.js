// Finds words in a single file: every entry that has all of them, with the place where they stand.
(function () {
  "use strict";
  var _ = window.commonThreadWords._;
  var ngettext = window.commonThreadWords.ngettext;
  var MOST = 40, AROUND = 60, LEAST = 2;
  var entries = null;

  // Without accents, so that what a phone's keyboard writes is found; one character for one, so that places stay the same.
  function fold(text) {
    return text.replace(/[A-Z]+|[^\x00-\x7f]/gu, function (sign) {
      var plain = sign.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
      return plain.length === sign.length ? plain : sign;
    });
  }

  // The words of an element, with a blank where one block ends and the next begins.
  function wordsOf(article) {
    var walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT), text = "", last = null;
    while (walker.nextNode()) {
      var block = walker.currentNode.parentElement.closest("h2, h3, h4, p, li, dt, dd, td, th, div, blockquote, article");
      text += (block !== last && last ? " " : "") + walker.currentNode.data;
      last = block;
    }
    return text.replace(/\s+/g, " ").trim();
  }

  function read() {
    entries = entries || Array.from(document.querySelectorAll("article"), function (article) {
      var text = wordsOf(article);
      return { article: article, title: article.querySelector("h2").textContent, text: text, folded: fold(text) };
    });
  }

  function element(name, attributes, content) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) {
      made.setAttribute(key, attributes[key]);
    });
    made.append.apply(made, content);
    return made;
  }

  function excerpt(entry, word) {
    var at = entry.folded.indexOf(word, entry.title.length);
    if (at < 0) return "";
    var from = Math.max(entry.title.length, entry.text.lastIndexOf(" ", at - AROUND) + 1);
    var to = entry.text.indexOf(" ", at + word.length + AROUND);
    return (from > entry.title.length ? "… " : "") + entry.text.slice(from, to < 0 ? undefined : to) + (to < 0 ? "" : " …");
  }

  function weight(entry, words) {
    var title = fold(entry.title);
    return words.reduce(function (sum, word) {
      return sum + (title.indexOf(word) >= 0 ? 1000 : 0) + Math.min(99, entry.folded.split(word).length - 1);
    }, 0);
  }

  // Shows the words in the texts of some entries, where the browser can do it without touching the page.
  function highlight(shown, words) {
    if (!window.CSS || !CSS.highlights) return;
    CSS.highlights.delete("found");
    var ranges = [];
    shown.forEach(function (entry) {
      var walker = document.createTreeWalker(entry.article, NodeFilter.SHOW_TEXT);
      while (walker.nextNode() && ranges.length < 2000) {
        var folded = fold(walker.currentNode.data);
        words.forEach(function (word) {
          for (var at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
            var range = new Range();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + word.length);
            ranges.push(range);
          }
        });
      }
    });
    if (ranges.length) CSS.highlights.set("found", new (Function.prototype.bind.apply(Highlight, [null].concat(ranges)))());
  }

  var input = element("input", { id: "find", type: "search", autocomplete: "off", "aria-describedby": "count" }, []);
  var count = element("p", { id: "count", role: "status", "class": "ct-quiet" }, []);
  var list = element("ol", { "class": "found", hidden: "" }, []);
  var finder = document.getElementById("finder");
  finder.className = "find";
  finder.append(element("label", { "for": "find" }, [_("Find in this file")]), input, count, list);

  function find() {
    var words = fold(input.value.normalize("NFC")).split(/[^\p{L}\p{N}\p{M}]+/u).filter(function (word) { return word.length >= LEAST; });
    list.textContent = "";
    list.hidden = !words.length;
    count.textContent = "";
    if (!words.length) return highlight([], words);
    read();
    var found = entries.filter(function (entry) {
      return words.every(function (word) { return entry.folded.indexOf(word) >= 0; });
    });
    found.sort(function (one, other) { return weight(other, words) - weight(one, words); });
    count.textContent = !found.length ? _("Nothing found. Try fewer or shorter words.")
      : ngettext("%(num)s entry", "%(num)s entries", found.length) + (found.length > MOST ? ", " + _("the first %(number)s shown", { number: MOST }) : "");
    highlight(found.slice(0, MOST), words);
    found.slice(0, MOST).forEach(function (entry) {
      var link = element("a", { href: "#" + entry.article.id }, [entry.title]);
      var words_ = excerpt(entry, words[0]);
      list.append(element("li", {}, words_ ? [link, document.createElement("br"), element("span", { "class": "ct-quiet" }, [words_])] : [link]));
    });
  }

  var waiting;
  input.addEventListener("input", function () {
    clearTimeout(waiting);
    if (!entries) count.textContent = _("Searching …");
    waiting = setTimeout(find, 150);
  });
  list.addEventListener("click", function (event) {
    if (!event.target.closest("a")) return;
    list.hidden = true;
    count.textContent = "";
  });
  input.addEventListener("focus", function () {
    if (list.children.length) list.hidden = false;
    setTimeout(read, 300);
  });
})();
