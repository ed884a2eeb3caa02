// The matrix: how many entries carry each pair of values, what they found, and what is missing.
// The same marks, shades and words as the maps made at build: overrides/author/matrix.html.
(function (search) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const SHADES = [1, 4, 10]; // As in macros/knowledge/evidence_map.py.
  const MOST = 6; // Columns beyond which the table scrolls by itself.
  const make = (...parts) => search.make(...parts);

  // Fills `place` with the table of two facets; a number narrows the list down to its two values.
  search.showMatrix = function (place, data, rows, down, across, act) {
    const counts = search.crossed(data, rows, across, down), found = findings(data, rows, across, down);
    const kept = data.facets[across].values.map((_, at) => at).filter((at) => counts.some((line) => line[at]) || data.facets[across].values.length <= 12);
    const select = (label, value, change) => make("label", {}, label + " ", make("select", { change: (event) => change(Number(event.target.value)) },
      data.facets.map((facet, at) => make("option", { value: at, selected: at === value ? "" : null }, facet.title))));
    const cell = function (line, at) {
      const count = counts[line][at], head = data.facets[across].values[at].label, known = found.get(line + " " + at);
      const gap = !count && gapAt(data, down, line, across, at);
      if (!count) return make("td", { class: gap ? "ct-emap--gap" : "ct-emap--0", "data-head": head }, make("span", { class: "ct-explore__gap" }, gap || "–", gap ? null : make("span", { class: "ct-unseen" }, " " + _("no entry"))));
      return make("td", { class: "ct-emap--" + SHADES.filter((least) => count >= least).length, "data-head": head },
        make("button", { type: "button", click: () => act.only(down, line, across, at), "aria-label": count + ": " + data.facets[down].values[line].label + ", " + head }, String(count)),
        known.terms.map((term) => make("span", {}, sign(term), " " + term.count)),
        known.unknown ? make("i", {}, _("not known %(number)s", { number: known.unknown })) : null);
    };
    const wide = kept.length > MOST;
    place.replaceChildren(
      make("p", { class: "ct-explore__axes" }, select(_("Rows"), down, (at) => act.cross(at, across)), select(_("Columns"), across, (at) => act.cross(down, at))),
      make("div", { class: "ct-emap" }, legend(data, rows),
        make("div", { class: "ct-scroll" + (wide ? " ct-scroll--both" : ""), role: wide ? "region" : null, tabindex: wide ? "0" : null, "aria-label": wide ? _("Entries by %(rows)s and %(columns)s", { rows: data.facets[down].title, columns: data.facets[across].title }) : null },
          make("table", { class: "ct-emap__table" }, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, data.facets[down].title), kept.map((at) => make("th", { scope: "col" }, data.facets[across].values[at].label)))),
            make("tbody", {}, data.facets[down].values.map((value, line) => make("tr", {}, make("th", { scope: "row" }, value.label), kept.map((at) => cell(line, at)))))))));
  };

  // The facet with what entries of a row's type found; undefined where its type has none.
  function facetOf(data, row) {
    const address = data.findings[data.type(row).id];
    const at = data.facets.findIndex((facet) => facet.id === address);
    return at < 0 ? undefined : at;
  }

  // What the entries of each cell found: {terms: [{label, mark, count}], unknown}, by "line column".
  function findings(data, rows, across, down) {
    const cells = new Map();
    for (const row of rows) {
      const facet = facetOf(data, row), own = facet === undefined ? [] : data.valuesOf(facet, row);
      for (let i = data.from[down][row]; i < data.from[down][row + 1]; i++) {
        for (let j = data.from[across][row]; j < data.from[across][row + 1]; j++) {
          const key = data.values[down][i] + " " + data.values[across][j];
          if (!cells.has(key)) cells.set(key, { counts: new Map(), unknown: 0 });
          const cell = cells.get(key);
          own.forEach((value) => cell.counts.set(value, (cell.counts.get(value) || 0) + 1));
          if (facet !== undefined && !own.length) cell.unknown++;
        }
      }
    }
    cells.forEach((cell) => (cell.terms = terms(data).filter((term) => cell.counts.has(term.value)).map((term) => ({ ...term, count: cell.counts.get(term.value) }))));
    return cells;
  }

  // Everything that entries can have found, in the order of its list.
  function terms(data) {
    const facets = data.facets.filter((facet) => Object.values(data.findings).includes(facet.id));
    return facets.flatMap((facet) => facet.values.map((value) => ({ value: value, label: value.label.toLocaleLowerCase(document.documentElement.lang), mark: (data.marks[facet.id] || {})[value.id] })));
  }

  function sign(term) {
    return term.mark ? [make("span", { "aria-hidden": "true" }, term.mark), " " + term.label] : [term.label];
  }

  // What editors know of a cell without entries, in a few words.
  function gapAt(data, down, line, across, at) {
    const names = (facet, value) => data.facets[facet].id + " " + data.facets[facet].values[value].id;
    const cell = [names(down, line), names(across, at)];
    const gap = data.gaps.find((known) => cell.includes(known[1] + " " + known[2]) && cell.includes(known[3] + " " + known[4]));
    if (!gap) return "";
    return gap[0] === "asked_for" ? _("asked for") : gap[0] === "looked_for" ? _("nothing found") : _("not applicable");
  }

  function legend(data, rows) {
    const chip = (shade) => make("span", { class: "ct-emap__chip ct-emap--" + shade });
    const shades = SHADES.map((least, at) => make("li", {}, chip(at + 1), " " + (at + 1 < SHADES.length
      ? _("%(least)s to %(most)s entries", { least: least, most: SHADES[at + 1] - 1 }) : _("%(least)s entries or more", { least: least }))));
    const signs = rows.some((row) => facetOf(data, row) !== undefined) ? terms(data).map((term) => make("li", {}, sign(term))) : [];
    return [make("ul", { class: "ct-emap__legend" }, shades, make("li", {}, "– " + _("no entry, and nobody has said that they looked")),
      data.gaps.length ? make("li", {}, chip("gap"), " " + _("a gap that somebody named")) : null),
    signs.length ? make("ul", { class: "ct-emap__legend" }, signs, make("li", {}, make("i", {}, _("not known")), ": " + _("what it changed is not in what we read"))) : null];
  }
})(window.commonThreadSearch = window.commonThreadSearch || {});
