// Huffman codes for deflate, made exactly as zlib's trees.c by Jean-loup Gailly makes them; RFC 1951 is the format.
(function (check) {
  "use strict";

  function turned(code, bits) {
    let found = 0;
    for (; bits > 0; bits--, code >>>= 1) found = found << 1 | code & 1;
    return found;
  }

  // The code of each symbol, from the length of each.
  check.huffmanCodes = function (lengths) {
    const count = new Uint16Array(16), next = new Uint16Array(16), made = new Uint16Array(lengths.length);
    lengths.forEach((bits) => { count[bits] += bits ? 1 : 0; });
    for (let bits = 1, code = 0; bits < 16; bits++) next[bits] = code = (code + count[bits - 1]) << 1;
    lengths.forEach((bits, symbol) => { if (bits) made[symbol] = turned(next[bits]++, bits); });
    return { lengths, codes: made };
  };

  // The lengths of Huffman codes for how often each symbol occurs, with zlib's ties and its way to shorten long codes.
  check.huffman = function (often, extra, extraFrom, most, fixed) {
    const size = often.length, freq = new Uint32Array(2 * size + 1), dad = new Uint16Array(2 * size + 1), bits = new Uint8Array(2 * size + 1), depth = new Uint8Array(2 * size + 1);
    const heap = new Uint16Array(2 * size + 1), counts = new Uint16Array(16);
    let length = 0, top = 2 * size + 1, last = -1, total = 0, fixedTotal = 0;
    freq.set(often);
    const smaller = (one, other) => freq[one] < freq[other] || (freq[one] === freq[other] && depth[one] <= depth[other]);

    function down(place) {
      const moved = heap[place];
      for (let below = place << 1; below <= length; below <<= 1) {
        if (below < length && smaller(heap[below + 1], heap[below])) below++;
        if (smaller(moved, heap[below])) break;
        heap[place] = heap[below];
        place = below;
      }
      heap[place] = moved;
    }

    for (let symbol = 0; symbol < size; symbol++) {
      if (often[symbol]) heap[++length] = last = symbol;
    }
    // At least two codes; one that nothing uses costs nothing.
    while (length < 2) {
      const node = heap[++length] = last < 2 ? ++last : 0;
      freq[node] = 1;
      total--;
      fixedTotal -= fixed ? fixed[node] : 0;
    }
    for (let place = length >> 1; place >= 1; place--) down(place);
    let node = size;
    do {
      const one = heap[1];
      heap[1] = heap[length--];
      down(1);
      const other = heap[1];
      heap[--top] = one;
      heap[--top] = other;
      freq[node] = freq[one] + freq[other];
      depth[node] = Math.max(depth[one], depth[other]) + 1;
      dad[one] = dad[other] = node;
      heap[1] = node++;
      down(1);
    } while (length >= 2);
    heap[--top] = heap[1];

    let over = 0, place = top + 1;
    bits[heap[top]] = 0;
    for (; place < 2 * size + 1; place++) {
      const found = heap[place];
      let wanted = bits[dad[found]] + 1;
      if (wanted > most) {
        wanted = most;
        over++;
      }
      bits[found] = wanted;
      if (found > last) continue;
      counts[wanted]++;
      const more = found >= extraFrom ? extra[found - extraFrom] : 0;
      total += freq[found] * (wanted + more);
      if (fixed) fixedTotal += freq[found] * (fixed[found] + more);
    }
    if (over) {
      for (; over > 0; over -= 2) {
        let wanted = most - 1;
        while (!counts[wanted]) wanted--;
        counts[wanted]--;
        counts[wanted + 1] += 2;
        counts[most]--;
      }
      place = 2 * size + 1;
      for (let wanted = most; wanted; wanted--) {
        for (let left = counts[wanted]; left;) {
          const found = heap[--place];
          if (found > last) continue;
          total += (wanted - bits[found]) * freq[found];
          bits[found] = wanted;
          left--;
        }
      }
    }
    // What is in no tree has no length; a code that was added is in it.
    const lengths = Uint8Array.from({ length: size }, (_, symbol) => (freq[symbol] ? bits[symbol] : 0));
    return { ...check.huffmanCodes(lengths), last, total, fixedTotal };
  };

  // Lengths of codes as they are sent: runs as one sign.
  check.huffmanRuns = function (lengths, last, put) {
    let previous = -1, count = 0, next = lengths[0], most = next ? 7 : 138, least = next ? 4 : 3;
    for (let symbol = 0; symbol <= last; symbol++) {
      const current = next;
      next = symbol < last ? lengths[symbol + 1] : 0xffff;
      if (++count < most && current === next) continue;
      if (count < least) {
        for (; count; count--) put(current, 0);
      } else if (current) {
        if (current !== previous) {
          put(current, 0);
          count--;
        }
        put(16, count - 3);
      } else if (count <= 10) put(17, count - 3);
      else put(18, count - 11);
      count = 0;
      previous = current;
      [most, least] = next === 0 ? [138, 3] : current === next ? [6, 3] : [7, 4];
    }
  };
})(window.commonThreadCheck = window.commonThreadCheck || {});
