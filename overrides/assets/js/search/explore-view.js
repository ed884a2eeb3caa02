// What the explorer shows: filters, chips, the list. Everything is made once; later only what changed.
(function (search) {
  "use strict";
  const SHOWN = 8, LONG = 20, PAGE = 20, PHONE = "(max-width: 59.98em)";
  const SORTS = [["relevance", "Best match"], ["newest", "Last changed"], ["evidence", "Strongest evidence"]];
  const make = (...parts) => search.make(...parts);
  const button = (words, click, attributes) => make("button", { type: "button", click: click, ...attributes }, words);
  const entries = (number) => number + (number === 1 ? " entry" : " entries");

  // The page's parts; `act` takes what the reader does: {toggle, only, typed, sort, mode, cross, clear, directory,
  // save}.
  search.explorerView = function (root, data, act) {
    const view = { root: root, facets: [], shown: 0 };
    view.text = make("input", {
      type: "search", id: "ct-explore-q", autocomplete: "off", maxlength: 300, input: () => act.typed(view.text.value),
    });
    view.sort = make("select", { id: "ct-explore-sort", change: () => act.sort(view.sort.value) },
      SORTS.map(([id, words]) => make("option", { value: id }, words)));
    view.directory = make("input", { type: "checkbox", change: () => act.directory(view.directory.checked) });
    view.count = make("p", { class: "ct-explore__count", role: "status", tabindex: "-1" });
    view.notes = make("div", { class: "ct-explore__notes" });
    view.chips = make("ul", { class: "ct-explore__chips", "aria-label": "Chosen filters" });
    view.list = make("ol", { class: "ct-explore__list" });
    view.nothing = make("div", { class: "ct-explore__nothing" });
    view.more = button("Show " + PAGE + " more", () => more(view), { class: "ct-explore__more" });
    view.matrix = search.matrixView(data, act);
    view.modes = [["list", "List"], ["matrix", "Matrix"]].map(([mode, words]) => button(words, () => act.mode(mode)));
    view.files = [["csv", "Download these as CSV"], ["json", "as JSON"]]
      .map(([kind, words]) => button(words, () => act.save(kind)));
    const filters = make("details", { class: "ct-explore__filters", open: matchMedia(PHONE).matches ? null : "" },
      make("summary", {}, "Filters"),
      data.directoryRows > 0 && make("p", {}, make("label", {}, view.directory,
        " Show directory entries (" + data.directoryRows + "): organisations, sources, countries")),
      data.facets.map((facet, place) => fieldset(view, facet, place, act)));
    root.append(
      make("form", { class: "ct-explore__bar", submit: (event) => event.preventDefault() },
        make("label", { for: "ct-explore-q" }, "Words"), view.text,
        make("label", { for: "ct-explore-sort" }, "Sort by"), view.sort),
      make("div", { class: "ct-explore__body" }, filters,
        make("section", { class: "ct-explore__found", "aria-label": "Entries" },
          make("div", { class: "ct-explore__tools" }, view.count,
            make("div", { class: "ct-explore__modes", role: "group", "aria-label": "View" }, view.modes), view.files),
          view.notes, view.chips, view.matrix.root, view.list, view.nothing, view.more)));
    return view;
  };

  function fieldset(view, facet, place, act) {
    const own = view.facets[place] = { boxes: [], numbers: [], items: [], counts: [] };
    own.long = facet.values.length > SHOWN;
    facet.values.forEach(function (value, at) {
      own.boxes.push(make("input", { type: "checkbox", change: () => act.toggle(place, at) }));
      own.numbers.push(make("span", { class: "ct-count" }));
      own.items.push(make("li", {}, make("label", {}, own.boxes[at], " ", value.label, " ", own.numbers[at])));
    });
    own.list = make("ul", own.long ? { class: "ct-explore__short" } : {}, own.items);
    own.open = false;
    own.all = button("", () => unfold(own, !own.open));
    const wanted = facet.values.length > LONG && make("input", {
      type: "search", placeholder: "Find a value", "aria-label": "Find a value of " + facet.title,
      input: (event) => find(own, facet, search.fold(event.target.value.toLowerCase())),
    });
    return make("fieldset", {}, make("legend", {}, facet.title), wanted, own.list, own.long && own.all);
  }

  function unfold(own, open) {
    own.open = open;
    own.list.classList.toggle("ct-explore__short", !open);
    named(own);
  }

  function named(own) {
    own.all.setAttribute("aria-expanded", String(own.open));
    own.all.textContent = own.open ? "Show fewer" : "Show all " + own.usable;
    own.all.hidden = own.usable <= SHOWN;
  }

  function find(own, facet, words) {
    if (words) unfold(own, true);
    own.items.forEach(function (item, at) {
      const fits = search.fold(facet.values[at].label.toLowerCase()).includes(words);
      item.classList.toggle("ct-explore__other", !fits);
    });
  }

  // Shows what was found: {rows, counts, chips, matrix, notes, wider}. Whatever had the focus keeps it or hands it on.
  search.showFound = function (view, data, state, found, act) {
    const chip = [...view.chips.querySelectorAll("button")].indexOf(document.activeElement);
    const inside = [view.nothing, view.matrix.table, view.list].some((part) => part.contains(document.activeElement));
    data.facets.forEach((facet, place) => count(view.facets[place], data, state, found, place));
    view.sort.value = state.sort;
    view.sort.firstElementChild.disabled = !state.words;
    view.directory.checked = state.directory;
    const total = found.rows.length, matrix = state.mode === "matrix";
    view.count.textContent = entries(total) + (state.words ? (total === 1 ? " matches" : " match") : "");
    view.notes.replaceChildren(...found.notes);
    view.chips.replaceChildren(...chips(found, act).map((made) => make("li", {}, made)));
    view.modes.forEach((mode, at) => mode.setAttribute("aria-pressed", String((at === 1) === matrix)));
    view.found = found;
    view.shown = 0;
    view.list.replaceChildren();
    view.nothing.replaceChildren();
    view.matrix.root.hidden = !matrix;
    view.list.hidden = matrix || !total;
    view.more.hidden = true;
    if (matrix) search.showMatrix(view.matrix, data, state, found.matrix, act);
    else if (total) more(view);
    else view.nothing.append(...nothing(found));
    const left = view.chips.querySelectorAll("button");
    if (chip >= 0) (left[Math.min(chip, left.length - 1)] || view.count).focus();
    else if (inside && document.activeElement === document.body) view.count.focus();
  };

  // The numbers of a facet; of a long one, the commonest values stay when it is folded, and chosen ones anyway.
  function count(own, data, state, found, place) {
    const chosen = state.chosen[place], counts = found.counts[place];
    const absent = (at) => data.facets[place].id === "type" && !state.directory && data.quiet.has(at);
    const late = own.long ? beyond(counts, chosen, absent) : null;
    own.usable = 0;
    own.items.forEach(function (item, at) {
      const on = chosen.has(at);
      if (own.counts[at] !== counts[at]) own.numbers[at].textContent = own.counts[at] = counts[at];
      if (own.boxes[at].checked !== on) own.boxes[at].checked = on;
      item.classList.toggle("ct-explore__none", counts[at] === 0 && !on);
      item.classList.toggle("ct-explore__absent", absent(at));
      if (late) item.classList.toggle("ct-explore__late", late.has(at) && own.boxes[at] !== document.activeElement);
      if (!absent(at)) own.usable++;
    });
    if (own.long) named(own);
  }

  function beyond(counts, chosen, absent) {
    const places = Array.from(counts, (_, at) => at).filter((at) => !absent(at));
    places.sort((one, other) => chosen.has(other) - chosen.has(one) || counts[other] - counts[one] || one - other);
    return new Set(places.slice(SHOWN).filter((at) => !chosen.has(at)));
  }

  function chips(found, act) {
    const made = found.chips.map((chip) => button([chip.words, make("span", { "aria-hidden": "true" }, " ×")],
      chip.remove, { "aria-label": "Remove " + chip.words }));
    return made.length > 1 ? [...made, button("Clear all", act.clear)] : made;
  }

  function nothing(found) {
    const ways = [...found.chips.map((chip) => ["Without " + chip.words, chip.remove, chip.without]), ...found.wider];
    return [
      make("p", {}, ways.length ? "Nothing fits all of this." : "There are no entries yet."),
      make("ul", {}, ways.map(([words, act, number]) => make("li", {},
        button(words, act), " ", make("span", { class: "ct-count" }, entries(number))))),
      make("p", {}, "Do you know something that belongs here? ",
        make("a", { href: search.address("contribute/index.html") }, "Suggest an entry")),
    ];
  }

  function more(view) {
    const next = view.found.rows.slice(view.shown, view.shown + PAGE);
    const first = view.shown;
    view.list.append(...next.map((row) => view.entry(row)));
    view.shown += next.length;
    view.more.hidden = view.shown >= view.found.rows.length;
    if (first) view.list.children[first].querySelector("a").focus();
  }
})(window.commonThreadSearch = window.commonThreadSearch || {});
