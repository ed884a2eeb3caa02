// The matrix: how many entries carry each pair of values, gaps included.
(function (search) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const make = (...parts) => search.make(...parts);

  // Fills `place` with the table of two facets; a number narrows the list down to its two values.
  search.showMatrix = function (place, data, rows, down, across, act) {
    const counts = search.crossed(data, rows, across, down);
    const kept = data.facets[across].values.map((_, at) => at).filter((at) => counts.some((line) => line[at]) || data.facets[across].values.length <= 12);
    const select = (label, value, change) => make("label", {}, label + " ", make("select", { change: (event) => change(Number(event.target.value)) },
      data.facets.map((facet, at) => make("option", { value: at, selected: at === value ? "" : null }, facet.title))));
    const cell = (line, at) => make("td", {}, counts[line][at] ? make("button", { type: "button", click: () => act.only(down, line, across, at),
      "aria-label": counts[line][at] + ": " + data.facets[down].values[line].label + ", " + data.facets[across].values[at].label }, String(counts[line][at])) : make("span", { class: "ct-explore__gap" }, "–"));
    place.replaceChildren(
      make("p", { class: "ct-explore__axes" }, select(_("Rows"), down, (at) => act.cross(at, across)), select(_("Columns"), across, (at) => act.cross(down, at))),
      make("div", { class: "ct-scroll", role: "region", tabindex: "0", "aria-label": _("Entries by %(rows)s and %(columns)s", { rows: data.facets[down].title, columns: data.facets[across].title }) },
        make("table", {}, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, data.facets[down].title), kept.map((at) => make("th", { scope: "col" }, data.facets[across].values[at].label)))),
          make("tbody", {}, data.facets[down].values.map((value, line) => make("tr", {}, make("th", { scope: "row" }, value.label), kept.map((at) => cell(line, at))))))));
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
