// What is said above the results: other names, corrections, what is broken; and what helps where nothing is found.
(function (search) {
  "use strict";
  const MOST_SAID = 60, MOST_ALIKE = 8, SHARED = 3;
  const make = (...parts) => search.make(...parts);

  // What a reader typed, short enough to be repeated.
  search.said = function (words) {
    const signs = [...words];
    return signs.length > MOST_SAID ? signs.slice(0, MOST_SAID).join("") + "…" : words;
  };

  function quoted(words) {
    return ["“", make("bdi", {}, search.said(words)), "”"];
  }

  // Plain sentences of an answer, for the eye and for a screen reader.
  search.corrections = function (answer) {
    const corrected = answer.corrected.map((slip) => [slip.said, "; showing " + slip.forms.join(", ")]);
    const unknown = answer.unknown.map((word) => [word, ""]);
    return [...corrected, ...unknown].map(([word, instead]) => ["Nothing says ", ...quoted(word), instead + "."]);
  };

  function named(name) {
    return make("p", { class: "ct-search__note" },
      make("bdi", {}, search.said(name.said)),
      make("span", { "aria-hidden": "true" }, " → "),
      make("span", { class: "ct-search__unseen" }, " means "),
      make("a", { href: search.address(name.path) }, name.means),
      name.note !== "" && [" ", make("span", { class: "ct-badge ct-badge--notice" }, name.note)]);
  }

  // Leads to a definition that is not among the results that are shown.
  search.definition = function (answer) {
    const link = make("a", { href: search.address(answer.defined.path) }, answer.defined.means);
    return make("p", { class: "ct-search__note" }, "Definition: ", link);
  };

  // Words of another language that were looked for in the library's.
  function translated(word) {
    return make("p", { class: "ct-search__note" }, make("bdi", {}, search.said(word.said)), ": also searched: ", word.forms.join(", "));
  }

  // `asTyped` asks again for what was typed and nothing else.
  search.notes = function (answer, asTyped) {
    const names = new Map(answer.named.map((name) => [name.said + " " + name.path, name]));
    const corrections = answer.pages.length ? search.corrections(answer) : [];
    const said = corrections.map((words) => make("p", { class: "ct-search__note" }, words));
    const instead = asTyped && (answer.corrected.length || answer.translated.length);
    const undo = instead ? [make("p", { class: "ct-search__note" },
      make("button", { type: "button", click: asTyped }, "Search only for what I typed"))] : [];
    return [...[...names.values()].map(named), ...answer.translated.map(translated), ...said, ...undo];
  };

  // One line for each piece of the index that can't be used.
  search.damages = function (errors) {
    const pieces = new Map(errors.map((error) => [error.piece, error]));
    return [...pieces.values()].map((error) => make("p", { class: "ct-search__damage" },
      "A part of the search index (" + error.piece + ".js) is " + (error.missing ? "missing" : "damaged") +
      "; results may be incomplete. Reload the page, or get the library again."));
  };

  search.unavailable = function (error) {
    return [
      make("p", { class: "ct-search__damage" }, "The search isn’t available: ", error instanceof search.Damaged
        ? "its index (" + error.piece + ".js) is " + (error.missing ? "missing" : "damaged") + "."
        : "something went wrong in it.", " Reload the page, or get the library again."),
      search.ways("You can still find everything here:"),
    ];
  };

  // What a reader sees before typing.
  search.hints = function () {
    return [
      make("p", {}, "Type words in any form, an acronym, or a name in another language. Small slips are mended."),
      search.ways("Or look around:"),
    ];
  };

  // Where else to look.
  search.ways = function (words) {
    const ways = [
      make("a", { href: search.address("explore.html") }, "Explore with filters"),
      search.way("browse/index.html", "Browse by topic, place and status"),
      search.way("contribute/index.html", "Suggest an entry"),
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
        make("p", {}, "Words here that begin like ", quoted(word), ":"),
        make("ul", {}, near[place].map((form) => make("li", {}, make("button", {
          type: "button", click: () => choose(answer.query.normalize("NFC").replace(word, form)),
        }, form))))));
    return [
      make("p", { class: "ct-search__nothing" }, "Nothing found for ", quoted(answer.query.trim()), "."),
      ...rows.filter(Boolean),
      search.ways("Other ways:"),
    ];
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
