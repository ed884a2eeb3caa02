// The list of one's own: entries with a note on each, kept in this browser for this folder of pages, and nowhere else. The
// list and each entry's text are kept apart, so that a page reads only what it needs.
(function (own) {
  "use strict";
  const LIST = "own.list", TEXT = "own.text.", FORMAT = "common-thread list 1";
  const MOST = 200, LONGEST = { id: 200, path: 300, title: 500, kind: 100, summary: 2000, note: 2000, day: 10, version: 100, html: 400000 };
  const ID = /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u, PATH = /^(?!\/)(?!.*(?:\.\.|\/\/|\\|:))[^?#\s]+\.html$/;
  own.MOST = MOST;
  own.LONGEST_NOTE = LONGEST.note;
  // Where values are kept: in a page of the site by the folder of pages; a single file brings a place of its own.
  const store = own.store || {
    get: (key) => window.__md_get(key),
    set: (key, value) => window.__md_set(key, value),
    remove: function (key) {
      try {
        localStorage.removeItem(window.__md_scope.pathname + "." + key);
      } catch (error) {
        return;
      }
    },
  };

  // What browsers refuse to keep is found out by looking.
  function set(key, value) {
    store.set(key, value);
    return JSON.stringify(store.get(key)) === JSON.stringify(value);
  }

  // An entry of somebody's list in known parts only; null where it is none.
  function sound(given) {
    const entry = {};
    for (const name of Object.keys(LONGEST)) {
      const value = given && typeof given === "object" ? given[name] : undefined;
      if (value !== undefined && (typeof value !== "string" || value.length > LONGEST[name])) return null;
      entry[name] = value || "";
    }
    if (!ID.test(entry.id) || !PATH.test(entry.path) || !entry.title) return null;
    if (entry.day && !(/^\d{4}-\d\d-\d\d$/.test(entry.day) && Date.parse(entry.day))) return null;
    entry.here = given.here === true;
    return entry;
  }

  function withoutText(entry) {
    return Object.assign({}, entry, { html: undefined });
  }

  // The entries in the order in which they were taken, without their texts.
  own.list = function () {
    const kept = store.get(LIST);
    return Array.isArray(kept) ? kept.map(sound).filter(Boolean).map(withoutText) : [];
  };

  own.text = function (id) {
    const kept = store.get(TEXT + id);
    return typeof kept === "string" ? kept : "";
  };

  // Takes an entry along, or takes it anew. Says "full" where there are too many, "refused" where the browser keeps nothing,
  // "short" where it has no room for the text.
  own.take = function (entry) {
    const list = own.list(), known = list.find((one) => one.id === entry.id);
    if (!known && list.length >= MOST) return "full";
    const kept = withoutText(Object.assign({}, entry, { note: entry.note || (known ? known.note : "") }));
    if (!set(LIST, known ? list.map((one) => (one === known ? kept : one)) : [...list, kept])) return "refused";
    if (!entry.html || set(TEXT + entry.id, entry.html)) return "";
    store.remove(TEXT + entry.id);
    return "short";
  };

  own.leave = function (id) {
    store.remove(TEXT + id);
    return set(LIST, own.list().filter((entry) => entry.id !== id));
  };

  own.note = function (id, text) {
    return set(LIST, own.list().map((entry) => (entry.id === id ? Object.assign(entry, { note: text.slice(0, LONGEST.note) }) : entry)));
  };

  // The list as a file that another browser can read.
  own.written = function (library) {
    const entries = own.list().map((entry) => Object.assign(withoutText(entry), { here: undefined, html: own.text(entry.id) }));
    return JSON.stringify({ format: FORMAT, library: library, saved: own.today(), entries: entries }, null, 1) + "\n";
  };

  // Adds what a file says to the list. Gives how many entries came, how many were known, and how many were left out; null
  // for a file of another kind. A note that says something else than the one here is put behind it.
  own.read = function (text) {
    let given = null;
    try {
      given = JSON.parse(text);
    } catch (error) {
      return null;
    }
    if (!given || given.format !== FORMAT || !Array.isArray(given.entries)) return null;
    const told = { added: 0, known: 0, left: 0 };
    given.entries.forEach(function (one) {
      const entry = sound(one), known = entry && own.list().find((other) => other.id === entry.id);
      if (!entry) told.left += 1;
      else if (known) {
        told.known += 1;
        if (entry.note && !known.note.includes(entry.note)) own.note(entry.id, [known.note, entry.note].filter(Boolean).join("\n"));
        if (!own.text(entry.id)) own.take(Object.assign({}, known, { html: entry.html, note: "" }));
      } else {
        const trouble = own.take(Object.assign(entry, { here: false }));
        told[trouble && trouble !== "short" ? "left" : "added"] += 1;
      }
    });
    return told;
  };
})(window.commonThreadOwn = window.commonThreadOwn || {});
