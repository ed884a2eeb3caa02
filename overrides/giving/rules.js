// Judges an entry by the rules that the models state (macros/giving/field_tree.py): what each field takes, and what must
// hold between fields. It knows the tests that macros/model/steps.py and macros/model/rules.py know, and no field by name.
window.commonThreadGiving = window.commonThreadGiving || {};
(function (giving) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const MANY = 1000;

  // Written by macros/search/letters_js.py:
  const OF_A_WORD = 3, OF_A_SYLLABLE = 2, A_WORD = 5;
  const WORD_SIGNS = new RegExp("[\u{3005}-\\u{3007}\u{3021}-\\u{3029}\u{3400}-\\u{4dbf}\u{4e00}-\\u{9fff}\u{f900}-\\u{faff}\u{20000}-\\u{3ffff}]", "gu");
  const SYLLABLES = new RegExp("[\u{1200}-\\u{135a}\u{1380}-\\u{138f}\u{1401}-\\u{167f}\u{2d80}-\\u{2dde}\u{3041}-\\u{3096}\u{30a1}-\\u{30fa}\u{31f0}-\\u{31ff}\u{a000}-\\u{a48c}\u{ab01}-\\u{ab2e}\u{ac00}-\\u{d7a3}\u{ff66}-\\u{ff9d}\u{1b000}-\\u{1b16f}]", "gu");
  const UNSPACED = new RegExp("[\u{e01}-\\u{e3a}\u{e40}-\\u{e4e}\u{e81}-\\u{ecf}\u{edc}-\\u{edf}\u{1000}-\\u{103f}\u{1050}-\\u{108f}\u{109a}-\\u{109d}\u{1780}-\\u{17d3}\u{17d7}-\\u{17d7}\u{17dc}-\\u{17dd}\u{3005}-\\u{3007}\u{3021}-\\u{3029}\u{3031}-\\u{3035}\u{3041}-\\u{309f}\u{30a1}-\\u{30fa}\u{30fc}-\\u{30ff}\u{31f0}-\\u{31ff}\u{3400}-\\u{4dbf}\u{4e00}-\\u{9fff}\u{a9e0}-\\u{a9ef}\u{a9fa}-\\u{a9fe}\u{aa60}-\\u{aa7f}\u{f900}-\\u{faff}\u{ff66}-\\u{ff9f}\u{1b000}-\\u{1b16f}\u{20000}-\\u{3ffff}]", "gu");
  // So far.

  // The Latin letters that a text stands for, as macros/model/length.py counts them.
  function letters(text) {
    const many = (signs) => (text.match(signs) || []).length;
    return Array.from(text).length + (OF_A_WORD - 1) * many(WORD_SIGNS) + (OF_A_SYLLABLE - 1) * many(SYLLABLES);
  }

  // Its words, counted alike: what blanks part, and so many letters where they part nothing.
  function count(text) {
    const pieces = text.split(/\s+/).filter(Boolean), joined = text.match(UNSPACED);
    if (!joined) return pieces.length;
    const others = pieces.filter((piece) => !piece.match(UNSPACED) || /[\p{L}\p{N}]/u.test(piece.replace(UNSPACED, "")));
    return others.length + Math.ceil(letters(joined.join("")) / A_WORD);
  }

  function whole(pattern, text) {
    return new RegExp("^(?:" + pattern + ")$", "su").test(text);
  }

  function isDay(text) {
    const [year, month, day] = (text + "-01-01").slice(0, 10).split("-").map(Number);
    const date = new Date(Date.UTC(2000, month - 1, day));
    date.setUTCFullYear(year, month - 1, day);
    return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  }

  // How one value is written: the tests of macros/model/steps.py.
  const STEPS = {
    matches: (text, pattern) => whole(pattern, text),
    day: isDay,
    years: (text, first, last) => +text.slice(0, 4) >= first && +text.slice(0, 4) <= last,
    between: (text, lowest, highest) => +text >= lowest && +text <= highest,
    words: (text, most) => count(text) <= most
  };

  function filled(message, said) {
    return message.replace(/\{(\w+)\}/g, (place, name) => (name in said ? said[name] : place));
  }

  class Judge {
    constructor(type, known) {
      this.type = type;
      this.known = known || {};
      this.found = [];
    }

    // A problem at a place; `later` for what the check says only once every field is right by itself.
    tell(at, code, message, later) {
      this.found.push({ at: at, code: code, message: message, later: Boolean(later) });
    }

    fields(values, tree, at) {
      for (const name of Object.keys(values)) {
        if (!Object.hasOwn(tree, name)) this.tell([...at, name], "unknown-field", _("Nothing is asked under this name."));
      }
      for (const [name, asked] of Object.entries(tree)) {
        const place = [...at, name];
        if (Object.hasOwn(values, name)) this.field(values[name], asked, place);
        else if (asked.need) this.tell(place, "missing-field", asked.list === undefined ? _("Fill this in.") : _("Give at least one."));
      }
    }

    field(value, asked, at) {
      if (asked.list === undefined) this.one(value, asked, at);
      else if (value === null) this.tell(at, "missing-field", _("Fill this in, or leave it out."));
      else if (!Array.isArray(value)) this.tell(at, typeof value === "string" && !value.trim() ? "missing-field" : "wrong-type", _("This takes several values."));
      else if (value.length > MANY) this.tell(at, "too-long", _("Too many: %(most)s at most.", { most: MANY }));
      else {
        value.forEach((item, place) => this.one(item, asked, [...at, place]));
        if (value.length < asked.list) this.tell(at, "missing-field", _("Give at least one."));
      }
    }

    one(value, asked, at) {
      if (value === null && asked.null) return;
      if (value === null || (typeof value === "string" && !value.trim())) {
        this.tell(at, "missing-field", _("Fill this in."));
      } else if (asked.kind === "fields") {
        if (typeof value === "object" && !Array.isArray(value)) this.fields(value, asked.fields, at);
        else this.tell(at, "wrong-type", _("This takes several fields."));
      } else if (typeof value !== "string") {
        const step = (asked.steps || [])[0];
        if (asked.kind === "text") this.tell(at, "wrong-type", _("This takes one text."));
        else this.tell(at, step[2], filled(step[3], step[4]));
      } else this.text(asked.kind === "text" ? value.trim() : value, asked, at);
    }

    text(text, asked, at) {
      const length = Array.from(text).length, counted = asked.min ? letters(text) : length;
      if (asked.min && counted < asked.min) {
        return this.tell(at, "bad-value", counted === length ? _("Too short: %(least)s characters at least.", { least: asked.min })
          : _("Too short: %(least)s characters at least (in this script each counts for several: these for %(counted)s).", { least: asked.min, counted: counted }));
      }
      if (asked.max && length > asked.max) return this.tell(at, "too-long", _("%(found)s characters; %(most)s at most. Shorten it.", { found: length, most: asked.max }));
      if (asked.pattern && !new RegExp(asked.pattern, "su").test(text)) return this.tell(at, "bad-value", "“" + text.slice(0, 60) + "” " + asked.says);
      for (const [test, values, code, message, said] of asked.steps || []) {
        if (!STEPS[test](text, ...values)) return this.tell(at, code, filled(message, { found: count(text), ...said }));
      }
      if (asked.vocabulary) this.term(text, asked.vocabulary, at);
      if (asked.types) this.reference(text, asked.types, at);
    }

    term(text, list, at) {
      const lists = this.type.lists;
      if (!Object.hasOwn(lists, list)) this.tell(at, "unknown-vocabulary", _("The list for this is missing."), true);
      else if (!lists[list].some((term) => term[0] === text)) this.tell(at, "unknown-term", _("Choose from the list."), true);
    }

    // Whether an entry is there; items inside entries are left to the check.
    reference(text, types, at) {
      if (!this.known.entries) return;
      const type = this.known.entries.get(text.split("#")[0]);
      if (type === undefined) this.tell(at, "dangling-reference", _("No entry is called so. Choose from the list, or add a new one."), true);
      else if (types.length && !types.includes(type)) this.tell(at, "wrong-reference", _("An entry of another kind is needed here."), true);
    }

    sections(texts) {
      for (const section of this.type.sections) {
        const text = (texts[section.key] || "").trim(), length = Array.from(text).length;
        if (section.need && !text) this.tell(["body", section.key], "missing-section", _("Fill this in."));
        if (length > this.type.longest) this.tell(["body", section.key], "too-long", _("%(found)s characters; %(most)s at most. Shorten it.", { found: length, most: this.type.longest }));
      }
    }

    repeated(entry) {
      const seen = new Set();
      const walk = (value, parts, at) => {
        if (Array.isArray(value)) value.forEach((item, place) => walk(item, parts, [...at, place]));
        else if (value && parts.length) walk(value[parts[0]], parts.slice(1), [...at, parts[0]]);
        else if (value && !parts.length) {
          if (seen.has(value)) this.tell(at, "duplicate-id", _("This id stands twice."), true);
          seen.add(value);
        }
      };
      this.type.ids.forEach((path) => walk(entry, path.split("."), []));
    }

    // Whether something that a test looks at is wrong by itself: what it says of another field would mislead.
    unsound(test, at) {
      return test.slice(1).some((one) => (Array.isArray(one) ? this.unsound(one, at) : this.found.some(function (told) {
        const place = String(one)[0] === "^" ? one.slice(1).split(".") : [...at, ...String(one).split(".")];
        return !told.later && place.every((part, index) => part === told.at[index]);
      })));
    }

    rules(entry) {
      for (const rule of this.type.rules) {
        for (const [at, seen] of lookedAt(rule.each ? rule.each.split(".") : [], entry, entry, [])) {
          if (this.unsound(rule.wrong, at)) continue;
          if (holds(rule.wrong, { ...seen, tabled: this.type.tabled })) {
            const place = rule.at === "." ? at : [...at, ...rule.at.split(".")];
            this.tell(place, rule.code, said(rule, { ...seen, tabled: this.type.tabled }), true);
          }
        }
      }
    }
  }

  // An entry as a model has it: blanks around texts gone, what is left out as its default says, empty lists.
  function complete(values, tree) {
    const made = {};
    for (const [name, asked] of Object.entries(tree)) {
      const value = values && Object.hasOwn(values, name) ? values[name] : undefined;
      const one = function (item) {
        if (asked.kind === "fields") return item && typeof item === "object" ? complete(item, asked.fields) : null;
        return typeof item === "string" ? item.trim() : item === undefined ? null : item;
      };
      if (asked.list !== undefined) made[name] = Array.isArray(value) ? value.map(one) : [];
      else made[name] = value === undefined && asked.default !== undefined ? asked.default : one(value);
    }
    return made;
  }

  function* lookedAt(lists, entry, item, at) {
    if (!lists.length) {
      yield [at, { entry: entry, item: item, before: [] }];
      return;
    }
    const items = item[lists[0]];
    for (let place = 0; place < items.length; place++) {
      const where = [...at, lists[0], place];
      if (items[place] === null) continue;
      if (lists.length === 1) yield [where, { entry: entry, item: items[place], before: items.slice(0, place) }];
      else yield* lookedAt(lists.slice(1), entry, items[place], where);
    }
  }

  function valueOf(seen, name) {
    if (name === ".") return seen.item;
    let found = name[0] === "^" ? seen.entry : name[0] === "<" ? seen.before.at(-1) : seen.item;
    for (const part of name.replace(/^[\^<]/, "").split(".")) {
      if (found !== null && found !== undefined) found = part === "-1" ? found.at(-1) : found[part];
    }
    return found === undefined ? null : found;
  }

  function empty(value) {
    return !value || (Array.isArray(value) && !value.length);
  }

  // What must not be between fields: the tests of macros/model/rules.py.
  const TESTS = {
    all: (seen, ...tests) => tests.every((test) => holds(test, seen)),
    any: (seen, ...tests) => tests.some((test) => holds(test, seen)),
    not: (seen, test) => !holds(test, seen),
    empty: (seen, name) => empty(valueOf(seen, name)),
    is: (seen, name, ...values) => values.includes(valueOf(seen, name)),
    same: (seen, one, other) => valueOf(seen, one) === valueOf(seen, other),
    some: (seen, name, test) => (valueOf(seen, name) || []).some((item) => item !== null && holds(test, { ...seen, item: item, before: [] })),
    "more words": (seen, name, most) => count(String(valueOf(seen, name) || "")) > most,
    "more items": (seen, name, most) => (valueOf(seen, name) || []).length > most,
    earlier: function (seen, one, other) {
      const first = String(valueOf(seen, one) || ""), second = String(valueOf(seen, other) || "");
      return Boolean(first && second) && first.slice(0, second.length) < second.slice(0, first.length);
    },
    again: (seen, name, test) => seen.before.some((item) => item !== null && holds(test, { ...seen, item: item, before: [] }) && item[name] === valueOf(seen, name)),
    listed: (seen, name, table) => Object.hasOwn(seen.tabled[table], valueOf(seen, name)),
    "goes with": (seen, name, table, other) => seen.tabled[table][valueOf(seen, name)] === valueOf(seen, other),
    matches: (seen, name, pattern) => whole(pattern, String(valueOf(seen, name) || ""))
  };

  function holds(test, seen) {
    return TESTS[test[0]](seen, ...test.slice(1));
  }

  function said(rule, seen) {
    return rule.message.replace(/%\((\w+)\)s/g, function (place, name) {
      if (rule.said && name in rule.said) return rule.said[name];
      if (name === "found") {
        const value = valueOf(seen, rule.at);
        return Array.isArray(value) ? value.length : count(String(value));
      }
      const shown = (rule.shows && rule.shows[name]) || (name === "value" ? "." : name), parts = shown.split(":");
      const value = valueOf(seen, parts[parts.length - 1]);
      return parts.length > 1 ? seen.tabled[parts[0]][value] : value;
    });
  }

  // Every problem of an entry: { at, code, message, later }.
  // `type` is what the script of a type gives, `entry` has `fields` and `sections`; `known.entries` leads from the ids of
  // entries to their types, where it is known which there are.
  giving.judge = function (type, entry, known) {
    const judge = new Judge(type, known);
    judge.fields(entry.fields, { ...type.fields }, []);
    judge.sections(entry.sections || {});
    const made = complete(entry.fields, type.fields);
    judge.repeated(made);
    judge.rules(made);
    return judge.found;
  };
})(window.commonThreadGiving);
