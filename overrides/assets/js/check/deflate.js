// Deflate exactly as zlib does it at level 9, bit for bit (window 15, memory 8, default strategy), since the published
// checksum of a zip is that of zlib's bytes; what a browser brings packs in another way. After zlib's deflate.c and
// trees.c by Jean-loup Gailly and Mark Adler, whose names the parts have; RFC 1951 is the format.
(function (check) {
  "use strict";
  const { huffman: build, huffmanCodes: codes, huffmanRuns: runs } = check;
  const WINDOW = 32768, LOOKAHEAD = 262, FARTHEST = WINDOW - LOOKAHEAD, MIN = 3, MAX = 258, TOO_FAR = 4096;
  const GOOD = 32, CHAIN = 4096, SYMBOLS = 16383, HASH = 0x7fff;
  const EXTRA_LENGTH = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
  const EXTRA_DISTANCE = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
  const EXTRA_CODE = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 7];
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  const END = 256;

  function sums(extra) {
    let at = 0;
    return extra.map((bits) => (at += 2 ** bits) - 2 ** bits);
  }

  const BASE_LENGTH = sums(EXTRA_LENGTH), BASE_DISTANCE = sums(EXTRA_DISTANCE);
  BASE_LENGTH[28] = 255;
  const CODE_OF_LENGTH = new Uint8Array(256), CODE_OF_DISTANCE = new Uint8Array(WINDOW);
  BASE_LENGTH.forEach((base, code) => CODE_OF_LENGTH.fill(code, base));
  BASE_DISTANCE.forEach((base, code) => CODE_OF_DISTANCE.fill(code, base));

  const FIXED_LENGTHS = new Uint8Array(288).fill(8);
  FIXED_LENGTHS.fill(9, 144, 256).fill(7, 256, 280);
  const FIXED = [codes(FIXED_LENGTHS), codes(new Uint8Array(30).fill(5))];

  check.deflated = function (data) {
    let made = new Uint8Array(Math.max(64, data.length >> 1)), size = 0, held = 0, bits = 0;

    function send(value, length) {
      held |= value << bits;
      bits += length;
      while (bits >= 8) {
        if (size === made.length) {
          const larger = new Uint8Array(2 * size);
          larger.set(made);
          made = larger;
        }
        made[size++] = held & 255;
        held >>>= 8;
        bits -= 8;
      }
    }

    const symbols = new Uint16Array(2 * (SYMBOLS + 1)), literals = new Uint32Array(286), distances = new Uint32Array(30);
    let count = 0, blockStart = 0;

    function sendBlock(literal, distance) {
      for (let at = 0; at < count; at++) {
        const far = symbols[2 * at], value = symbols[2 * at + 1];
        if (!far) {
          send(literal.codes[value], literal.lengths[value]);
          continue;
        }
        const one = CODE_OF_LENGTH[value], other = CODE_OF_DISTANCE[far - 1];
        send(literal.codes[one + 257], literal.lengths[one + 257]);
        send(value - BASE_LENGTH[one], EXTRA_LENGTH[one]);
        send(distance.codes[other], distance.lengths[other]);
        send(far - 1 - BASE_DISTANCE[other], EXTRA_DISTANCE[other]);
      }
      send(literal.codes[END], literal.lengths[END]);
    }

    function flush(end, slid, last) {
      literals[END] = 1;
      const literal = build(literals, EXTRA_LENGTH, 257, 15, FIXED_LENGTHS), distance = build(distances, EXTRA_DISTANCE, 0, 15, FIXED[1].lengths);
      const often = new Uint32Array(19), signs = [];
      const put = (sign, more) => {
        often[sign]++;
        signs.push(sign, more);
      };
      runs(literal.lengths, literal.last, put);
      runs(distance.lengths, distance.last, put);
      const code = build(often, EXTRA_CODE, 0, 7, null);
      let most = 18;
      while (most >= 3 && !code.lengths[ORDER[most]]) most--;
      const dynamic = (literal.total + distance.total + code.total + 3 * (most + 1) + 14 + 10) >>> 3;
      const fixed = (literal.fixedTotal + distance.fixedTotal + 10) >>> 3, stored = end - blockStart;
      if (stored + 4 <= Math.min(dynamic, fixed) && blockStart >= slid) {
        send(last ? 1 : 0, 3);
        if (bits) send(0, 8 - bits);
        [stored, ~stored].forEach((number) => {
          send(number & 255, 8);
          send(number >> 8 & 255, 8);
        });
        for (let at = blockStart; at < end; at++) send(data[at], 8);
      } else if (fixed <= dynamic) {
        send(last ? 3 : 2, 3);
        sendBlock(...FIXED);
      } else {
        send(last ? 5 : 4, 3);
        send(literal.last - 256, 5);
        send(distance.last, 5);
        send(most - 3, 4);
        for (let at = 0; at <= most; at++) send(code.lengths[ORDER[at]], 3);
        for (let at = 0; at < signs.length; at += 2) {
          send(code.codes[signs[at]], code.lengths[signs[at]]);
          send(signs[at + 1], EXTRA_CODE[signs[at]]);
        }
        sendBlock(literal, distance);
      }
      literals.fill(0);
      distances.fill(0);
      count = 0;
      blockStart = end;
      if (last && bits) send(0, 8 - bits);
    }

    // One literal (distance 0) or one match; whether the block is full.
    function tally(far, value) {
      symbols[2 * count] = far;
      symbols[2 * count + 1] = value;
      count++;
      if (far) {
        literals[CODE_OF_LENGTH[value] + 257]++;
        distances[CODE_OF_DISTANCE[far - 1]]++;
      } else literals[value]++;
      return count === SYMBOLS;
    }

    const heads = new Int32Array(HASH + 1), chain = new Int32Array(WINDOW), all = data.length;
    // How far zlib's window has moved on: it holds two lengths of itself and moves when the text comes near its end.
    let slid = 0, filled = Math.min(all, 2 * WINDOW);

    function fill(at) {
      while (filled - at < LOOKAHEAD) {
        if (at - slid >= WINDOW + FARTHEST) slid += WINDOW;
        if (filled === all) return;
        filled = Math.min(all, slid + 2 * WINDOW);
      }
    }

    function insert(at) {
      const hash = (data[at] << 10 ^ data[at + 1] << 5 ^ data[at + 2]) & HASH, before = heads[hash];
      chain[at & (WINDOW - 1)] = before;
      heads[hash] = at;
      return before;
    }

    let matchStart = 0;

    // The longest match that begins at `at`, longer than `best`, among those that hashed alike.
    function longest(at, from, best) {
      const limit = Math.max(at - FARTHEST, 0), room = Math.min(filled - at, MAX);
      let left = best >= GOOD ? CHAIN >> 2 : CHAIN;
      let end1 = data[at + best - 1], end = data[at + best];
      do {
        if (data[from + best] !== end || data[from + best - 1] !== end1 || data[from] !== data[at] || data[from + 1] !== data[at + 1]) continue;
        let length = 2;
        while (length < room && data[from + length] === data[at + length]) length++;
        if (length > best) {
          matchStart = from;
          best = length;
          if (length >= room) break;
          end1 = data[at + best - 1];
          end = data[at + best];
        }
      } while ((from = chain[from & (WINDOW - 1)]) > limit && --left);
      return Math.min(best, filled - at);
    }

    let at = 0, length = MIN - 1, available = false;
    for (;;) {
      fill(at);
      if (at >= all) break;
      const before = at + MIN <= filled ? insert(at) : 0, previous = length, previousStart = matchStart;
      length = MIN - 1;
      if (before > 0 && previous < MAX && at - before <= FARTHEST) {
        length = longest(at, before, previous);
        if (length <= 5 && length === MIN && at - matchStart > TOO_FAR) length = MIN - 1;
      }
      if (previous >= MIN && length <= previous) {
        const lastInsert = filled - MIN, full = tally(at - 1 - previousStart, previous - MIN);
        for (let left = previous - 2; left; left--) {
          if (++at <= lastInsert) insert(at);
        }
        available = false;
        length = MIN - 1;
        at++;
        if (full) flush(at, slid, false);
      } else if (available) {
        if (tally(0, data[at - 1])) flush(at, slid, false);
        at++;
      } else {
        available = true;
        at++;
      }
    }
    if (available) tally(0, data[at - 1]);
    flush(at, slid, true);
    return made.slice(0, size);
  };
})(window.commonThreadCheck = window.commonThreadCheck || {});
