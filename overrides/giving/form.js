// The page of the form: which kind of entry, its questions, what it newly needs, a draft kept in this browser, what is
// wrong, and the parcel that comes of it. The end of the address says what is given: `#practice`, `#correct=…`.
(function (giving) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const { make } = giving;
  const KEPT = "giving.", PAUSE = 600;
  // A day in the place of the one that `receive` puts in.
  const UNDATED = "2000-01-01";
  // Codes of what is still empty.
  const NEEDED = ["missing-field", "missing-section", "evidence-missing"];
  const place = document.getElementById("ct-give");
  let start = null;

  function saved(moment) {
    return new Date(moment).toLocaleString(document.documentElement.lang || "en", { dateStyle: "medium", timeStyle: "short" });
  }

  // A draft in the browser, for this folder of pages only; nothing breaks where the browser keeps nothing.
  giving.draft = function (name, read, clear) {
    const line = make("span", { role: "status" });
    const button = make("button", { type: "button", hidden: "", click: forget }, _("Delete this draft"));
    let timer = 0;

    function say(moment) {
      const kept = window.__md_get(KEPT + name);
      button.hidden = !kept;
      line.textContent = kept ? _("Draft kept in this browser: %(moment)s.", { moment: saved(moment) }) : _("This browser keeps no drafts: make the parcel before you leave.");
    }

    function forget() {
      clearTimeout(timer);
      timer = 0;
      try {
        localStorage.removeItem(window.__md_scope.pathname + "." + KEPT + name);
      } catch (error) {
        window.__md_set(KEPT + name, null);
      }
      clear();
      button.hidden = true;
      line.textContent = _("The draft is deleted.");
    }

    function keep() {
      if (!timer) return;
      timer = 0;
      const moment = Date.now();
      window.__md_set(KEPT + name, { moment: moment, given: read() });
      say(moment);
    }

    window.addEventListener("pagehide", keep);
    return {
      element: make("p", { class: "ct-give__draft" }, line, " ", button),
      known: function () {
        const kept = window.__md_get(KEPT + name);
        if (kept && kept.given) say(kept.moment);
        return kept && kept.given;
      },
      later: function () {
        clearTimeout(timer);
        timer = setTimeout(keep, PAUSE);
      },
      end: () => window.removeEventListener("pagehide", keep)
    };
  };

  // The parcel as the reader takes it along.
  giving.result = function (box, name, content) {
    const text = giving.text(start.library, content), pasted = giving.pasted(text);
    const heading = make("h2", { tabindex: "-1" }, _("The parcel is ready"));
    const told = make("p", { role: "status", class: "ct-give__said" });
    const field = make("textarea", { readonly: "", rows: "12", "aria-label": _("The parcel as text") });
    field.value = pasted;
    const tell = (message) => (told.textContent = message);
    const save = make("button", { type: "button", click: function () {
      giving.save(name, text);
      tell(_("Saved as %(name)s, where your browser puts downloads.", { name: name }));
    } }, _("Save the parcel"));
    const copy = make("button", { type: "button", click: () => giving.copy(pasted).then((done) => tell(done ? _("Copied. Paste it into a mail or a message.") : _("It can't be copied here. Mark the text below and copy it."))) }, _("Copy it"));
    const mail = start.mailbox ? make("a", { class: "ct-give__mail", href: giving.mail(start.mailbox, name, pasted), click: () => giving.copy(pasted) }, _("Write a mail")) : null;
    const where = start.mailbox ? _("Send it to the editors: %(mailbox)s.", { mailbox: start.mailbox })
      : start.form ? [_("Send it to the editors by the form of this library:"), " ", make("a", { href: start.form }, _("Open the form")), "."]
      : _("Give it to whoever gave you this library, or to somebody who knows its editors: as a file, in a mail, on a stick.");
    box.replaceChildren(heading, make("p", {}, _("Nothing has been sent yet."), " ", where), make("p", { class: "ct-give__buttons" }, save, copy, mail), told,
      make("p", {}, _("What happens next: an editor receives the parcel, and the library's check reads it among all entries. It is a draft until somebody has compared it with its sources; then it is published, or you are asked.")),
      make("details", { class: "ct-give__more" }, make("summary", {}, _("Look at the parcel")), field));
    box.hidden = false;
    heading.focus();
  };

  class Form {
    constructor(type) {
      this.type = type;
      this.known = new Map();
      this.labels = new Map();
      this.news = [];
      this.combos = new Set();
      this.context = {
        combos: this.combos, changed: () => this.changed(), entries: (types) => this.entries(types), labelOf: (value) => this.labelOf(value),
        creatable: (types) => start.kinds.filter((kind) => kind.directory && types.includes(kind.name)).map((kind) => kind.name),
        kind: (name) => start.kinds.find((kind) => kind.name === name).label,
        create: (name, title, put) => this.add(name, { fields: { title: title } }).then((made) => {
          put(made.key);
          this.settle();
          made.look();
          made.entry.questions.all().find((one) => one.question.key !== "title" && one.question.need).focus();
        })
      };
    }

    async open() {
      this.data = await giving.load("type-" + this.type);
      this.entry = new giving.Entry(this.data, this.context);
      this.draft = giving.draft(this.type, () => this.read(), () => show());
      this.box = make("div", { class: "ct-give__summary", hidden: "" });
      this.summary = giving.summary(this.box);
      this.needed = make("p", { class: "ct-give__needed" });
      this.made = make("div", { class: "ct-give__result", hidden: "" });
      this.newBox = make("div", {});
      this.newPart = make("section", { hidden: "" }, make("h2", {}, _("New, and named nowhere")), make("p", {}, _("Nothing above names these any more. Choose them where they belong, or remove them.")), this.newBox);
      const form = make("form", { novalidate: "", submit: (event) => (event.preventDefault(), this.finish()) }, this.entry.element, this.newPart, this.needed,
        make("p", { class: "ct-give__buttons" }, make("button", { type: "submit", class: "ct-give__main" }, _("Make the parcel"))));
      const heading = make("h2", { tabindex: "-1" }, this.data.label);
      place.replaceChildren(back(), heading, make("p", {}, this.data.purpose), make("p", { class: "ct-quiet" }, _("No names of persons, no telephone numbers, no exact places. Leave out what you don't know.")),
        this.draft.element, this.box, form, this.made, only());
      giving.likeHint(this.entry, { load: () => giving.load("entries-" + this.type).catch(() => []), address: (id) => pageOf(this.type, id) });
      const kept = this.draft.known();
      if (kept) await this.write(kept);
      else heading.focus();
      this.say(this.judge(false), false);
    }

    // Each new entry below the field that names it.
    settle() {
      giving.settleNews(this.news, this.asked(), this.newBox);
      this.newPart.hidden = !this.newBox.children.length;
    }

    labelOf(value) {
      const made = this.news.find((one) => one.key === value);
      return made ? made.entry.read().fields.title || value : this.labels.get(value) || value;
    }

    // The entries of some types, to choose from: new ones first.
    async entries(types) {
      const lists = await Promise.all(types.map((type) => giving.load("entries-" + type).catch(() => [])));
      lists.forEach((list, place) => list.forEach(([id, label]) => (this.known.set(id, types[place]), this.labels.set(id, label))));
      const fresh = this.news.filter((one) => types.includes(one.type)).map((one) => [one.key, this.labelOf(one.key)]);
      return [...fresh, ...lists.flat()];
    }

    async add(type, given, key) {
      const data = await giving.load("type-" + type), entry = new giving.Entry(data, this.context);
      const made = { key: key || "new:" + (1 + Math.max(0, ...this.news.map((one) => +one.key.slice(4)))), type: type, data: data, entry: entry };
      entry.write({ ...given, fields: { language: data.language, ...given.fields } });
      made.back = make("button", { type: "button", hidden: "", click: () => made.home.focus() });
      made.element = make("fieldset", { class: "ct-give__row ct-give__row--new" }, make("legend", {}, _("New: %(kind)s", { kind: data.label })), make("p", { class: "ct-give__help" }, _("It travels in the same parcel.")), entry.element,
        make("p", { class: "ct-give__buttons" }, made.back, make("button", { type: "button", class: "ct-give__remove", click: () => this.drop(made) }, _("Remove this"))));
      made.look = giving.likeHint(entry, { load: () => giving.load("entries-" + type).catch(() => []), address: (id) => pageOf(type, id), take: (id) => this.drop(made, id) });
      this.news.push(made);
      this.newBox.append(made.element);
      return made;
    }

    // Takes a new entry out, or puts one that is there in its place; the focus goes back to the field that named it.
    drop(made, instead) {
      const home = made.home;
      this.news = this.news.filter((one) => one !== made);
      made.element.remove();
      this.combos.forEach((combo) => (instead ? combo.swap(made.key, instead) : combo.forget(made.key)));
      this.settle();
      this.changed();
      if (home && home.element.isConnected) home.focus();
      else giving.reveal(place.querySelector("h2"));
    }

    read() {
      return { entry: this.entry.read(), news: this.news.map((one) => ({ key: one.key, type: one.type, entry: one.entry.read() })) };
    }

    async write({ entry, news }) {
      for (const one of news || []) await this.add(one.type, one.entry, one.key);
      await this.entries(start.kinds.map((kind) => kind.name));
      this.entry.write({ ...entry, fields: { language: this.data.language, ...entry.fields } });
      this.settle();
    }

    // The id that an entry would have.
    idOf(entry) {
      const { fields } = entry.read();
      return fields.id || giving.idFrom(fields.title || "");
    }

    // All that is given, new entries by the ids that they will have.
    given() {
      const ids = new Map(this.news.map((one) => [one.key, this.idOf(one.entry) || one.key]));
      const named = (value) => (typeof value === "string" ? ids.get(value) || value : Array.isArray(value) ? value.map(named)
        : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, named(one)])) : value);
      return [{ type: this.type, data: this.data, entry: this.entry }, ...this.news].map((one) => ({ ...one, id: this.idOf(one.entry), said: named(one.entry.read()) }));
    }

    // Every problem with the field it belongs to.
    judge(everything) {
      const given = this.given(), known = new Map(this.known), seen = new Set();
      given.forEach((one) => known.set(one.id, one.type));
      const found = given.flatMap(function ({ type, data, entry, id, said }) {
        const dated = { ...said, fields: { added: UNDATED, ...data.begun, ...said.fields } };
        const problems = giving.judge(data, dated, everything ? { entries: known } : {}).map((one) => ({ ...one, entry: entry }));
        if (!id && said.fields.title) problems.push({ at: ["id"], entry: entry, message: _("The title has no Latin letters: write a short id, such as winter-cash.") });
        if (id && (seen.has(id) || this.known.has(id))) problems.push({ at: [said.fields.id ? "id" : "title"], entry: entry, message: _("There is an entry with the id “%(id)s” already. Is it the same? Else change the title.", { id: id }) });
        seen.add(id);
        return problems;
      }, this);
      const all = this.asked();
      const said = found.map((one) => ({ ...one, one: one.entry.locate(one.at), message: giving.sentence(one.message, one.entry.data) }));
      return said.sort((one, other) => all.indexOf(one.one) - all.indexOf(other.one));
    }

    // Everything that is asked, in the order of the page.
    asked() {
      const all = [this.entry, ...this.news.map((made) => made.entry)].flatMap((entry) => entry.all());
      return all.sort((one, other) => (one.element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1));
    }

    // What a problem's field is called; one of what is new along with it is named by that.
    labelOfField({ entry, one, at }) {
      const label = one ? one.label : at.join(" "), made = this.news.find((some) => some.entry === entry);
      return made ? _("New: %(kind)s", { kind: this.labelOf(made.key) }) + ", " + label : label;
    }

    changed() {
      this.draft.later();
      this.made.hidden = true;
      if (!this.checking) this.checking = setTimeout(() => this.say(this.judge(this.tried), false), PAUSE / 2);
    }

    // Problems at their fields, of fields that nobody has been at only when everything is asked; in the list of what is to
    // be mended, once there is one; and what is still needed.
    say(found, everything) {
      clearTimeout(this.checking);
      this.checking = 0;
      this.settle();
      const labelled = found.map((problem) => ({ ...problem, label: this.labelOfField(problem) }));
      if (!everything) this.summary.follow(labelled);
      giving.stillNeeded(this.needed, labelled.filter((problem) => problem.one && NEEDED.includes(problem.code)));
      for (const one of this.asked()) {
        if (everything) one.touched = true;
        const own = found.filter((problem) => problem.one === one);
        if (one.touched || !own.length) one.tell(own.map((problem) => problem.message).join(" "));
      }
    }

    async finish() {
      await this.entries(start.kinds.map((kind) => kind.name));
      const found = this.judge(true);
      this.tried = true;
      this.say(found, true);
      this.made.hidden = true;
      this.summary.show(found.map((problem) => ({ ...problem, label: this.labelOfField(problem) })));
      if (found.length) return;
      const given = this.given();
      const entries = given.map(({ type, data, id, said }) => ({ type: type, form: data.version, fields: { id: id, ...said.fields }, ...(Object.keys(said.sections).length ? { sections: said.sections } : {}) }));
      giving.result(this.made, given[0].id + ".parcel.json", { entries: entries });
    }
  }

  // The page of an entry.
  function pageOf(type, id) {
    return new URL(start.kinds.find((kind) => kind.name === type).folder + "/" + id + ".html", window.__md_scope).href;
  }

  function back() {
    return make("p", {}, make("a", { href: "#" }, _("← Give something else")));
  }

  // What the form can't know.
  function only() {
    return make("details", { class: "ct-give__more" }, make("summary", {}, _("What this form can't check")), make("p", {}, _("Only the editors' check knows:")), make("ul", {}, start.only.map((one) => make("li", {}, one))));
  }

  function choose() {
    const kinds = (directory) => make("ul", { class: "ct-give__kinds" }, start.kinds.filter((kind) => kind.directory === directory).map((kind) => make("li", {}, make("a", { href: "#" + kind.name }, kind.label), " ", make("span", {}, kind.purpose))));
    place.replaceChildren(make("h2", { tabindex: "-1" }, _("What would you like to give?")), kinds(false),
      make("details", { class: "ct-give__more" }, make("summary", {}, _("An organisation, a source or a country by itself")), make("p", {}, _("Those that an entry newly needs are asked for along with it.")), kinds(true)),
      make("h2", {}, _("Something is wrong?")), make("p", {}, _("Go to the page of the entry and follow “Suggest a correction” at its foot.")));
  }

  let current = null;

  // Shows what the end of the address asks for.
  async function show() {
    const asked = location.hash.slice(1), kind = start.kinds.find((one) => one.name === asked);
    if (current && current.draft) current.draft.end();
    current = null;
    if (asked.startsWith("correct=")) current = giving.correct(place, start, asked, back());
    else if (kind) {
      current = new Form(kind.name);
      await current.open();
    } else choose();
  }

  giving.load("start").then(function (content) {
    start = content;
    giving.languages = start.languages;
    document.getElementById("ct-give-static").hidden = true;
    place.hidden = false;
    window.addEventListener("hashchange", function () {
      show().then(() => place.querySelector("h2").focus());
    });
    return show();
  }).catch(function () {
    document.getElementById("ct-give-failed").hidden = false;
  });
})(window.commonThreadGiving);
