// The part of a text that shows best why it was found, and texts with the words that were looked for marked.
(function (search) {
  "use strict";
  const LEAD = 50, FIRST = 0.7, MOST_KEPT = 300;
  const kept = new Map();

  // `search.places` of a text; the same texts come again with every letter that a reader types.
  function places(text) {
    let found = kept.get(text);
    if (!found) {
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(text, found = search.places(text));
    }
    return found;
  }

  function wanted(text, marks) {
    return places(text).filter((place) => marks.has(place[2]));
  }

  // The marked forms that stand in texts, in the order in which they come, each once.
  search.present = function (texts, marks, most) {
    const found = new Set();
    for (const text of texts) {
      for (const place of wanted(text, marks)) {
        if (found.size >= most) return [...found];
        found.add(place[2]);
      }
    }
    return [...found];
  };

  // A whole text with its words marked.
  search.marked = function (text, marks) {
    return between(text, marks, 0, text.length);
  };

  // About `most` characters of a text around the best cluster of its words, marked; cut at words.
  search.snippet = function (text, marks, most) {
    const [start, end] = stretch(text, wanted(text, marks), most || 190);
    const shown = between(text, marks, start, end);
    if (start > 0 && /[\p{L}\p{N}]/u.test(text.slice(0, start))) shown.prepend("… ");
    if (end < text.length) shown.append(" …");
    return shown;
  };

  // The beginning of a text, cut after a sentence where that leaves enough.
  search.beginning = function (text, most) {
    if (text.length <= most) return text;
    const cut = text.slice(0, most);
    const sentence = cut.match(/^[^]*[.!?؟。](?=\s)/);
    if (sentence && sentence[0].length > most / 3) return sentence[0];
    return cut.slice(0, Math.max(cut.lastIndexOf(" "), most / 2)) + " …";
  };

  // Marked words that follow each other get one mark.
  function between(text, marks, start, end) {
    const joined = [];
    for (const [first, after] of wanted(text, marks)) {
      if (first < start || after > end) continue;
      const before = joined[joined.length - 1];
      if (before && adjacent(text, before[1], first)) before[1] = after;
      else joined.push([first, after]);
    }
    const shown = document.createDocumentFragment();
    let last = start;
    for (const [first, after] of joined) {
      shown.append(text.slice(last, first), search.make("mark", {}, text.slice(first, after)));
      last = after;
    }
    shown.append(text.slice(last, end));
    return shown;
  }

  function adjacent(text, after, first) {
    return first - after < 2 && /^[\s\p{Pd}]?$/u.test(text.slice(after, first));
  }

  function stretch(text, found, most) {
    const begin = text.search(/[^\s:;,.·]/);
    if (text.length <= most) return [Math.max(begin, 0), text.length];
    const [first, after] = cluster(text, found, most);
    const start = beginning(text, first, Math.max(0, most - (after - first)));
    return [start || Math.max(begin, 0), ending(text, start + most)];
  }

  // Where the most different words stand together, rather side by side and rather at the text's beginning, which is a
  // summary on many pages; the earliest such place. Words in addresses count only where there are no others.
  function cluster(text, all, most) {
    const addresses = [...text.matchAll(/\bhttps?:\S+/g)].map((match) => [match.index, match.index + match[0].length]);
    const outside = all.filter((place) => !addresses.some(([start, end]) => start <= place[0] && place[1] <= end));
    const found = outside.length ? outside : all;
    let best = [0, 0], richest = 0;
    for (let i = 0; i < found.length; i++) {
      const forms = new Set();
      let sides = 0, j = i;
      for (; j < found.length && found[j][1] <= found[i][0] + most - LEAD; j++) {
        if (j > i && !forms.has(found[j][2]) && adjacent(text, found[j - 1][1], found[j][0])) sides++;
        forms.add(found[j][2]);
      }
      const worth = forms.size + sides / 2 + (found[i][0] < most ? FIRST : 0);
      if (worth > richest) {
        richest = worth;
        best = [found[i][0], found[Math.max(i, j - 1)][1]];
      }
    }
    return best;
  }

  // A sentence's beginning shortly before the cluster, else a word's.
  function beginning(text, first, spare) {
    const earliest = Math.max(0, Math.min(first - Math.min(LEAD, spare), text.length - 1));
    const furthest = Math.max(0, first - Math.min(2 * LEAD, spare));
    if (furthest === 0) return 0;
    const sentences = [...text.slice(furthest, first).matchAll(/[.!?؟。·;:]\s+/g)];
    if (sentences.length) return furthest + sentences[0].index + sentences[0][0].length;
    const space = text.indexOf(" ", earliest);
    return space >= 0 && space < first ? space + 1 : whole(text, earliest);
  }

  function ending(text, end) {
    if (end >= text.length) return text.length;
    const space = text.lastIndexOf(" ", end);
    return space > end - LEAD ? space : whole(text, end);
  }

  // A place that doesn't part the two halves of one sign.
  function whole(text, place) {
    return /[\udc00-\udfff]/.test(text.charAt(place)) ? place - 1 : place;
  }
})(window.commonThreadSearch = window.commonThreadSearch || {});
