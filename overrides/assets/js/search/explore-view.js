// What the explorer shows: filters, chips, the list and the matrix. Everything is made once; later only what changed.
(function (search) {
  "use strict";
  const { _, ngettext } = window.commonThreadWords;
  const SHOWN = 8, LONG = 20, PAGE = 20, OPEN = 2;
  const make = (...parts) => search.make(...parts);

  // The page's parts; `act` takes what the reader does: {toggle, only, text, sort, view, cross, clear, directory, save, copy}.
  search.explorerView = function (root, data, act) {
    const view = { boxes: [], numbers: [], items: [], groups: [], marks: [], shown: PAGE };
    view.text = make("input", { type: "search", id: "ct-explore-q", autocomplete: "off", maxlength: 300, input: () => act.text(view.text.value) });
    view.sort = make("select", { id: "ct-explore-sort", change: () => act.sort(view.sort.value) },
      [["relevance", _("Best match")], ["evidence", _("Strongest evidence")], ["newest", _("Last changed")]].map(([id, words]) => make("option", { value: id }, words)));
    view.directory = make("input", { type: "checkbox", change: () => act.directory(view.directory.checked) });
    view.count = make("p", { class: "ct-explore__count", role: "status", tabindex: "-1" });
    view.skip = make("button", { type: "button", class: "ct-explore__skip", click: () => view.count.focus() });
    view.said = make("span", { class: "ct-quiet", role: "status" });
    view.notes = make("div", { class: "ct-explore__notes" });
    view.chips = make("ul", { class: "ct-explore__chips", "aria-label": _("Chosen filters") });
    view.list = make("ol", { class: "ct-explore__list" });
    view.more = make("button", { type: "button", class: "ct-explore__more", click: () => more(view) }, _("Show %(number)s more", { number: PAGE }));
    view.matrix = make("div", { class: "ct-explore__matrix" });
    view.modes = ["list", "matrix"].map((mode) => make("button", { type: "button", "aria-pressed": "false", click: () => act.view(mode) }, mode === "list" ? _("List") : _("Matrix")));
    const filters = make("details", { class: "ct-explore__filters", open: "" }, make("summary", {}, _("Filters")), view.skip,
      data.directoryRows > 0 && make("p", {}, make("label", {}, view.directory, " " + _("Show directory entries (%(number)s): organisations, sources, countries", { number: data.directoryRows }))),
      data.facets.map((facet, place) => fieldset(view, facet, place, act)));
    if (matchMedia("(max-width: 59.98em)").matches) filters.removeAttribute("open");
    root.append(
      make("form", { class: "ct-explore__bar", submit: (event) => event.preventDefault() },
        make("label", { for: "ct-explore-q" }, _("Search in these")), view.text,
        make("label", { for: "ct-explore-sort" }, _("Sort by")), view.sort),
      make("div", { class: "ct-explore__body" }, filters,
        (view.section = make("section", { class: "ct-explore__found", "aria-label": _("Entries") },
          make("div", { class: "ct-explore__tools" }, view.count, make("div", { class: "ct-explore__modes", role: "group", "aria-label": _("View") }, view.modes),
            make("button", { type: "button", click: () => act.copy((words) => (view.said.textContent = words)) }, _("Copy link to this view")), view.said,
            make("div", { class: "ct-explore__modes", role: "group", "aria-label": _("Take these with me") }, make("span", { "aria-hidden": "true" }, _("Take these with me:")),
              [["html", _("to print"), _("Take these with me as a page to print")], ["csv", "CSV", _("Take these with me as CSV")], ["json", "JSON", _("Take these with me as JSON")]].map(([kind, words, name]) =>
                make("button", { type: "button", "aria-label": name, click: () => act.save(kind) }, words)))),
          view.notes, view.chips, view.matrix, view.list, view.more))));
    return view;
  };

  function fieldset(view, facet, place, act) {
    view.boxes[place] = [];
    view.numbers[place] = [];
    view.items[place] = facet.values.map(function (value, at) {
      const box = make("input", { type: "checkbox", change: () => act.toggle(place, at) });
      const number = make("span", { class: "ct-count" });
      view.boxes[place].push(box);
      view.numbers[place].push(number);
      return make("li", {}, make("label", {}, box, " ", value.label, " ", number));
    });
    const list = make("ul", {}, view.items[place]);
    const long = facet.values.length > SHOWN;
    const everything = _("Show all %(number)s", { number: facet.values.length });
    const all = make("button", { type: "button", class: "ct-explore__all", "aria-expanded": "false", click: () => {
      const open = all.getAttribute("aria-expanded") !== "true";
      all.setAttribute("aria-expanded", String(open));
      all.textContent = open ? _("Show fewer") : everything;
      list.classList.toggle("ct-explore__short", !open);
    } }, everything);
    if (long) list.classList.add("ct-explore__short");
    const wanted = facet.values.length > LONG && make("input", { type: "search", placeholder: _("Find a value"), "aria-label": _("Find a value: %(list)s", { list: facet.title }), input: (event) => {
      const words = search.fold(event.target.value.toLowerCase());
      if (words && all.getAttribute("aria-expanded") !== "true") all.click();
      view.items[place].forEach((item, at) => item.classList.toggle("ct-explore__other", !search.fold(facet.values[at].label.toLowerCase()).includes(words)));
    } });
    view.marks[place] = make("span", { class: "ct-count" });
    view.groups[place] = make("details", { class: "ct-explore__group", open: place < OPEN ? "" : null }, make("summary", {}, facet.title, " ", view.marks[place]),
      make("fieldset", { "aria-label": facet.title }, wanted, list, long && all));
    return view.groups[place];
  }

  // Shows a result: {rows, counts, chosen, chips, words, sort, mode, directory}. What has focus keeps it.
  search.showFound = function (view, data, found, act) {
    view.found = found;
    data.facets.forEach(function (facet, place) {
      const size = found.chosen[place].size, mark = size ? ngettext("%(num)s chosen", "%(num)s chosen", size) : "";
      if (mark && !view.marks[place].textContent) view.groups[place].open = true;
      view.marks[place].textContent = mark;
      view.groups[place].hidden = !size && !search.varied(data, place, found.directory);
      const order = facet.values.length > SHOWN ? ranks(found.counts[place], found.chosen[place]) : null;
      facet.values.forEach(function (value, at) {
        const count = found.counts[place][at], on = found.chosen[place].has(at);
        const number = String(count), item = view.items[place][at];
        if (view.numbers[place][at].textContent !== number) view.numbers[place][at].textContent = number;
        if (view.boxes[place][at].checked !== on) view.boxes[place][at].checked = on;
        item.classList.toggle("ct-explore__none", count === 0 && !on);
        if (order) item.classList.toggle("ct-explore__late", order[at] >= SHOWN && !on);
      });
    });
    if (document.activeElement !== view.text) view.text.value = found.words;
    view.sort.value = found.sort;
    view.skip.textContent = ngettext("To the %(num)s entry", "To the %(num)s entries", found.rows.length);
    view.sort.firstElementChild.disabled = !found.words;
    view.directory.checked = found.directory;
    const total = found.rows.length;
    view.count.textContent = ngettext("%(num)s entry", "%(num)s entries", total);
    view.chips.replaceChildren(...found.chips.map((chip) => make("li", {}, make("button", { type: "button", click: chip.remove, "aria-label": _("Remove %(filter)s", { filter: chip.words }) }, chip.words, make("span", { "aria-hidden": "true" }, " ×")))),
      ...(found.chips.length > 1 ? [make("li", {}, make("button", { type: "button", click: act.clear }, _("Clear all")))] : []));
    view.modes.forEach((button, at) => button.setAttribute("aria-pressed", String((at === 1) === (found.mode === "matrix"))));
    const matrix = found.mode === "matrix";
    view.matrix.hidden = !matrix;
    view.list.hidden = matrix;
    view.shown = 0;
    view.list.replaceChildren();
    if (matrix) view.more.hidden = true;
    else if (total) more(view);
    else {
      view.more.hidden = true;
      view.list.append(nothing(found));
    }
  };

  // Brings the head of what was found back, where it has left the screen upwards; beside the filters, not below them.
  search.keepInSight = function (view) {
    const beside = matchMedia("(min-width: 60em)").matches;
    if (beside && view.section.getBoundingClientRect().top < 0) view.section.scrollIntoView({ block: "start" });
  };

  // The place of each value when the commonest come first; chosen ones before all.
  function ranks(counts, chosen) {
    const places = Array.from(counts, (count, at) => at).sort((one, other) => chosen.has(other) - chosen.has(one) || counts[other] - counts[one] || one - other);
    const found = [];
    places.forEach((at, rank) => (found[at] = rank));
    return found;
  }

  function nothing(found) {
    const help = found.chips.map((chip) => make("li", {}, make("button", { type: "button", click: chip.remove }, _("Without %(filter)s", { filter: chip.words })), " ", make("span", { class: "ct-count" }, ngettext("%(num)s entry", "%(num)s entries", chip.without))));
    const suggest = search.way("contribute/index.html", _("Suggest an entry"));
    return make("li", { class: "ct-explore__nothing" }, make("p", {}, _("Nothing fits all of this.")), make("ul", {}, help),
      suggest && make("p", {}, _("Do you know something that belongs here?") + " ", suggest));
  }

  function more(view) {
    const next = view.found.rows.slice(view.shown, view.shown + PAGE);
    const first = view.shown > 0 && next.length ? view.list.children.length : -1;
    view.list.append(...next.map((row) => view.item(row)));
    view.shown += next.length;
    view.more.hidden = view.shown >= view.found.rows.length;
    if (first >= 0) view.list.children[first].querySelector("a").focus();
  }
})(window.commonThreadSearch = window.commonThreadSearch || {});
