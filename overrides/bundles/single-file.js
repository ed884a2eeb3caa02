// The finder of a single file: what is typed is answered by the search of the site (query.js and what it needs), from the
// index that the file carries (single-index.js), and shown as there.
(function (search) {
  "use strict";
  const { _, ngettext } = window.commonThreadWords;
  const STEP = 10, PAUSE = 150, MOST_MARKED = 2000, SHORT = 3;
  const make = (...parts) => search.make(...parts);
  const finder = document.getElementById("finder");
  let turn = 0, marking = 0, waiting;

  // A file leads nowhere but into itself.
  search.ways = () => null;

  // Shows the words in the texts of some entries, one after the other, where the browser can do it without touching the
  // page; over as soon as something else is looked for.
  function highlight(articles, forms) {
    if (!window.CSS || !CSS.highlights) return;
    const mine = ++marking, left = [...articles], marked = new Highlight();
    CSS.highlights.set("found", marked);
    (function next() {
      if (mine !== marking || !left.length || marked.size >= MOST_MARKED) return;
      const walker = document.createTreeWalker(left.shift(), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        for (const [start, end, form] of search.places(walker.currentNode.data)) {
          if (!forms.has(form)) continue;
          const range = new Range();
          range.setStart(walker.currentNode, start);
          range.setEnd(walker.currentNode, end);
          marked.add(range);
        }
      }
      setTimeout(next, 0);
    })();
  }

  const input = make("input", { id: "find", type: "search", autocomplete: "off", dir: "auto", "aria-describedby": "count" });
  const count = make("p", { id: "count", class: "ct-quiet" });
  const spoken = make("p", { class: "ct-search__unseen", role: "status" });
  const notes = make("div"), list = make("ol", { class: "found" }), more = make("div");
  const found = make("div", { class: "answer", hidden: "" }, notes, list, more);
  finder.className = "find";
  finder.append(make("label", { for: "find" }, _("Find in this file")), input, count, found, spoken);

  // The hits of an answer, one for each entry: a second page stands in its entry here.
  async function entriesOf(start, answer) {
    const seen = new Map();
    for (const hit of answer.pages) {
      const entry = await search.entryOf(start, hit.page);
      if (entry && !seen.has(entry)) seen.set(entry, hit);
    }
    return [...seen.values()];
  }

  const read = (start, hits) => Promise.all(hits.map(async (hit) => ({ ...hit, page: await search.text(start, hit.page) })));

  // Items for the next hits; the definition that was asked for comes first, with its words.
  async function items(start, answer, hits) {
    const shown = await read(start, hits), path = answer.defined && search.address(answer.defined.path);
    const defined = shown.find((hit) => search.address(hit.page.path) === path && hit.page.answer);
    const ordered = defined ? [defined, ...shown.filter((hit) => hit !== defined)] : shown;
    highlight(ordered.map((hit) => document.getElementById(hit.page.path)), answer.marks);
    return ordered.map((hit) => search.hit(start, hit, hit.page, answer.marks, hit === defined));
  }

  async function extend(start, answer, hits, from) {
    const mine = turn, added = await items(start, answer, hits.slice(from, from + STEP));
    if (mine !== turn) return;
    list.append(...added);
    further(start, answer, hits, from + STEP);
    added[0].querySelector("a").focus();
  }

  function further(start, answer, hits, from) {
    more.replaceChildren(...(from < hits.length ? [make("button", { type: "button", click: () => extend(start, answer, hits, from) }, _("Show more"))] : []));
  }

  // What is said of an answer: other names, words of other languages, slips and how to undo what was guessed; where
  // nothing is found, words that begin alike.
  async function told(start, answer, hits) {
    const notes = search.notes(answer, () => find(true));
    const [, ...alike] = hits.length ? [] : await search.nothing(start, answer, choose);
    return [...notes, ...alike.filter(Boolean)];
  }

  function choose(query) {
    input.value = query;
    input.focus();
    find();
  }

  // `aloud` is what a screen reader says of it.
  function show(words, said, shown, aloud) {
    count.textContent = words;
    spoken.textContent = aloud;
    notes.replaceChildren(...said);
    list.replaceChildren(...shown);
    more.replaceChildren();
    found.hidden = !said.length && !shown.length;
  }

  async function find(asTyped) {
    clearTimeout(waiting);
    const mine = ++turn, query = input.value;
    marking += 1;
    try {
      const start = await search.open(), answer = await search.answer(query, asTyped === true), hits = await entriesOf(start, answer);
      const shown = await items(start, answer, hits.slice(0, STEP)), said = await told(start, answer, hits);
      if (mine !== turn) return;
      const begun = !hits.length && [...query.trim()].length < SHORT;
      const words = begun ? "" : hits.length ? ngettext("%(num)s entry", "%(num)s entries", hits.length) : _("Nothing found. Try fewer or shorter words.");
      const aloud = [...search.corrections(answer).map((parts) => make("p", {}, parts).textContent), words];
      show(words, begun ? [] : said, shown, begun ? "" : aloud.join(" "));
      further(start, answer, hits, STEP);
    } catch (error) {
      if (mine === turn) show("", search.unavailable(error).filter(Boolean), [], _("The search isn’t available."));
      if (!(error instanceof search.Damaged)) throw error;
    }
  }

  input.addEventListener("input", function () {
    clearTimeout(waiting);
    count.textContent = _("Searching …");
    waiting = setTimeout(find, PAUSE);
  });
  list.addEventListener("click", function (event) {
    if (!event.target.closest("a")) return;
    found.hidden = true;
    count.textContent = "";
  });
  input.addEventListener("focus", function () {
    if (list.children.length) found.hidden = false;
    setTimeout(() => search.open().then(search.lengths).catch(() => {}), 300);
  });
})(window.commonThreadSearch);
