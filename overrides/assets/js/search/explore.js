// The explorer: keeps its state in the address, so that a view can be sent, and answers what the reader does.
(function (search) {
  "use strict";
  const TAIL = 0.15, PAUSE = 150, PATIENCE = 300;
  const PARTS = ["words", "shards", "query", "dom", "snippet", "notes"];
  const root = document.getElementById("ct-explore"), lists = document.getElementById("ct-explore-static");
  const waiting = document.getElementById("ct-explore-waiting");

  lists.hidden = true;
  waiting.hidden = false;
  addEventListener("DOMContentLoaded", async function () {
    try {
      await search.need(PARTS);
      begin(await search.readRecords());
      root.hidden = false;
    } catch (error) {
      const piece = error instanceof (search.Damaged || Error) && error.piece;
      const words = document.createElement("p");
      words.className = "ct-note ct-note--warning";
      words.textContent = "The explorer’s data is missing or damaged" + (piece ? " (search/" + piece + ".js)" : "") +
        ". Reload the page, or get the library again. The lists below work.";
      lists.prepend(words);
      lists.hidden = false;
    }
    waiting.hidden = true;
  });

  function begin(data) {
    let state = search.plainView(data), scores = null, hits = new Map(), answer = null, unknown = [];
    let timer = 0, asked = 0, settled = Promise.resolve(), typing = false;

    const act = {
      toggle: (facet, at) => set(() => state.chosen[facet][state.chosen[facet].has(at) ? "delete" : "add"](at)),
      only: (down, line, across, at) => set(function () {
        state.chosen[down] = new Set([line]);
        state.chosen[across] = new Set([at]);
        state.mode = "list";
      }),
      typed: function () {
        clearTimeout(timer);
        timer = setTimeout(finish, PAUSE);
      },
      sort: (sort) => set(() => (state.sort = sort)),
      mode: (mode) => set(() => (state.mode = mode)),
      cross: (rows, cols) => set(function () {
        if (rows === cols) [rows, cols] = [state.cols, state.rows];
        Object.assign(state, { rows: rows, cols: cols });
      }),
      directory: (on) => set(function () {
        state.directory = on;
        if (!on) for (const at of data.quiet) state.chosen[data.facetAt.get("type")].delete(at);
      }),
      clear: () => set(function () {
        state.chosen.forEach((places) => places.clear());
        say("");
      }),
      save: async function (kind) {
        finish();
        await settled;
        const rows = ordered(narrowed().rows);
        if (kind === "csv") search.save("entries.csv", "text/csv", search.asCsv(data, rows));
        else search.save("entries.json", "application/json", search.asJson(data, rows, search.writeView(data, state)));
      },
    };
    const view = search.explorerView(root, data, act);
    view.entry = (row) => search.entry(data, row, hits.get(row), answer ? answer.marks : new Set());

    function words(said) {
      if (said && !state.words) state.sort = "relevance";
      if (!said && state.sort === "relevance") state.sort = "newest";
      state.words = said;
    }

    function say(said) {
      view.text.value = said;
      words(said);
    }

    const narrowed = (chosen, found, directory) => search.narrow(data, chosen || state.chosen,
      found === undefined ? scores : found, directory === undefined ? state.directory : directory);
    const ordered = (rows) => search.sortRows(data, rows, scores, state.sort);

    // What was typed and waits for a pause counts now. All words typed in one go are one step back.
    function finish() {
      clearTimeout(timer);
      timer = 0;
      const said = search.clipWords(view.text.value);
      if (said === state.words) return;
      words(said);
      write(typing);
      typing = true;
      settled = update();
    }

    function set(change) {
      if (timer) finish();
      change();
      typing = false;
      write(false);
      settled = update();
    }

    function write(over) {
      unknown = [];
      const address = "#" + search.writeView(data, state);
      if (address !== (location.hash || "#")) history[over ? "replaceState" : "pushState"](null, "", address);
    }

    function read() {
      clearTimeout(timer);
      timer = 0;
      typing = false;
      const found = search.readView(data, location.hash);
      state = found.view;
      unknown = found.unknown;
      view.text.value = state.words;
      settled = update();
    }

    async function update() {
      const mine = ++asked;
      if (!state.words.trim()) {
        answer = scores = null;
        hits.clear();
      } else if (!answer || answer.query !== state.words) {
        const patience = setTimeout(() => (view.count.textContent = "Searching …"), PATIENCE);
        const found = await search.answer(state.words).catch(failed);
        clearTimeout(patience);
        if (mine !== asked) return;
        answer = found;
        rank();
      }
      const found = narrowed();
      found.rows = ordered(found.rows);
      found.matrix = state.mode === "matrix" && crossed();
      Object.assign(found, { chips: chips(), wider: wider(), notes: notes() });
      search.showFound(view, data, state, found, act);
    }

    function failed(error) {
      const nothing = { pages: [], marks: new Set(), named: [], corrected: [], unknown: [] };
      return Object.assign(nothing, { query: state.words, damaged: [error] });
    }

    // The rows that the words found, in the order of the search; the long tail of hardly related pages left out. An
    // entry with two pages stands where the better one does.
    function rank() {
      scores = new Float64Array(data.rows);
      hits = new Map();
      const least = answer.pages.length ? answer.pages[0].score * TAIL : 0;
      answer.pages.forEach(function (hit, place) {
        const row = data.rowOfPage.get(hit.page);
        if (row === undefined || hit.score < least || hits.has(row)) return;
        hits.set(row, hit);
        scores[row] = answer.pages.length - place;
      });
    }

    // Counted without the choices in the two facets, so that a number is what a click on it leads to.
    function crossed() {
      const chosen = state.chosen.map((own, at) => (at === state.rows || at === state.cols ? new Set() : own));
      const rows = narrowed(chosen).rows;
      return Object.assign(search.crossed(data, rows, state.rows, state.cols), { total: rows.length });
    }

    // The chosen values and words, each with the number of entries that would fit without it.
    function chips() {
      const found = [];
      state.chosen.forEach(function (places, facet) {
        for (const at of places) {
          const others = () => state.chosen.map((own, place) =>
            place === facet ? new Set([...own].filter((value) => value !== at)) : own);
          found.push({ words: data.facets[facet].title + ": " + data.facets[facet].values[at].label,
            remove: () => act.toggle(facet, at), get without() { return narrowed(others()).rows.length; } });
        }
      });
      if (state.words) {
        found.push({ words: "“" + search.said(state.words) + "”", remove: () => set(() => say("")),
          get without() { return narrowed(null, null).rows.length; } });
      }
      return found;
    }

    // Directory entries that would fit, for when nothing else does.
    function wider() {
      const number = state.directory ? 0 : narrowed(null, undefined, true).rows.length;
      return number ? [["With directory entries", () => act.directory(true), number]] : [];
    }

    function notes() {
      const note = (...said) => search.make("p", { class: "ct-note" }, ...said);
      const found = unknown.map((said) => note("The link names something that this library doesn’t have: ", said, "."));
      for (const error of [...data.damaged, ...(answer ? answer.damaged : [])]) {
        found.push(note(error.piece
          ? "A part of the search (search/" + error.piece + ".js) is " + (error.missing ? "missing" : "damaged") +
            "; some entries don’t show. Reload the page, or get the library again."
          : "Something went wrong in the search. Reload the page, or take the words away."));
      }
      return answer ? [...found, ...search.notes(answer)] : found;
    }

    addEventListener("popstate", read);
    addEventListener("hashchange", read);
    read();
  }
})(window.commonThreadSearch = window.commonThreadSearch || {});
