// What the check of a copy is made of: refusals in words, bytes, and names as macros/bundles writes them.
// These scripts read bundles and updates as macros/bundles/container and macros/bundles/update/read do, with the same
// rules and the same words; tests/bundles/cases.py holds the cases that both are tried with.
(function (check) {
  "use strict";
  const UNSEEN = /[\p{C}\p{Z}]/u;
  const TEXT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const CRC = new Uint32Array(256).map(function (_, number) {
    for (let bit = 0; bit < 8; bit++) number = number & 1 ? (number >>> 1) ^ 0xedb88320 : number >>> 1;
    return number;
  });

  // A file can't be used. `kind`: damaged, foreign (none of ours), path (a name outside the rules), base (the update is
  // for another one), missing (it would take something from the copy), unable (this browser can't).
  check.Refusal = class Refusal extends Error {
    constructor(kind, words) {
      super(words);
      this.kind = kind;
    }
  };

  check.damaged = (words) => new check.Refusal("damaged", words);

  check.isPrintable = (letter) => letter === " " || !UNSEEN.test(letter);

  // A name as Python's repr writes it, so that it can't write lines of its own.
  check.quoted = function (text) {
    const mark = text.includes("'") && !text.includes('"') ? '"' : "'", short = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
    return mark + Array.from(text, function (letter) {
      if (letter === mark || letter === "\\") return "\\" + letter;
      if (check.isPrintable(letter)) return letter;
      const code = letter.codePointAt(0), hex = code.toString(16);
      if (short[letter]) return short[letter];
      return code < 0x100 ? "\\x" + hex.padStart(2, "0") : code < 0x10000 ? "\\u" + hex.padStart(4, "0") : "\\U" + hex.padStart(8, "0");
    }).join("") + mark;
  };

  // A name that a stranger chose: as it is where all of it can be seen.
  check.shown = (name) => (Array.from(name).every(check.isPrintable) ? name : check.quoted(name));

  // A place in the order of code points, which that of JavaScript's strings is not.
  const rank = (unit) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

  check.inOrder = function (one, other) {
    for (let place = 0; place < one.length && place < other.length; place++) {
      const distance = rank(one.charCodeAt(place)) - rank(other.charCodeAt(place));
      if (distance) return distance;
    }
    return one.length - other.length;
  };

  check.bytes = (text) => new TextEncoder().encode(text);

  // Text of bytes, or null when they are none.
  check.text = function (bytes) {
    try {
      return TEXT.decode(bytes);
    } catch (error) {
      return null;
    }
  };

  check.same = (one, other) => one.length === other.length && one.every((byte, place) => byte === other[place]);

  check.joined = function (parts) {
    const made = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let place = 0;
    for (const part of parts) {
      made.set(part, place);
      place += part.length;
    }
    return made;
  };

  check.hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

  check.sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

  check.crc32 = function (bytes) {
    let crc = -1;
    for (let place = 0; place < bytes.length; place++) crc = CRC[(crc ^ bytes[place]) & 255] ^ (crc >>> 8);
    return ~crc >>> 0;
  };

  // Bytes of standard base64, or null; only what a writer would have written, padding and all.
  check.fromBase64 = function (text) {
    try {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      return check.toBase64(bytes) === text ? bytes : null;
    } catch (error) {
      return null;
    }
  };

  check.toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

  // A number with its thousands told apart, as the program's messages have them.
  check.grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
})(window.commonThreadCheck = window.commonThreadCheck || {});
