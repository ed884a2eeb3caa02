// A found page as an item of a list: where it is in the site, its title, why it was found, other places in it.
(function (search) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const MOST_FORMS = 12, MOST_OTHERS = 2, LONGEST_ANSWER = 350;
  const make = (...parts) => search.make(...parts);

  // Says a status unless it is the ordinary one of a sound entry; what a definition's is, readers always want to know.
  function badge(page) {
    if (!page.status || (page.tone === "good" && page.kind !== "definition")) return null;
    return make("span", { class: "ct-badge ct-badge--" + page.tone }, page.status);
  }

  function place(start, page, heading) {
    const kind = start.kinds[page.kind];
    const known = kind ? " ct-kindword--" + page.kind : "";
    return make("p", { class: "ct-hit__place" },
      make("span", { class: "ct-kindword" + known }, kind ? kind[1] : _("About this site")),
      heading !== "" && make("span", search.spoken(page.language), "› " + heading),
      badge(page));
  }

  // An item for a hit of `answer.pages`.
  //
  // `page` is its text; with `answers`, the page's working definition is shown instead of the place that was found.
  search.hit = function (start, hit, page, marks, answers) {
    const found = hit.sections.map((section) => page.sections[section - hit.first]).filter(Boolean);
    const best = answers || !found.length ? page.sections[0] : found[0];
    const others = found.filter((section) => section !== best && section.anchor).slice(0, MOST_OTHERS);
    const forms = search.present([best.text, page.title, ...found.map((section) => section.text)], marks, MOST_FORMS);
    const spoken = search.spoken(page.language);
    const text = answers ? search.beginning(page.answer, LONGEST_ANSWER) : search.snippet(search.shown(page, best, found, marks), marks);
    const link = (section, attributes, words) =>
      make("a", { href: search.address(page.path, section.anchor, forms), ...attributes, ...spoken }, words);
    return make("li", { class: "ct-hit" + (answers ? " ct-hit--answer" : "") },
      place(start, page, best.heading),
      make("p", { class: "ct-hit__title" }, link(best, { class: "ct-hit__link" }, search.marked(page.title, marks))),
      page.facts !== "" && make("p", { class: "ct-hit__facts" }, page.facts),
      make("p", { class: "ct-hit__text", ...spoken }, text),
      others.length > 0 && make("ul", { class: "ct-hit__more", "aria-label": _("Also in “%(title)s”", { title: page.title }) },
        others.map((section) => make("li", {}, link(section, {}, search.marked(section.heading, marks))))));
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
