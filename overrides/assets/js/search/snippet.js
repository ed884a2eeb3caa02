// The text that shows best why a page was found, and texts with the words that were looked for marked; the terminal
// shows the same, by macros/search/excerpt.py.
(function (search) {
  "use strict";
  const MOST = 190, LEAD = 50, FIRST = 0.7, ENOUGH = 0.6, BELOW = "\n", MOST_KEPT = 300;
  const BOUNDARY = /[.!?؟…]["”»’)\]]* +|[。！？]| · /gu, NO_BEGIN = /^[\p{Ll}\p{N}]/u, BESIDE = /^[\s\u002d\u2010-\u2015]?$/u;
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

  // Of the texts of the sections of a page the one to show: what the entry says itself comes before facts and
  // badges. `found` are the texts of the sections that were found, `first` is that of the page's first section.
  search.told = function (found, first, marks) {
    const own = found.map((text) => text.split(BELOW)[0]), below = (text) => text.slice(text.indexOf(BELOW) + 1);
    const holding = own.find((text) => wanted(text, marks).length);
    return holding || own[0] || first.split(BELOW)[0] || (found.length && found[0].includes(BELOW) ? below(found[0]) : "") || below(first);
  };

  // The text of a page to show for sections that were found, of which `best` is named beside it where it has a heading.
  search.shown = function (page, best, found, marks) {
    const sections = best.heading || !found.length ? [best] : found;
    return search.told(sections.filter(Boolean).map((section) => section.text), page.sections[0].text, marks);
  };

  // About `most` characters of a text around the best cluster of its words, marked; whole sentences where these fit.
  search.snippet = function (text, marks, most) {
    const [start, end] = stretch(text, wanted(text, marks), most || MOST);
    const shown = between(text, marks, start, end);
    if (/[\p{L}\p{N}]/u.test(text.slice(0, start))) shown.prepend("… ");
    if (end < text.length) shown.append(" …");
    return shown;
  };

  // The beginning of a text, cut after a sentence where that leaves enough.
  search.beginning = function (whole, most) {
    const text = whole.split(BELOW)[0] || whole.trim();
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
    return first - after < 2 && BESIDE.test(text.slice(after, first));
  }

  // Where the excerpt begins and ends.
  function stretch(text, found, most) {
    if (text.length <= most) return [0, text.length];
    const [first, after] = cluster(text, found, most);
    const starts = [0, ...[...text.matchAll(BOUNDARY)].map((match) => match.index + match[0].length).filter((begin) => begin < text.length && !NO_BEGIN.test(text.slice(begin, begin + 2)))];
    let start = starts.filter((begin) => begin <= first).pop();
    if (after - start > most) start = wordBegin(text, first, most - (after - first));
    for (const begin of starts.filter((begin) => begin < start).reverse()) {
      if (text.length - begin > most) break;
      start = begin;
    }
    if (text.length - start <= most) return [start, text.length];
    const end = starts.filter((begin) => begin >= Math.max(after, start + most * ENOUGH) && begin <= start + most).pop();
    if (end) return [start, end - (text[end - 1] === " " ? 1 : 0)];
    const space = text.lastIndexOf(" ", start + most);
    return [start, space > start + most - LEAD ? space : whole(text, start + most)];
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
      for (; j < found.length && (j === i || found[j][1] <= found[i][0] + most - LEAD); j++) {
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

  // The beginning of a word shortly before a place.
  function wordBegin(text, first, spare) {
    const earliest = Math.max(0, first - Math.max(0, Math.min(LEAD, spare)));
    const space = text.indexOf(" ", earliest);
    if (!earliest) return 0;
    return space >= 0 && space < first ? space + 1 : whole(text, earliest);
  }

  // A place that doesn't part the two halves of one sign.
  function whole(text, place) {
    return /[\udc00-\udfff]/.test(text.charAt(place)) ? place - 1 : place;
  }
})(window.commonThreadSearch = window.commonThreadSearch || {});
