// What is said above the results: other names, corrections, what is broken; and what helps where nothing is found.
(function (search) {
  "use strict";
  const { _, pieces } = window.commonThreadWords;
  const MOST_SAID = 60, MOST_ALIKE = 8, SHARED = 3;
  const make = (...parts) => search.make(...parts);

  // What a reader typed, short enough to be repeated.
  search.said = function (words) {
    const signs = [...words];
    return signs.length > MOST_SAID ? signs.slice(0, MOST_SAID).join("") + "…" : words;
  };

  const bdi = (words) => make("bdi", {}, search.said(words));

  // Plain sentences of an answer, for the eye and for a screen reader.
  search.corrections = function (answer) {
    const corrected = answer.corrected.map((slip) => pieces(_("Nothing says “%(words)s”; showing %(instead)s."), { words: bdi(slip.said), instead: slip.forms.join(", ") }));
    const unknown = answer.unknown.map((word) => pieces(_("Nothing says “%(words)s”."), { words: bdi(word) }));
    return [...corrected, ...unknown];
  };

  function named(name) {
    return make("p", { class: "ct-search__note" },
      make("bdi", {}, search.said(name.said)),
      make("span", { "aria-hidden": "true" }, " → "),
      make("span", { class: "ct-search__unseen" }, " " + _("means") + " "),
      make("a", { href: search.address(name.path) }, name.means),
      name.note !== "" && [" ", make("span", { class: "ct-badge ct-badge--notice" }, name.note)]);
  }

  // Leads to a definition that is not among the results that are shown.
  search.definition = function (answer) {
    const link = make("a", { href: search.address(answer.defined.path) }, answer.defined.means);
    return make("p", { class: "ct-search__note" }, pieces(_("Definition: %(title)s"), { title: link }));
  };

  // Words of another language that were looked for in the library's.
  function translated(word) {
    return make("p", { class: "ct-search__note" }, pieces(_("%(word)s: also searched: %(words)s"), { word: bdi(word.said), words: word.forms.join(", ") }));
  }

  // Words that were set apart with a minus or NOT.
  function without(words) {
    return make("p", { class: "ct-search__note" }, pieces(_("Without pages that hold “%(words)s”."), { words: bdi(words) }));
  }

  // `asTyped` asks again for what was typed and nothing else.
  search.notes = function (answer, asTyped) {
    const names = new Map(answer.named.map((name) => [name.said + " " + name.path, name]));
    const corrections = answer.pages.length ? search.corrections(answer) : [];
    const said = corrections.map((words) => make("p", { class: "ct-search__note" }, words));
    const instead = asTyped && (answer.corrected.length || answer.translated.length);
    const undo = instead ? [make("p", { class: "ct-search__note" },
      make("button", { type: "button", click: asTyped }, _("Search only for what I typed")))] : [];
    return [...[...names.values()].map(named), ...answer.translated.map(translated), ...answer.without.map(without), ...said, ...undo];
  };

  // One line for each piece of the index that can't be used.
  search.damages = function (errors) {
    const pieces = new Map(errors.map((error) => [error.piece, error]));
    return [...pieces.values()].map((error) => make("p", { class: "ct-search__damage" },
      (error.missing
          ? _("A part of the search index (%(piece)s.js) is missing; results may be incomplete. Reload the page, or get the library again.", { piece: error.piece })
          : _("A part of the search index (%(piece)s.js) is damaged; results may be incomplete. Reload the page, or get the library again.", { piece: error.piece }))));
  };

  search.unavailable = function (error) {
    return [
      make("p", { class: "ct-search__damage" }, !(error instanceof search.Damaged)
        ? _("The search isn’t available: something went wrong in it. Reload the page, or get the library again.")
        : error.missing
          ? _("The search isn’t available: its index (%(piece)s.js) is missing. Reload the page, or get the library again.", { piece: error.piece })
          : _("The search isn’t available: its index (%(piece)s.js) is damaged. Reload the page, or get the library again.", { piece: error.piece })),
      search.ways(_("You can still find everything here:")),
    ];
  };

  // What a reader sees before typing.
  search.hints = function () {
    return [
      make("p", {}, _("Type words in any form, an acronym, or a name in another language. Small slips are mended.")),
      search.ways(_("Or look around:")),
    ];
  };

  // Where else to look.
  search.ways = function (words) {
    const ways = [
      make("a", { href: search.address("explore.html") }, _("Explore with filters")),
      search.way("browse/index.html", _("Browse by topic, place and status")),
      search.way("contribute/index.html", _("Suggest an entry")),
    ];
    return make("div", { class: "ct-search__ways" }, make("p", {}, words),
      make("ul", {}, ways.filter(Boolean).map((way) => make("li", {}, way))));
  };

  // Forms of the library that begin like a word, the commonest first.
  async function alike(start, word) {
    const form = search.fold(word.toLowerCase());
    if ([...form].length < SHARED) return [];
    const shelf = await search.forms(start, search.formsKey(form)).catch(() => ({ list: [] }));
    const beginning = form.slice(0, SHARED);
    return shelf.list
      .filter((known) => known.terms.length && !known.ignored && /^[\p{L}\p{N}]+$/u.test(known.form))
      .filter((known) => known.form.startsWith(beginning))
      .sort((one, other) => Math.max(...other.classes) - Math.max(...one.classes))
      .slice(0, MOST_ALIKE)
      .map((known) => known.form);
  }

  // What helps a reader whose words are nowhere; `choose` gets another query.
  search.nothing = async function (start, answer, choose) {
    const words = answer.unknown;
    const near = await Promise.all(words.map((word) => alike(start, word)));
    const rows = words.map((word, place) => near[place].length > 0 &&
      make("div", { class: "ct-search__alike" },
        make("p", {}, pieces(_("Words here that begin like “%(words)s”:"), { words: bdi(word) })),
        make("ul", {}, near[place].map((form) => make("li", {}, make("button", {
          type: "button", click: () => choose(answer.query.normalize("NFC").replace(word, form)),
        }, form))))));
    return [
      make("p", { class: "ct-search__nothing" }, pieces(_("Nothing found for “%(words)s”."), { words: bdi(answer.query.trim()) })),
      ...rows.filter(Boolean),
      search.ways(_("Other ways:")),
    ];
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
