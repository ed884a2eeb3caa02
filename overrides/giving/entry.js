// The questions of one entry: what is needed and what says most first, the rest folded; tables as groups that can be
// added and removed. `read` gives what a parcel holds, `write` puts it back, `locate` finds the field of a problem.
(function (giving) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const { make } = giving;

  const place = (key) => key.split(".").map((part) => (/^\d+$/.test(part) ? part - 1 : part));
  const begins = (whole, part) => part.every((one, index) => whole[index] === one);

  // What is asked of the field in a place of the entry.
  function askedAt(tree, path) {
    let found = { kind: "fields", fields: tree };
    for (const part of path) if (typeof part === "string") found = found.fields[part];
    return found;
  }

  function put(data, path, value) {
    let current = data;
    path.slice(0, -1).forEach(function (part, index) {
      if (current[part] === undefined) current[part] = typeof path[index + 1] === "number" ? [] : {};
      current = current[part];
    });
    current[path[path.length - 1]] = value;
  }

  function get(data, path) {
    return path.reduce((current, part) => (current === undefined || current === null ? undefined : current[part]), data);
  }

  // Fields that stand side by side, in an entry or in a row of a table.
  class Answers {
    constructor(questions, tree, context) {
      this.fields = questions.map((question) => ({ path: place(question.key), one: giving.field(question, askedAt(tree, place(question.key)), context) }));
    }

    read(data) {
      for (const { path, one } of this.fields) {
        const value = giving.filled(one.read());
        if (value !== undefined) put(data, path, value);
      }
    }

    write(data) {
      for (const { path, one } of this.fields) one.write(get(data, path));
    }

    locate(at) {
      const exact = this.fields.find(({ path }) => begins(at, path));
      return (exact || this.fields.find(({ path }) => begins(path, at)) || {}).one;
    }

    all() {
      return this.fields.map(({ one }) => one);
    }
  }

  class Row {
    constructor(table, tree, context, number) {
      const columns = table.columns.filter((column) => column.key !== "id");
      this.id = "";
      this.context = context;
      this.answers = new Answers(columns, tree, context);
      this.tables = table.inner.map((inner) => new Rows(inner, askedAt(tree, inner.path).fields, context));
      const shown = this.answers.fields.map(({ one }, index) => [columns[index], one.element]);
      const needed = shown.filter(([column]) => column.need || column.key === "sources.1.source").map((one) => one[1]);
      const rest = shown.map((one) => one[1]).filter((element) => !needed.includes(element));
      const more = rest.length ? make("details", { class: "ct-give__more" }, make("summary", {}, _("More, if you know it")), rest) : null;
      this.legend = make("legend", { tabindex: "-1" });
      this.wrong = make("p", { class: "ct-give__wrong" });
      this.element = make("fieldset", { class: "ct-give__row" }, this.legend, this.wrong, needed, more, this.tables.map((one) => one.element),
        make("button", { type: "button", class: "ct-give__remove", click: () => table.remove(this) }, _("Remove this")));
      this.count(table.label, number);
    }

    count(label, number) {
      this.label = label + " " + number;
      this.legend.textContent = this.label;
    }

    read() {
      const data = {};
      this.answers.read(data);
      for (const table of this.tables) {
        const rows = table.read();
        if (rows.length) put(data, table.path, rows);
      }
      if (this.id && Object.keys(data).length) data.id = this.id;
      return data;
    }

    write(data) {
      this.id = data.id || this.id;
      this.context.seenId(this.id);
      this.answers.write(data);
      this.tables.forEach((table) => table.write(get(data, table.path) || []));
    }

    locate(at) {
      if (!at.length) return this;
      const table = this.tables.find((one) => begins(at, one.path));
      return table ? table.locate(at.slice(table.path.length)) : this.answers.locate(at) || this;
    }

    tell(message) {
      this.wrong.textContent = message;
    }

    focus() {
      giving.reveal(this.legend);
    }

    all() {
      return [this, ...this.answers.all(), ...this.tables.flatMap((table) => table.all())];
    }
  }

  class Rows {
    constructor(table, tree, context) {
      Object.assign(this, { label: table.label, need: table.need, columns: table.columns, inside: table.inside, inner: table.inner, tree: tree, context: context });
      this.path = table.path;
      this.hasId = table.columns.some((column) => column.key === "id");
      this.rows = [];
      this.body = make("div", {});
      this.wrong = make("p", { class: "ct-give__wrong" });
      this.button = make("button", { type: "button", class: "ct-give__add", click: () => this.add().answers.all()[0].focus() }, _("Add: %(name)s", { name: this.label }));
      this.element = make("div", { class: "ct-give__table" }, make("p", { class: "ct-give__label" }, this.label, table.need ? make("span", { class: "ct-give__need" }, " ", _("(needed)")) : null),
        make("p", { class: "ct-give__help" }, table.help), this.wrong, this.body, this.button);
    }

    add() {
      const row = new Row(this, this.tree, this.context, this.rows.length + 1);
      if (this.hasId) row.id = this.context.itemId(this.inside);
      this.rows.push(row);
      this.body.append(row.element);
      return row;
    }

    remove(row) {
      this.rows = this.rows.filter((one) => one !== row);
      row.element.remove();
      this.rows.forEach((one, index) => one.count(this.label, index + 1));
      this.button.focus();
      this.context.changed();
    }

    read() {
      this.kept = this.rows.filter((row) => Object.keys(row.read()).length);
      return this.kept.map((row) => row.read());
    }

    write(items) {
      this.body.replaceChildren();
      this.rows = [];
      items.forEach((item) => this.add().write(item));
    }

    // A row by its place among those that say something; rows that are empty are no part of the entry.
    locate(at) {
      const row = at.length ? (this.kept || this.rows)[at[0]] : null;
      return row ? row.locate(at.slice(1)) : this;
    }

    tell(message) {
      this.wrong.textContent = message;
    }

    focus() {
      const empty = this.rows.find((row) => !Object.keys(row.read()).length);
      if (empty) empty.answers.all()[0].focus();
      else giving.reveal(this.button);
    }

    all() {
      return [this, ...this.rows.flatMap((row) => row.all())];
    }
  }

  // A table with the tables that stand in its rows.
  function nested(table, tables, rules) {
    const inner = tables.filter((one) => one.parent === table.key).map((one) => nested(one, tables, []));
    const inside = table.parent ? table.key.slice(table.parent.length + 1) : table.key;
    const need = table.need || rules.some((rule) => !rule.each && rule.at === table.key && rule.wrong[0] === "empty");
    return { ...table, need: need, path: place(inside), inside: inside, inner: inner };
  }

  function folded(label, elements) {
    return elements.length ? make("details", { class: "ct-give__more" }, make("summary", {}, label), elements) : null;
  }

  giving.Entry = class {
    constructor(data, context) {
      const numbers = {};
      this.data = data;
      const own = {
        ...context, data: data,
        itemId: function (name) {
          const stem = name.replace(/_/g, "-").replace(/s$/, "");
          return stem + "-" + (numbers[stem] = (numbers[stem] || 0) + 1);
        },
        seenId: function (id) {
          const [, stem, number] = /^(.*)-(\d+)$/.exec(id) || [];
          if (stem) numbers[stem] = Math.max(numbers[stem] || 0, +number);
        }
      };
      this.questions = new Answers([...data.questions, ...data.editors], data.fields, own);
      const texts = data.sections.map((section) => ({ ...section, shape: "Markdown" }));
      this.sections = texts.map((section) => [section.key, giving.field(section, { max: data.longest }, own)]);
      this.tables = data.tables.filter((table) => !table.parent).map((table) => new Rows(nested(table, data.tables, data.rules), askedAt(data.fields, place(table.key)).fields, own));
      this.element = make("div", {}, this.layout());
      this.element.addEventListener("focusout", () => this.follow());
      this.questions.write({ language: data.language });
      this.tables.filter((table) => table.need).forEach((table) => table.add());
    }

    layout() {
      const { data } = this, first = data.first, editors = new Set(data.editors);
      const at = (key) => (first.includes(key) ? first.indexOf(key) : -1);
      const asked = this.questions.fields.map(({ one }) => ({ element: one.element, key: one.question.key, need: one.question.need, editor: editors.has(one.question) }));
      const sections = this.sections.map(([key, one]) => ({ element: one.element, key: key, need: one.question.need, text: true }));
      const outer = data.tables.filter((table) => !table.parent);
      const tables = this.tables.map((one, index) => ({ element: one.element, key: one.path.join("."), need: outer[index].need, editor: outer[index].editors }));
      const all = [...asked, ...sections, ...tables].filter((one) => !one.editor);
      const needed = all.filter((one) => one.need && at(one.key) < 0), early = all.filter((one) => at(one.key) >= 0).sort((one, other) => at(one.key) - at(other.key));
      const rest = all.filter((one) => !needed.includes(one) && !early.includes(one));
      const show = (some) => some.map((one) => one.element);
      return [
        ...show(needed), ...show(early),
        folded(_("More texts, if you have them"), show(rest.filter((one) => one.text))),
        folded(_("More, if you know it"), show(rest.filter((one) => !one.text))),
        folded(_("For the editors"), show([...asked, ...tables].filter((one) => one.editor)))
      ];
    }

    read() {
      const fields = {}, sections = {};
      this.questions.read(fields);
      for (const table of this.tables) {
        const rows = table.read();
        if (rows.length) put(fields, table.path, rows);
      }
      for (const [key, one] of this.sections) if (one.read().trim()) sections[key] = one.read().trim();
      return { fields: fields, sections: sections };
    }

    write({ fields, sections }) {
      this.questions.write(fields);
      this.tables.forEach((table) => table.write(get(fields, table.path) || []));
      this.sections.forEach(([key, one]) => one.write((sections || {})[key]));
      this.follow();
    }

    // Fills in what a title says by itself, such as the codes of a country, where nothing has been written.
    follow() {
      const { by_title: known } = this.data, of = (key) => this.questions.fields.find(({ one }) => one.question.key === key).one;
      const title = giving.fold(of("title").read().trim());
      const [, values] = Object.entries(known.titles).find(([one]) => giving.fold(one) === title) || [null, []];
      values.forEach(function (value, place) {
        const one = of(known.fields[place]);
        if (!one.read()) one.write(value);
      });
    }

    // The field, the row or the table that a problem belongs to; undefined where nothing is asked.
    locate(at) {
      if (at[0] === "body") return (this.sections.find(([key]) => key === at[1]) || [])[1];
      const table = this.tables.find((one) => begins(at, one.path));
      return table ? table.locate(at.slice(table.path.length)) : this.questions.locate(at);
    }

    all() {
      const all = [...this.questions.all(), ...this.sections.map((one) => one[1]), ...this.tables];
      const shown = all.sort((one, other) => (one.element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1));
      return shown.flatMap((one) => (this.tables.includes(one) ? one.all() : [one]));
    }
  };
})(window.commonThreadGiving);
