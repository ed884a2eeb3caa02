// The explorer: keeps its state in the address, so that a view can be sent; see explore-data.js and explore-view.js.
(function (search) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const TAIL = 0.15, PAUSE = 150, MOST_TYPED = 300;
  const PARTS = ["words", "kin", "shards", "ranking", "query", "dom", "snippet"];
  const SORTS = ["relevance", "newest", "evidence"];

  addEventListener("DOMContentLoaded", function () {
    search.need(PARTS).then(search.readRecords).then(begin).catch(function (error) {
      const words = document.createElement("p");
      words.className = "ct-note ct-note--warning";
      words.textContent = error && error.piece
        ? _("The explorer's data is missing or damaged (search/%(piece)s.js). Reload the page, or get the library again. The lists below work.", { piece: error.piece })
        : _("The explorer's data is missing or damaged. Reload the page, or get the library again. The lists below work.");
      document.getElementById("ct-explore-static").prepend(words);
    });
  });

  function begin(data) {
    const { read, write, cut } = window.commonThreadAddress;
    const root = document.getElementById("ct-explore");
    const state = { chosen: data.facets.map(() => new Set()), words: "", sort: "evidence", mode: "list", directory: false, rows: 0, cols: 0 };
    const byId = new Map(data.facets.map((facet, place) => [facet.id, place]));
    state.rows = byId.has(data.matrix[0]) ? byId.get(data.matrix[0]) : 0;
    state.cols = byId.has(data.matrix[1]) ? byId.get(data.matrix[1]) : Math.min(1, data.facets.length - 1);
    let scores = null, answer = null, unknown = [], timer = 0, asked = 0;

    const act = {
      toggle: (facet, at) => set(() => state.chosen[facet][state.chosen[facet].has(at) ? "delete" : "add"](at)),
      only: (down, line, across, at) => set(function () {
        state.chosen[down] = new Set([line]);
        state.chosen[across] = new Set([at]);
        state.mode = "list";
      }),
      text: function (words) {
        clearTimeout(timer);
        timer = setTimeout(() => set(() => setWords(cut(words, MOST_TYPED)), true), PAUSE);
      },
      sort: (sort) => set(() => (state.sort = sort)),
      view: (mode) => set(() => (state.mode = mode)),
      cross: (rows, cols) => set(() => Object.assign(state, { rows: rows, cols: cols })),
      directory: (on) => set(() => (state.directory = on)),
      clear: () => set(function () {
        state.chosen.forEach((places) => places.clear());
        setWords("");
      }),
      save: function (kind) {
        const rows = search.sortRows(data, narrowed().rows, scores, state.sort);
        if (kind === "html") search.asPage(data, rows, location.hash, (row) => facts(data, row, state.directory)).then((text) => search.save(root.dataset.name + ".html", "text/html", text));
        else if (kind === "csv") search.save(root.dataset.name + ".csv", "text/csv", search.asCsv(data, rows));
        else search.save(root.dataset.name + ".json", "application/json", search.asJson(data, rows, read(fragment()) || "everything"));
      },
      copy: function (say) {
        search.copy(location.href).then((done) => say(done ? _("Copied.") : _("Not copied: take the address from the address bar.")));
      },
    };
    const view = search.explorerView(root, data, act);
    view.item = (row) => item(data, row, answer, state.directory);

    function setWords(words) {
      if (words && !state.words) state.sort = "relevance";
      if (!words && state.sort === "relevance") state.sort = "evidence";
      state.words = words;
    }

    const narrowed = () => search.narrow(data, state.chosen, scores, state.directory);

    // Changes the state, writes it into the address and shows what fits.
    function set(change, typing) {
      change();
      unknown = [];
      const address = "#" + fragment();
      if (address !== (location.hash || "#")) history[typing ? "replaceState" : "pushState"](null, "", address);
      update().then(() => typing || search.keepInSight(view));
    }

    async function update() {
      const mine = ++asked;
      if (!state.words.trim()) {
        scores = answer = null;
      } else if (!answer || answer.query !== state.words) {
        const found = await search.answer(state.words).catch((error) => ({ query: state.words, pages: [], damaged: [error], marks: new Set(), named: [], corrected: [], translated: [], without: [], unknown: [] }));
        if (mine !== asked) return;
        answer = found;
        scores = scored(data, found);
      }
      show();
    }

    function show() {
      const found = narrowed();
      found.rows = search.sortRows(data, found.rows, scores, state.sort);
      search.showFound(view, data, Object.assign(found, { chosen: state.chosen, chips: chips(), words: state.words, sort: state.sort, mode: state.mode, directory: state.directory }), act);
      if (state.mode === "matrix") search.showMatrix(view.matrix, data, found.rows, state.rows, state.cols, act);
      view.notes.replaceChildren(...notes().map((words) => search.make("p", { class: "ct-note" }, words)));
    }

    // The chosen values and words, each with the number of entries that would fit without it.
    function chips() {
      const found = [];
      state.chosen.forEach(function (places, facet) {
        for (const at of places) {
          const others = state.chosen.map((own, other) => (other === facet ? new Set([...own].filter((value) => value !== at)) : own));
          found.push({ words: data.facets[facet].title + ": " + data.facets[facet].values[at].label, remove: () => act.toggle(facet, at),
            get without() { return search.narrow(data, others, scores, state.directory).rows.length; } });
        }
      });
      if (state.words) {
        found.push({ words: _("“%(words)s”", { words: state.words }), remove: () => set(() => setWords("")),
          get without() { return search.narrow(data, state.chosen, null, state.directory).rows.length; } });
      }
      return found;
    }

    function notes() {
      const found = unknown.map((words) => _("The link names something that this library doesn't have: %(words)s.", { words: words }));
      for (const error of [...data.damaged, ...(answer ? answer.damaged : [])]) {
        found.push(error.missing
          ? _("A part of the search (search/%(piece)s.js) is missing; some entries don't show. Reload the page, or get the library again.", { piece: error.piece || "?" })
          : _("A part of the search (search/%(piece)s.js) is damaged; some entries don't show. Reload the page, or get the library again.", { piece: error.piece || "?" }));
      }
      if (!answer) return found;
      for (const name of answer.named) found.push(name.said + " → " + name.means + (name.note ? " (" + name.note + ")" : ""));
      for (const word of answer.corrected) found.push(_("Nothing says “%(words)s”; shown instead: %(instead)s", { words: word.said, instead: word.forms.join(", ") }));
      return found;
    }

    function fragment() {
      const parts = [];
      if (state.words) parts.push("q=" + write(state.words));
      data.facets.forEach(function (facet, place) {
        const ids = [...state.chosen[place]].sort((one, other) => one - other).map((at) => write(facet.values[at].id));
        if (ids.length) parts.push(facet.id + "=" + ids.join(","));
      });
      if (state.sort !== (state.words ? "relevance" : "evidence")) parts.push("sort=" + state.sort);
      if (state.directory) parts.push("directory=1");
      if (state.mode === "matrix") parts.push("view=matrix", "rows=" + data.facets[state.rows].id, "cols=" + data.facets[state.cols].id);
      return parts.join("&");
    }

    function readAddress() {
      unknown = [];
      state.chosen.forEach((places) => places.clear());
      Object.assign(state, { words: "", sort: "", mode: "list", directory: false });
      for (const part of location.hash.slice(1).split("&").filter(Boolean)) {
        const [name, ...rest] = part.split("="), value = read(rest.join("=").replace(/\+/g, " "));
        if (name === "q") state.words = cut(value, MOST_TYPED);
        else if (name === "sort" && SORTS.includes(value)) state.sort = value;
        else if (name === "directory") state.directory = value === "1";
        else if (name === "view") state.mode = value === "matrix" ? "matrix" : "list";
        else if ((name === "rows" || name === "cols") && byId.has(value)) state[name] = byId.get(value);
        else if (byId.has(name)) choose(byId.get(name), value);
        else unknown.push(cut(read(part), 80));
      }
      if (!state.sort || (state.sort === "relevance" && !state.words)) state.sort = state.words ? "relevance" : "evidence";
      if (data.facets[byId.get("type")].values.some((value, at) => state.chosen[byId.get("type")].has(at) && isDirectory(at))) state.directory = true;
      update();
    }

    function isDirectory(at) {
      const type = byId.get("type");
      for (let row = 0; row < data.rows; row++) if (data.values[type][data.from[type][row]] === at) return data.directory[row] === 1;
      return false;
    }

    function choose(facet, value) {
      for (const id of value.split(",")) {
        const at = data.facets[facet].values.findIndex((known) => known.id === id);
        if (at >= 0) state.chosen[facet].add(at);
        else unknown.push(data.facets[facet].title + " " + cut(id, 80));
      }
    }

    addEventListener("popstate", readAddress);
    addEventListener("hashchange", readAddress);
    readAddress();
    document.getElementById("ct-explore-static").hidden = true;
    root.hidden = false;
  }

  // The score of each row that the words found; the long tail of hardly related pages left out.
  function scored(data, answer) {
    const scores = new Float64Array(data.rows);
    const least = answer.pages.length ? answer.pages[0].score * TAIL : 0;
    for (const hit of answer.pages) {
      const row = data.rowOfPage.get(hit.page);
      if (row !== undefined && hit.score >= least) scores[row] = Math.max(scores[row], hit.score);
    }
    return scores;
  }

  // An entry of the list; its text follows when it has been read.
  function item(data, row, answer, directory) {
    const type = data.type(row), text = search.make("p", { class: "ct-explore__text" });
    const link = search.make("a", { href: search.address(data.address(row)) }, data.titles[row]);
    const found = answer && answer.pages.find((hit) => hit.page === data.page[row]);
    if (data.page[row] >= 0) {
      search.open().then((start) => search.text(start, data.page[row])).then(function (page) {
        const section = found ? page.sections[found.sections[0] - found.first] : page.sections[0];
        const marks = found ? answer.marks : new Set();
        text.append(found ? search.snippet(search.shown(page, section, found.sections.map((number) => page.sections[number - found.first]), marks), marks) : search.beginning(section.text, 190));
        if (found) link.href = search.address(page.path, section.anchor, search.present([section.text, page.title], marks, 12));
      }).catch(function () {
        text.remove();
      });
    }
    return search.make("li", { class: "ct-hit" },
      search.make("p", { class: "ct-hit__place" }, search.make("span", { class: "ct-kindword ct-kindword--" + type.id }, type.label), " " + facts(data, row, directory).join(" · ")),
      search.make("p", { class: "ct-hit__title" }, link), text);
  }

  // What stands beside a title: the values that not every entry has.
  function facts(data, row, directory) {
    return data.facets.flatMap((facet, place) => (data.said.includes(facet.id) && search.varied(data, place, directory) ? brief(data.valuesOf(place, row).map((value) => value.label)) : []));
  }

  // Values in few words: years as a span, the rest cut after three.
  function brief(labels) {
    if (labels.length > 1 && /^\d{4}$/.test(labels[0])) return [labels[labels.length - 1] + "–" + labels[0]];
    if (labels.length > 3) return [labels.slice(0, 2).join(", ") + " +" + (labels.length - 2)];
    return labels.length ? [labels.join(", ")] : [];
  }
})(window.commonThreadSearch = window.commonThreadSearch || {});
