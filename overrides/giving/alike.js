// Whether what somebody types as new is called nearly as something that is there, or has its web address: as
// macros/knowledge/alike_names.py judges it. `tests/cases/alike` holds both to the same.
window.commonThreadGiving = window.commonThreadGiving || {};
(function (giving) {
  "use strict";
  const ALIKE = 0.82, SHORTEST = 5, LONG = 9, STEM = 3, ACRONYM = [2, 8];
  const SMALL = new Set(("a al ale an and at by cu d da de del der des di din du e el en et for in l la las le les los of on or pe pentru " +
    "per por pour si the to und une unei unui y").split(" "));

  giving.plainAddress = (address) => address.trim().toLowerCase().replace(/^https?:\/\/(?:www\.)?/, "").replace(/[/?]*(?:#.*)?$/, "");

  giving.wordsIn = function (name) {
    const words = giving.fold(name).match(/[\p{L}\p{N}]+/gu) || [], telling = words.filter((word) => !SMALL.has(word));
    return telling.length ? telling : words;
  };

  // Letters to change, put in or leave out until one word is the other.
  function distance(one, other) {
    let row = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let index = 1; index <= one.length; index++) {
      const next = [index];
      for (let place = 1; place <= other.length; place++) {
        next[place] = Math.min(row[place] + 1, next[place - 1] + 1, row[place - 1] + (one[index - 1] === other[place - 1] ? 0 : 1));
      }
      row = next;
    }
    return row[other.length];
  }

  const isNumber = (word) => /^\p{Nd}+$/u.test(word);

  function near(one, other) {
    if (one === other) return true;
    const [short, long] = one.length <= other.length ? [one, other] : [other, one];
    if (short.length < SHORTEST || isNumber(short) || isNumber(long)) return false;
    if (long.startsWith(short) && long.length - short.length <= STEM) return true;
    return Math.abs(long.length - short.length) <= 2 && distance(short, long) <= (short.length >= LONG ? 2 : 1);
  }

  function otherNumbers(one, other) {
    const [first, second] = [one, other].map((words) => new Set(words.filter((word) => /\p{Nd}/u.test(word))));
    return first.size > 0 && second.size > 0 && (first.size !== second.size || [...first].some((word) => !second.has(word)));
  }

  // Takes out words that stand for several of the other name by the letters they begin with; says how many such words there were.
  function speltOut(short, long) {
    let found = 0;
    for (const word of [...short]) {
      const size = word.length;
      if (size < ACRONYM[0] || size > ACRONYM[1]) continue;
      for (let start = 0; start + size <= long.length; start++) {
        if (long.slice(start, start + size).map((one) => one[0]).join("") !== word) continue;
        long.splice(start, size);
        short.splice(short.indexOf(word), 1);
        found++;
        break;
      }
    }
    return found;
  }

  giving.likeness = function (one, other) {
    if (!one.length || !other.length || otherNumbers(one, other)) return 0;
    const left = [...one], right = [...other];
    let same = 0;
    for (const word of one) {
      const place = right.findIndex((there) => near(word, there));
      if (place < 0) continue;
      left.splice(left.indexOf(word), 1);
      right.splice(place, 1);
      same++;
    }
    const all = 2 * (same + speltOut(left, right) + speltOut(right, left));
    return all / (all + left.length + right.length);
  };

  // Entries [id, label, names, address] that are called nearly as a new one, or have its address; the nearest first.
  giving.alike = function (names, address, known) {
    const here = giving.plainAddress(address || ""), words = names.map(giving.wordsIn);
    const scored = known.map(function ([id, label, others, there]) {
      const same = here && there && giving.plainAddress(there) === here ? 1 : 0;
      const called = [label, ...(others || [])].map(giving.wordsIn);
      return [Math.max(same, ...words.flatMap((one) => called.map((other) => giving.likeness(one, other)))), id];
    });
    return scored.filter(([score]) => score >= ALIKE).sort((one, other) => other[0] - one[0]).map((one) => one[1]);
  };
})(window.commonThreadGiving);
