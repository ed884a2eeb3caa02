// The search dialog: what a reader types, what comes of it, and the keys that move between both.
(function (search) {
  "use strict";
  const { _, ngettext, pieces } = window.commonThreadWords;
  const PAUSE = 100, SLOW = 400, SETTLED = 700, STEP = 10, MOST_KEPT = 300, SHORT = 3;
  const KEPT = "search.query", SLASH = "search.slash";
  const address = window.commonThreadAddress;
  const make = (...parts) => search.make(...parts);

  // The last query of this tab; some browsers refuse to keep anything.
  function remember(query) {
    try {
      window.__md_set(KEPT, query, sessionStorage);
    } catch (refused) {
      return;
    }
  }

  function remembered() {
    try {
      return window.__md_get(KEPT, sessionStorage) || "";
    } catch (refused) {
      return "";
    }
  }

  class Panel {
    constructor() {
      this.turn = 0;
      this.going = false;
      this.kind = null;
      this.input = make("input", {
        type: "search", id: "ct-search-words", class: "ct-search__words", dir: "auto", autocomplete: "off",
        autocapitalize: "off", spellcheck: "false", enterkeyhint: "go", input: () => this.typed(),
      });
      this.input.value = remembered();
      this.count = make("p", { class: "ct-search__count" });
      this.notes = make("div");
      this.kinds = make("div", { class: "ct-search__kinds", role: "group", "aria-label": _("Show only") });
      this.list = make("ol", { class: "ct-search__list", "aria-label": _("Results") });
      this.more = make("div", { class: "ct-search__more" });
      this.body = make("div", { class: "ct-search__body" }, this.notes, this.kinds, this.count, this.list, this.more);
      this.spoken = make("p", { class: "ct-search__unseen", "aria-live": "polite", role: "status" });
      this.dialog = make("dialog", { class: "ct-search", "aria-label": _("Search the library") },
        make("div", { class: "ct-search__bar", role: "search" },
          make("label", { for: this.input.id, class: "ct-search__label" }, _("Search the library")),
          this.input,
          make("button", { type: "button", class: "ct-search__close", click: () => this.dialog.close() }, _("Close"))),
        this.body, this.spoken, this.foot());
      this.listen();
      document.body.append(this.dialog);
    }

    foot() {
      const slash = make("input", {
        type: "checkbox", change: () => window.__md_set(SLASH, slash.checked ? "on" : "off"),
      });
      slash.checked = window.__md_get(SLASH) !== "off";
      return make("div", { class: "ct-search__foot" },
        make("p", { class: "ct-search__keys" }, pieces(_("%(up)s %(down)s move, %(enter)s opens, %(escape)s closes"),
          { up: make("kbd", {}, "↑"), down: make("kbd", {}, "↓"), enter: make("kbd", {}, _("Enter")), escape: make("kbd", {}, _("Esc")) })),
        make("label", {}, slash, " ", pieces(_("%(slash)s opens the search"), { slash: make("kbd", {}, "/") })));
    }

    listen() {
      let pressed = null;
      this.dialog.addEventListener("keydown", (event) => this.key(event));
      this.dialog.addEventListener("pointerdown", (event) => {
        pressed = event.target;
      });
      this.dialog.addEventListener("click", (event) => {
        if (event.target === this.dialog && pressed === this.dialog) this.dialog.close();
        const link = event.target.closest("a");
        if (link && link.href.split("#")[0] === location.href.split("#")[0]) this.dialog.close();
      });
    }

    open(query) {
      if (query) this.input.value = query;
      if (!this.dialog.open) this.dialog.showModal();
      this.input.focus();
      this.input.select();
      search.open().then(search.lengths).catch(() => {});
      this.run();
    }

    typed() {
      clearTimeout(this.pause);
      this.turn++;
      this.going = false;
      this.kind = null;
      this.body.setAttribute("aria-busy", "true");
      this.pause = setTimeout(() => this.run(), PAUSE);
    }

    // Answers what stands in the field; an answer that comes after another letter was typed is dropped.
    async run(asTyped) {
      clearTimeout(this.pause);
      const turn = ++this.turn, query = this.input.value, given = address.cut(query, MOST_KEPT);
      const stale = () => turn !== this.turn;
      remember(given.trim() && given);
      this.body.setAttribute("aria-busy", "true");
      const slow = setTimeout(() => stale() || this.count.replaceChildren(_("Searching …")), SLOW);
      try {
        const start = await search.open();
        const answer = await search.answer(query, asTyped);
        const begun = !answer.pages.length && !answer.damaged.length && [...query.trim()].length < SHORT;
        const made = begun ? { more: search.hints() } : await this.found(start, answer);
        if (!stale()) this.show(made);
      } catch (error) {
        if (!stale()) this.show({ notes: search.unavailable(error), said: _("The search isn’t available.") });
        if (!(error instanceof search.Damaged)) throw error;
      } finally {
        clearTimeout(slow);
      }
    }

    // The parts of the dialog for an answer: of all kinds, or of the chosen one.
    async found(start, whole) {
      const kinds = this.chips(start, whole), chosen = (hit) => !this.kind || hit.kind === this.kind;
      const answer = { ...whole, pages: whole.pages.filter(chosen) };
      const damaged = [...answer.damaged], number = answer.pages.length;
      const hits = await read(start, answer.pages.slice(0, STEP), damaged);
      const path = answer.defined && answer.defined.path;
      const defined = hits.find((hit) => hit.page.path === path && hit.page.answer);
      const ordered = defined ? [defined, ...hits.filter((hit) => hit !== defined)] : hits;
      const items = ordered.map((hit) => search.hit(start, hit, hit.page, answer.marks, hit === defined));
      const choose = (query) => this.choose(query);
      const notes = [...search.damages(damaged), ...search.notes(answer, () => this.again())];
      const count = ngettext("%(num)s result", "%(num)s results", number);
      if (!number) return { notes: notes, more: await search.nothing(start, answer, choose), said: _("Nothing found.") };
      if (path && !defined && !answer.named.some((name) => name.path === path)) notes.push(search.definition(answer));
      const said = [count + ".", ...search.corrections(answer).map((words) => make("p", {}, words).textContent)];
      const more = this.further(start, answer, STEP, hits);
      return { notes: notes, kinds: kinds, items: items, count: count, more: more, said: said.join(" ") };
    }

    // A button for each kind of page that was found, where there are several, to see only those.
    chips(start, answer) {
      const numbers = new Map();
      for (const hit of answer.pages) numbers.set(hit.kind, (numbers.get(hit.kind) || 0) + 1);
      const kinds = [...Object.keys(start.kinds), ...numbers.keys()].filter((kind, place, all) => numbers.has(kind) && all.indexOf(kind) === place);
      return kinds.length < 2 ? [] : kinds.map((kind) => make("button",
        { type: "button", "data-kind": kind, "aria-pressed": String(kind === this.kind), click: () => this.narrow(start, answer, kind) },
        start.kinds[kind] ? start.kinds[kind][1] : _("About this site"), " ", make("span", {}, String(numbers.get(kind)))));
    }

    async narrow(start, answer, kind) {
      const turn = ++this.turn;
      this.kind = this.kind === kind ? null : kind;
      const made = await this.found(start, answer);
      if (turn !== this.turn) return;
      this.show(made);
      this.kinds.querySelector(`[data-kind="${kind}"]`).focus();
    }

    show({ notes = [], kinds = [], count = "", items = [], more = [], said = "" }) {
      this.notes.replaceChildren(...notes);
      this.kinds.replaceChildren(...kinds);
      this.count.replaceChildren(count);
      this.list.replaceChildren(...items);
      this.list.hidden = !items.length;
      this.more.replaceChildren(...more);
      this.body.scrollTop = 0;
      this.body.setAttribute("aria-busy", "false");
      clearTimeout(this.settled);
      this.settled = setTimeout(() => this.spoken.replaceChildren(said), SETTLED);
      if (this.going) this.go();
    }

    // What follows the results that are shown; the explorer only where some of them are entries.
    further(start, answer, shown, hits) {
      const number = answer.pages.length, query = address.write(address.cut(answer.query.trim(), MOST_KEPT));
      const more = make("button", { type: "button", click: () => this.extend(start, answer, shown) }, _("Show more"));
      const narrow = make("a", { href: search.address("explore.html") + "#q=" + query }, _("Narrow these down in the explorer"));
      return [...(shown < number ? [more] : []), ...(hits.some((hit) => start.kinds[hit.page.kind]) ? [narrow] : [])];
    }

    async extend(start, answer, shown) {
      const turn = this.turn, damaged = [];
      const hits = await read(start, answer.pages.slice(shown, shown + STEP), damaged);
      if (turn !== this.turn) return;
      const items = hits.map((hit) => search.hit(start, hit, hit.page, answer.marks, false));
      this.notes.prepend(...search.damages(damaged));
      this.list.append(...items);
      this.more.replaceChildren(...this.further(start, answer, shown + STEP, hits));
      const next = (items[0] || this.more).querySelector("a");
      next.focus();
    }

    // Asks for what stands in the field, taking no word for another.
    again() {
      this.input.focus();
      this.run(true);
    }

    choose(query) {
      this.input.value = query;
      this.input.focus();
      this.run();
    }

    go() {
      this.going = false;
      const first = this.list.querySelector(".ct-hit__link");
      if (first) first.click();
    }

    // Keys of the page must not act behind the dialog, so none of them leaves it. For a moment after it has closed,
    // keys may still arrive here.
    key(event) {
      if (!this.dialog.open) return;
      event.stopPropagation();
      if (event.isComposing) return;
      const inField = event.target === this.input;
      if (event.key === "Escape") this.dialog.close();
      else if (event.key === "Enter" && inField) this.enter();
      else if (event.key === "/" && !inField) this.input.focus();
      else if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) this.input.select();
      else if (!this.move(event.key, inField)) return;
      event.preventDefault();
    }

    enter() {
      if (this.body.getAttribute("aria-busy") === "false") this.go();
      else {
        this.going = true;
        this.run();
      }
    }

    // Arrows, Home and End go from the field through the results and back.
    move(key, inField) {
      const links = [...this.list.querySelectorAll(".ct-hit__link")], focused = document.activeElement;
      const after = Node.DOCUMENT_POSITION_FOLLOWING;
      const passed = (link) => link === focused || link.compareDocumentPosition(focused) & after;
      const here = this.body.contains(focused) ? links.filter(passed).length - 1 : -1;
      let next;
      if (key === "ArrowDown") next = Math.min(here + 1, links.length - 1);
      else if (key === "ArrowUp" && !inField) next = links[here] === focused || here < 0 ? here - 1 : here;
      else if (key === "Home" && !inField) next = 0;
      else if (key === "End" && !inField) next = links.length - 1;
      else return false;
      const target = next < 0 ? this.input : links[next];
      target.focus();
      if (next >= 0) target.closest("li").scrollIntoView({ block: "nearest" });
      return true;
    }
  }

  // Hits with the texts of their pages; those whose piece can't be read are left out and named.
  async function read(start, hits, damaged) {
    const read = await Promise.all(hits.map((hit) => search.text(start, hit.page).then(
      (page) => ({ ...hit, page: page }),
      (error) => {
        if (!(error instanceof search.Damaged)) throw error;
        damaged.push(error);
      },
    )));
    return read.filter(Boolean);
  }

  let panel = null;
  // Opens the dialog, with what was typed elsewhere or what was asked last.
  search.show = function (query) {
    panel = panel || new Panel();
    panel.open(query);
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
