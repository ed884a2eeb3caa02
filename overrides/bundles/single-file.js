// Finds words in a single file: every entry that has all of them, with the place where they stand. Words are divided and
// folded as everywhere (words.js); one that stands nowhere stands for those with other endings, for the two words that it
// was made of, or for the nearest ones (kin.js), as in the search of the site.
(function (search) {
  "use strict";
  const { _, ngettext } = window.commonThreadWords;
  const MOST = 40, AROUND = 60, SLICE = 25, LEAST_TO_BEGIN = 3, TITLE = 1000, MOST_TIMES = 99, MOST_MARKED = 2000;
  const BLOCKS = "h2, h3, h4, p, li, dt, dd, td, th, div, blockquote, article";
  const finder = document.getElementById("finder");
  const empty = new Set(finder.dataset.empty.split(" "));
  const forms = new Map();
  let reading = null, waiting, turn = 0;

  // The words of an element, with a blank where one block ends and the next begins.
  function textOf(article) {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    let text = "", last = null;
    while (walker.nextNode()) {
      const block = walker.currentNode.parentElement.closest(BLOCKS);
      text += (block !== last && last ? " " : "") + walker.currentNode.data;
      last = block;
    }
    return text.replace(/\s+/g, " ").trim();
  }

  // An entry with its forms: how often each stands in it and where first, `[times, start, end]`.
  function readEntry(article) {
    const title = article.querySelector("h2").textContent.trim(), text = textOf(article).normalize("NFC"), found = new Map();
    for (const [start, end, form] of search.places(text)) {
      const known = found.get(form);
      if (known) known[0] += 1;
      if (!known || known[1] < title.length) found.set(form, [known ? known[0] : 1, start, end]);
    }
    for (const form of found.keys()) if (form) forms.set(form, (forms.get(form) || 0) + 1);
    return { article: article, title: title, text: text, forms: found, named: new Set(search.places(title).map((place) => place[2])) };
  }

  // Every entry, read in slices between which the page answers to its reader.
  function read() {
    reading = reading || new Promise(function (done) {
      const left = [...document.querySelectorAll("article")].reverse(), entries = [];
      (function on() {
        const until = performance.now() + SLICE;
        while (left.length && performance.now() < until) entries.push(readEntry(left.pop()));
        if (left.length) setTimeout(on, 0);
        else done(entries);
      })();
    });
    return reading;
  }

  // The forms that a word stands for as it is, unfinished, or with other endings.
  function own(word, unfinished) {
    const found = forms.has(word.form) ? [word.form] : [], all = [...forms];
    if (unfinished && [...word.form].length >= LEAST_TO_BEGIN) {
      found.push(...all.map((known) => known[0]).filter((form) => form !== word.form && form.startsWith(word.form)));
    }
    if (found.length) return found;
    return [...search.kin(word.form, all), ...search.shorter(word.form).filter((form) => forms.has(form))];
  }

  // The forms that a word stands for; `slips` gets what readers are told where that is a guess.
  function meant(word, unfinished, slips) {
    const known = own(word, unfinished);
    if (known.length) return known;
    const cut = search.cuts(word.form).find((halves) => forms.has(halves[0]) && forms.has(halves[1]));
    if (cut) return cut;
    const near = search.near(word.form, [...forms]);
    slips.push(near.length ? _("Nothing says “%(words)s”; showing %(instead)s.", { words: word.word, instead: near.join(", ") })
      : _("Nothing says “%(words)s”.", { words: word.word }));
    return near;
  }

  function element(name, attributes, content) {
    const made = document.createElement(name);
    Object.keys(attributes).forEach((key) => made.setAttribute(key, attributes[key]));
    made.append(...content);
    return made;
  }

  // Where one of a word's forms stands first behind the title.
  function excerpt(entry, words) {
    const places = words.flat().map((form) => entry.forms.get(form)).filter((place) => place && place[1] > entry.title.length);
    if (!places.length) return "";
    const [, start, end] = places[0];
    const from = Math.max(entry.title.length, entry.text.lastIndexOf(" ", start - AROUND) + 1), to = entry.text.indexOf(" ", end + AROUND);
    return (from > entry.title.length ? "… " : "") + entry.text.slice(from, to < 0 ? undefined : to).trim() + (to < 0 ? "" : " …");
  }

  function weight(entry, words) {
    return words.reduce((sum, meant) => sum + Math.max(0, ...meant.map((form) =>
      (entry.named.has(form) ? TITLE : 0) + Math.min(MOST_TIMES, (entry.forms.get(form) || [0])[0]))), 0);
  }

  // Shows the words in the texts of some entries, one after the other, where the browser can do it without touching the
  // page; over as soon as something else is looked for.
  function highlight(shown, words) {
    if (!window.CSS || !CSS.highlights) return;
    const mine = turn, wanted = new Set(words.flat()), left = [...shown], marked = new Highlight();
    CSS.highlights.set("found", marked);
    (function next() {
      if (mine !== turn || !left.length || marked.size >= MOST_MARKED) return;
      const walker = document.createTreeWalker(left.shift().article, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        for (const [start, end, form] of search.places(walker.currentNode.data)) {
          if (!wanted.has(form)) continue;
          const range = new Range();
          range.setStart(walker.currentNode, start);
          range.setEnd(walker.currentNode, end);
          marked.add(range);
        }
      }
      setTimeout(next, 0);
    })();
  }

  const input = element("input", { id: "find", type: "search", autocomplete: "off", "aria-describedby": "count" }, []);
  const count = element("p", { id: "count", role: "status", "class": "ct-quiet" }, []);
  const list = element("ol", { "class": "found", hidden: "" }, []);
  finder.className = "find";
  finder.append(element("label", { "for": "find" }, [_("Find in this file")]), input, count, list);

  const telling = (words) => words.filter((word) => !empty.has(word.form) || (word.capitals && forms.has(word.form)));

  // The forms of each word that says something, all words where none does; and of those that an entry shall not hold.
  function wordsOf(query, slips) {
    let typed = search.typed(query);
    if (typed.apart.length && !telling(typed.words).length) typed = search.typed(query, true);
    const all = typed.words.filter((word) => !word.operator), told = telling(all), last = typed.words[typed.words.length - 1];
    const words = (told.length ? told : all).map((word) => meant(word, typed.unfinished && word === last, slips));
    return { words: words, apart: typed.apart.map((group) => group.map((word) => own(word, false))) };
  }

  // Whether an entry holds, of each word, one of its forms.
  const holds = (entry, words) => words.every((meant) => meant.some((form) => entry.forms.has(form)));

  async function find() {
    const mine = ++turn, query = input.value;
    const entries = query.trim() ? await read() : [];
    if (mine !== turn) return;
    const slips = [], { words, apart } = wordsOf(query, slips);
    list.textContent = "";
    list.hidden = !words.length;
    count.textContent = "";
    if (!words.length) return highlight([], words);
    const found = entries.filter((entry) => holds(entry, words) && !apart.some((group) => holds(entry, group)));
    const weights = new Map(found.map((entry) => [entry, weight(entry, words)]));
    found.sort((one, other) => weights.get(other) - weights.get(one));
    const told = !found.length ? _("Nothing found. Try fewer or shorter words.")
      : ngettext("%(num)s entry", "%(num)s entries", found.length) + (found.length > MOST ? ", " + _("the first %(number)s shown", { number: MOST }) : "");
    count.textContent = [...slips, told].join(" ");
    for (const entry of found.slice(0, MOST)) {
      const link = element("a", { href: "#" + entry.article.id }, [entry.title]), words_ = excerpt(entry, words);
      list.append(element("li", {}, words_ ? [link, document.createElement("br"), element("span", { "class": "ct-quiet" }, [words_])] : [link]));
    }
    highlight(found.slice(0, MOST), words);
  }

  input.addEventListener("input", function () {
    clearTimeout(waiting);
    count.textContent = _("Searching …");
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
})(window.commonThreadSearch);
