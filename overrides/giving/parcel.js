// What the form reads and what it makes: scripts with questions and entries, which a page opened from a folder can load
// too, and the parcel, a text that `commonthread receive` takes (docs/contribute/parcel.md).
window.commonThreadGiving = window.commonThreadGiving || {};
(function (giving) {
  "use strict";
  const waiting = new Map();
  const here = document.currentScript.src;
  const LONGEST = 60, MOST = 80;
  giving.BEGIN = "-----BEGIN PARCEL-----";
  giving.END = "-----END PARCEL-----";

  window.commonThreadGiven = function (name, content) {
    waiting.get(name).resolve(content);
  };

  // What a script of this folder gives; loaded once, asked for again where it failed.
  giving.load = function (name) {
    const known = waiting.get(name);
    if (known) return known.promise;
    const one = {};
    one.promise = new Promise(function (resolve, reject) {
      one.resolve = resolve;
      const script = document.createElement("script");
      script.src = new URL(name + ".js", here).href;
      script.onerror = function () {
        waiting.delete(name);
        script.remove();
        reject(new Error(name));
      };
      document.head.append(script);
    });
    waiting.set(name, one);
    return one.promise;
  };

  // An id made of a title, as macros/giving/names.py makes it; empty where it has no Latin letters or digits.
  giving.idFrom = function (title) {
    const plain = title.toLowerCase().normalize("NFKD").replace(/[^\x00-\x7f]/g, "").replace(/'/g, "");
    const parts = plain.match(/[a-z0-9]+/g) || [];
    while (parts.length > 1 && parts.join("-").length > LONGEST) parts.pop();
    return parts.join("-").slice(0, MOST);
  };

  // Letters by which words are compared: without case and accents.
  giving.fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // A value without what is empty; undefined where nothing is left.
  giving.filled = function (value) {
    if (typeof value === "string") return value.trim() ? value : undefined;
    if (Array.isArray(value)) {
      const items = value.map(giving.filled).filter((item) => item !== undefined);
      return items.length ? items : undefined;
    }
    if (value && typeof value === "object") {
      const kept = Object.entries(value).map(([key, one]) => [key, giving.filled(one)]).filter((one) => one[1] !== undefined);
      return kept.length ? Object.fromEntries(kept) : undefined;
    }
    return undefined;
  };

  giving.text = function (library, content) {
    return JSON.stringify({ parcel: "1", library: library, ...content }, null, 1) + "\n";
  };

  giving.pasted = (text) => giving.BEGIN + "\n" + text + giving.END + "\n";
})(window.commonThreadGiving);
