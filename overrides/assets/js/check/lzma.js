// A stream of LZMA as macros/bundles/update/read/update_file.py has it: raw, with an end mark, lc=1, lp=0, pb=0 and a
// window of 8 MiB. Browsers unpack only deflate. After the specification of LZMA by Igor Pavlov, which is in the public
// domain; the names of the parts are those of its text.
(function (check) {
  "use strict";
  const LC = 1, WINDOW = 8 << 20, TOP = 1 << 24, HALF = 1024, MOVE = 5;
  const LITERAL_STATES = 7, END_SLOT = 14, MIN_MATCH = 2;

  const tree = (bits) => new Uint16Array(1 << bits).fill(HALF);

  const lengths = () => ({ choice: tree(1), low: tree(3), middle: tree(3), high: tree(8) });

  // The bytes of a stream, which must be exactly `size`; null when they are not.
  check.unlzma = function (data, size) {
    if (data.length < 5 || data[0] !== 0) return null;
    const made = new Uint8Array(size);
    let range = 0xffffffff, code = new DataView(data.buffer, data.byteOffset).getUint32(1), at = 5, place = 0, short = false;

    function refill() {
      if (range >= TOP) return;
      if (at >= data.length) short = true;
      range = (range << 8) >>> 0;
      code = ((code << 8) | (at < data.length ? data[at] : 0)) >>> 0;
      at++;
    }

    function bit(probabilities, index) {
      const chance = probabilities[index], bound = (range >>> 11) * chance;
      let found = 0;
      if (code < bound) {
        range = bound;
        probabilities[index] = chance + ((2048 - chance) >>> MOVE);
      } else {
        range -= bound;
        code -= bound;
        probabilities[index] = chance - (chance >>> MOVE);
        found = 1;
      }
      refill();
      return found;
    }

    function inTree(probabilities, bits) {
      let node = 1;
      for (let number = 0; number < bits; number++) node = node << 1 | bit(probabilities, node);
      return node - (1 << bits);
    }

    function reversed(probabilities, offset, bits) {
      let node = 1, found = 0;
      for (let number = 0; number < bits; number++) {
        const one = bit(probabilities, offset + node);
        node = node << 1 | one;
        found |= one << number;
      }
      return found;
    }

    function direct(bits) {
      let found = 0;
      for (let number = 0; number < bits; number++) {
        range >>>= 1;
        const one = code >= range ? 1 : 0;
        if (one) code -= range;
        found = found * 2 + one;
        refill();
      }
      return found;
    }

    function length(known) {
      if (!bit(known.choice, 0)) return inTree(known.low, 3);
      if (!bit(known.choice, 1)) return 8 + inTree(known.middle, 3);
      return 16 + inTree(known.high, 8);
    }

    const literals = Array.from({ length: 1 << LC }, () => new Uint16Array(0x300).fill(HALF));
    const isMatch = tree(4), isRep = tree(4), isRep0 = tree(4), isRep1 = tree(4), isRep2 = tree(4), isRep0Long = tree(4);
    const slots = [tree(6), tree(6), tree(6), tree(6)], special = tree(7), aligned = tree(4), matched = lengths(), repeated = lengths();
    let state = 0, rep0 = 0, rep1 = 0, rep2 = 0, rep3 = 0;

    function literal() {
      const probabilities = literals[place ? made[place - 1] >>> (8 - LC) : 0];
      let symbol = 1;
      if (state >= LITERAL_STATES) {
        let byte = made[place - rep0 - 1];
        while (symbol < 0x100) {
          const hint = byte >>> 7 & 1, one = bit(probabilities, ((1 + hint) << 8) + symbol);
          byte <<= 1;
          symbol = symbol << 1 | one;
          if (hint !== one) break;
        }
      }
      while (symbol < 0x100) symbol = symbol << 1 | bit(probabilities, symbol);
      made[place++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
    }

    function distance(span) {
      const slot = inTree(slots[Math.min(span, 3)], 6), bits = (slot >>> 1) - 1;
      if (slot < 4) return slot;
      const base = (2 | slot & 1) * 2 ** bits;
      if (slot < END_SLOT) return base + reversed(special, base - slot, bits);
      return base + direct(bits - 4) * 16 + reversed(aligned, 0, 4);
    }

    while (!short) {
      if (!bit(isMatch, state)) {
        if (place === size) return null;
        literal();
        continue;
      }
      let span;
      if (!bit(isRep, state)) {
        rep3 = rep2;
        rep2 = rep1;
        rep1 = rep0;
        span = length(matched);
        state = state < LITERAL_STATES ? 7 : 10;
        rep0 = distance(span);
        if (rep0 === 0xffffffff) return place === size && at === data.length && code === 0 && !short ? made : null;
      } else {
        if (place === 0) return null;
        if (!bit(isRep0, state)) {
          if (!bit(isRep0Long, state)) {
            if (rep0 >= place || place === size) return null;
            made[place] = made[place - rep0 - 1];
            place++;
            state = state < LITERAL_STATES ? 9 : 11;
            continue;
          }
        } else {
          let found = rep1;
          if (bit(isRep1, state)) {
            found = rep2;
            if (bit(isRep2, state)) {
              found = rep3;
              rep3 = rep2;
            }
            rep2 = rep1;
          }
          rep1 = rep0;
          rep0 = found;
        }
        span = length(repeated);
        state = state < LITERAL_STATES ? 8 : 11;
      }
      span += MIN_MATCH;
      if (rep0 >= place || rep0 >= WINDOW || place + span > size) return null;
      for (const end = place + span; place < end; place++) made[place] = made[place - rep0 - 1];
    }
    return null;
  };
})(window.commonThreadCheck = window.commonThreadCheck || {});
