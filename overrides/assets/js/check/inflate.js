// Deflate unpacked, to exactly the size that was promised (RFC 1951). The browser's own DecompressionStream takes two
// milliseconds to begin, for each of a thousand files, and engines differ in what they let stand behind an end.
(function (check) {
  "use strict";
  const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
  const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  const LONGEST = 15, END = 256;

  class Broken extends Error {}

  // A table from the next bits to a symbol and the length of its code: the symbol times sixteen, and the length.
  // Codes that leave a gap or overlap are refused, but for a single code of one bit, as zlib has it.
  function table(lengths) {
    const counts = new Uint16Array(LONGEST + 1), next = new Uint16Array(LONGEST + 2);
    for (const bits of lengths) counts[bits]++;
    counts[0] = 0;
    let most = LONGEST, left = 1;
    while (most && !counts[most]) most--;
    for (let bits = 1; bits <= LONGEST; bits++) {
      left = 2 * left - counts[bits];
      if (left < 0) throw new Broken();
      next[bits + 1] = (next[bits] + counts[bits]) << 1;
    }
    if (left > 0 && most > 1) throw new Broken();
    const made = new Uint16Array(1 << most);
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      const bits = lengths[symbol];
      if (!bits) continue;
      let code = next[bits]++, turned = 0;
      for (let bit = 0; bit < bits; bit++, code >>= 1) turned = turned << 1 | code & 1;
      for (; turned < made.length; turned += 1 << bits) made[turned] = symbol << 4 | bits;
    }
    return { made, most };
  }

  const FIXED_LENGTHS = new Uint8Array(288).fill(8);
  FIXED_LENGTHS.fill(9, 144, 256).fill(7, 256, 280);
  const FIXED = [table(FIXED_LENGTHS), table(new Uint8Array(32).fill(5))];

  // The bytes, or null when there are not exactly `size`, or there is an error, or something behind the end.
  check.inflated = function (data, size) {
    const made = new Uint8Array(size);
    let at = 0, held = 0, bits = 0, place = 0;

    function need(count) {
      while (bits < count) {
        if (at >= data.length) throw new Broken();
        held |= data[at++] << bits;
        bits += 8;
      }
    }

    function take(count) {
      need(count);
      const found = held & (1 << count) - 1;
      held >>>= count;
      bits -= count;
      return found;
    }

    function symbol(codes) {
      while (bits < codes.most && at < data.length) {
        held |= data[at++] << bits;
        bits += 8;
      }
      const found = codes.made[held & codes.made.length - 1], length = found & 15;
      if (!length || length > bits) throw new Broken();
      held >>>= length;
      bits -= length;
      return found >> 4;
    }

    function stored() {
      take(bits & 7);
      const count = take(16);
      if (take(16) !== (count ^ 0xffff)) throw new Broken();
      // Whole bytes may be held: at most three, which go back.
      at -= bits >> 3;
      held = bits = 0;
      if (at + count > data.length || place + count > size) throw new Broken();
      made.set(data.subarray(at, at + count), place);
      at += count;
      place += count;
    }

    function codes() {
      const literals = take(5) + 257, distances = take(5) + 1, count = take(4) + 4, own = new Uint8Array(19);
      if (literals > 286 || distances > 30) throw new Broken();
      for (let number = 0; number < count; number++) own[ORDER[number]] = take(3);
      const lengths = new Uint8Array(literals + distances), known = table(own);
      for (let number = 0; number < lengths.length;) {
        const found = symbol(known);
        if (found < 16) {
          lengths[number++] = found;
          continue;
        }
        if (found === 16 && !number) throw new Broken();
        const value = found === 16 ? lengths[number - 1] : 0, times = found === 16 ? 3 + take(2) : found === 17 ? 3 + take(3) : 11 + take(7);
        if (number + times > lengths.length) throw new Broken();
        lengths.fill(value, number, number += times);
      }
      if (!lengths[END]) throw new Broken();
      return [table(lengths.subarray(0, literals)), table(lengths.subarray(literals))];
    }

    function block([literals, distances]) {
      for (;;) {
        const found = symbol(literals);
        if (found === END) return;
        if (found < END) {
          if (place >= size) throw new Broken();
          made[place++] = found;
          continue;
        }
        const one = found - 257;
        if (one > 28) throw new Broken();
        const length = LENGTHS[one] + take(LENGTH_BITS[one]), other = symbol(distances);
        if (other > 29) throw new Broken();
        const far = DISTANCES[other] + take(other < 2 ? 0 : (other >> 1) - 1);
        if (far > place || place + length > size) throw new Broken();
        for (const end = place + length; place < end; place++) made[place] = made[place - far];
      }
    }

    try {
      for (let last = 0; !last;) {
        last = take(1);
        const kind = take(2);
        if (kind === 3) throw new Broken();
        if (kind === 0) stored();
        else block(kind === 1 ? FIXED : codes());
      }
    } catch (error) {
      if (error instanceof Broken) return null;
      throw error;
    }
    return place === size && at - (bits >> 3) === data.length ? made : null;
  };
})(window.commonThreadCheck = window.commonThreadCheck || {});
