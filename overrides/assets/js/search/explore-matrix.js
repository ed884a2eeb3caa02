// The matrix: how many entries carry each pair of values, gaps included.
(function (search) {
  "use strict";
  const FEW = 12;
  const make = (...parts) => search.make(...parts);

  // The controls, made once so that they keep the focus, and the place of the table.
  search.matrixView = function (data, act) {
    const view = {};
    const select = (change) => make("select", { change: (event) => change(Number(event.target.value)) },
      data.facets.map((facet, at) => make("option", { value: at }, facet.title)));
    view.rows = select((at) => act.cross(at, view.across));
    view.cols = select((at) => act.cross(view.down, at));
    view.said = make("p", { class: "ct-quiet" });
    view.table = make("div", { class: "ct-scroll", role: "region", tabindex: "0" });
    view.root = make("div", { class: "ct-explore__matrix" },
      make("p", { class: "ct-explore__axes" },
        make("label", {}, "Rows ", view.rows), make("label", {}, "Columns ", view.cols)),
      view.said, view.table);
    return view;
  };

  // Fills the table of two facets, {counts, both, total}. A facet with choices shows only these.
  search.showMatrix = function (view, data, state, found, act) {
    const down = view.down = state.rows, across = view.across = state.cols, counts = found.counts;
    const one = data.facets[down], other = data.facets[across];
    view.rows.value = down;
    view.cols.value = across;
    const hidden = (facet, at) => data.facets[facet].id === "type" && !state.directory && data.quiet.has(at);
    const shown = (facet) => data.facets[facet].values.map((_, at) => at)
      .filter((at) => (state.chosen[facet].size ? state.chosen[facet].has(at) : !hidden(facet, at)));
    const lines = shown(down);
    let columns = shown(across);
    if (columns.length > FEW) columns = columns.filter((at) => lines.some((line) => counts[line][at]));
    view.said.textContent = found.both + " of " + found.total + " entries say something of both, some of them more " +
      "than once. A dash is a gap.";
    view.table.setAttribute("aria-label", "Entries by " + one.title + " and " + other.title);
    const cell = (line, at) => make("td", {}, counts[line][at] ? make("button", {
      type: "button", click: () => act.only(down, line, across, at),
      "aria-label": counts[line][at] + ": " + one.values[line].label + ", " + other.values[at].label,
    }, String(counts[line][at])) : make("span", { class: "ct-explore__gap" }, "–"));
    const head = columns.map((at) => make("th", { scope: "col" }, other.values[at].label));
    view.table.replaceChildren(make("table", {},
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, one.title), head)),
      make("tbody", {}, lines.map((line) => make("tr", {},
        make("th", { scope: "row" }, one.values[line].label), columns.map((at) => cell(line, at)))))));
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
