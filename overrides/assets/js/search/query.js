// A reader's words to ranked pages: macros/search/query.py in the browser, reading only the pieces that the
// words need. The rules and the numbers are the same there; tests compare the two, and both with lunr.js.
(function (search) {
  "use strict";
  const MOST_CHARACTERS = 300, MOST_WORDS = 12;
  const BEGINNING = 0.4, MOST_BEGINNINGS = 8, LEAST_TO_BEGIN = 3, NEAR = 0.7, MOST_NEAR = 3, MEANT = 0.5, JOINED = 0.8, NAMED = 0.5;
  const END = ".", LONGEST_NAME = 6;
  const K1 = 1.2, B = 0.75;

  // The words of a query and whether the last may be unfinished.
  function read(query) {
    const text = [...query.slice(0, 2 * MOST_CHARACTERS)].slice(0, MOST_CHARACTERS).join("").normalize("NFC");
    const cased = text.match(/[\p{L}\p{M}\p{N}]+/gu) || [];
    const words = [];
    for (const word of cased) {
      const form = search.fold(word.toLowerCase());
      if (form) words.push({ form: form, word: word });
    }
    words.length = Math.min(words.length, MOST_WORDS);
    const small = words.some((typed) => typed.word !== typed.word.toUpperCase());
    for (const typed of words) {
      const upper = typed.word.toUpperCase();
      typed.capitals = small && [...typed.form].length > 1 && typed.word === upper && upper !== typed.word.toLowerCase();
    }
    return { words: words, unfinished: words.length > 0 && search.split([...text].pop()).length > 0 };
  }

  // Order by code point, as Python has it.
  function bySpelling(one, other) {
    const left = [...one], right = [...other];
    for (let place = 0; place < Math.min(left.length, right.length); place++) {
      if (left[place] !== right[place]) return left[place].codePointAt(0) - right[place].codePointAt(0);
    }
    return left.length - right.length;
  }

  // What a query finds. Never rejects for what was typed; a piece that can't be read is named in `damaged`.
  //
  // Returns {pages: [{page, score, sections}], named: [{said, means, path, note}], corrected: [{said, forms}],
  // unknown: [word], defined: {path}|null, marks: Set of forms, damaged: [Damaged], clauses: Map of term to boost}.
  search.answer = async function (query) {
    const answer = { query: query, pages: [], named: [], corrected: [], unknown: [], defined: null, marks: new Set(), damaged: [], clauses: new Map() };
    const typed = read(query);
    if (!typed.words.length) return answer;
    const start = await search.open();
    const shelves = {};
    async function shelf(key) {
      if (!shelves[key]) {
        try {
          shelves[key] = await search.forms(start, key);
        } catch (error) {
          answer.damaged.push(error);
          shelves[key] = { list: [], at: new Map(), names: [], damaged: true };
        }
      }
      return shelves[key];
    }
    const lengths = search.lengths(start);
    lengths.catch(function () {});
    await Promise.all([...new Set(typed.words.map((word) => search.formsKey(word.form)))].map(shelf));
    const known = (form) => {
      const found = shelves[search.formsKey(form)];
      return found && found.at.get(form);
    };
    const ignorable = (form) => {
      const found = known(form);
      return Boolean(found) && (found.ignored || !found.terms.length);
    };
    const places = typed.words.map((_, place) => place);
    const said = places.filter((place) => typed.words[place].capitals || !ignorable(typed.words[place].form));
    const reading = { words: typed.words, kept: said.length ? said : places, unfinished: typed.unfinished };
    await clauses(answer, reading, { shelf: shelf, shelves: shelves, known: known });
    try {
      answer.pages = await rank(answer, start, await lengths);
    } catch (error) {
      if (!(error instanceof search.Damaged)) throw error;
      answer.damaged.push(error);
    }
    answer.marks = marks(answer, shelves);
    return answer;
  };

  async function clauses(answer, reading, index) {
    const words = reading.words, kept = reading.kept, forms = words.map((typed) => typed.form);
    const boosts = new Map();
    function add(terms, boost) {
      for (const term of terms) boosts.set(term, Math.max(boosts.get(term) || 0, boost));
    }
    const terms = (form) => (index.known(form) || { terms: [] }).terms;
    const covered = new Set();
    for (const [start, end, name] of spans(forms, index.shelves)) {
      const whole = kept.every((place) => start <= place && place < end);
      if (whole && name.defines) answer.defined = name;
      for (let place = start; place < end; place++) covered.add(place);
      const meant = search.split(name.means).map(search.fold).filter(Boolean);
      if (meant.join(" ") === name.forms.join(" ")) continue;
      const said = words.slice(start, end).map((typed) => typed.word).join(" ");
      answer.named.push({ said: said, means: name.means, path: name.path, note: name.note });
      for (const form of meant) {
        await index.shelf(search.formsKey(form));
        add(terms(form), whole ? 1 : MEANT);
      }
    }
    for (let start = 0; start < forms.length; start++) {
      for (let end = start + 1; end <= Math.min(forms.length, start + LONGEST_NAME); end++) {
        add(terms(forms.slice(start, end).join("") + END), end - start === forms.length ? 1 : NAMED);
      }
    }
    for (const place of kept) {
      const form = forms[place], own = terms(form);
      add(own, 1);
      if (place + 1 < forms.length) add(terms(form + forms[place + 1]), JOINED);
      const begun = reading.unfinished && place === forms.length - 1 ? beginning(form, own, index) : [];
      add(begun, own.length || covered.has(place) ? BEGINNING : 1);
      if (!own.length && !begun.length && !covered.has(place)) await alike(answer, words[place], add, index);
    }
    answer.clauses = new Map([...boosts].sort((one, other) => one[0] - other[0]));
  }

  // Looks for the nearest forms of a word that stands nowhere, and says so; not where the piece with its forms is
  // damaged, since the word may stand there.
  async function alike(answer, typed, add, index) {
    const near = await nearest(typed.form, index);
    for (const other of near) add(other.terms, NEAR);
    if (near.length) answer.corrected.push({ said: typed.word, forms: near.map((other) => other.form) });
    else if (!index.shelves[search.formsKey(typed.form)].damaged) answer.unknown.push(typed.word);
  }

  // Names in the query from left to right, the longest first, never overlapping.
  function spans(forms, shelves) {
    const found = [];
    for (let start = 0; start < forms.length; start++) {
      const shelf = shelves[search.formsKey(forms[start])];
      let best = null;
      for (const name of shelf ? shelf.names : []) {
        const longer = name.forms.length <= forms.length - start && (!best || name.forms.length > best.forms.length);
        if (longer && name.forms.every((form, offset) => form === forms[start + offset])) best = name;
      }
      if (best) {
        found.push([start, start + best.forms.length, best]);
        start += best.forms.length - 1;
      }
    }
    return found;
  }

  // Terms of forms that begin with a form, the commonest first.
  function beginning(form, own, index) {
    if ([...form].length < LEAST_TO_BEGIN) return [];
    const classes = new Map();
    for (const other of index.shelves[search.formsKey(form)].list) {
      if (other.form === form || !other.form.startsWith(form) || other.form.endsWith(END)) continue;
      other.terms.forEach((term, place) => classes.set(term, other.classes[place]));
    }
    const terms = [...classes.keys()].filter((term) => own.indexOf(term) < 0);
    return terms.sort((one, other) => classes.get(other) - classes.get(one) || one - other).slice(0, MOST_BEGINNINGS);
  }

  // The forms with the fewest slips between them and a form that stands nowhere.
  async function nearest(form, index) {
    const own = [...form], most = own.length < 3 ? 0 : own.length < 6 ? 1 : 2;
    const shelves = [await index.shelf(search.formsKey(form))];
    const next = own.slice(1).join("");
    if (next && search.formsKey(next) !== search.formsKey(form)) shelves.push(await index.shelf(search.formsKey(next)));
    const best = [];
    for (const other of shelves.flatMap((shelf) => shelf.list)) {
      if (!other.terms.length || other.form.endsWith(END) || Math.abs(other.form.length - form.length) > 2 * most) continue;
      const name = [...other.form];
      if (Math.abs(name.length - own.length) > most) continue;
      if (name[0] !== own[0] && (name[0] !== own[1] || name[1] !== own[0])) continue;
      const slips = distance(own, name, most);
      if (slips <= most) best.push({ slips: slips, common: Math.max(...other.classes), form: other.form, terms: other.terms });
    }
    best.sort((one, other) => one.slips - other.slips || other.common - one.common || bySpelling(one.form, other.form));
    return best.filter((other) => other.slips === best[0].slips).slice(0, MOST_NEAR);
  }

  // Optimal string alignment: letters added, left out, changed, or swapped with the next; more than `most` may come out as `most` + 1.
  function distance(one, other, most) {
    let before = [], row = [], next = [];
    for (let j = 0; j <= other.length; j++) row[j] = j;
    for (let i = 1; i <= one.length; i++) {
      next = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        next[j] = cost;
        least = Math.min(least, cost);
      }
      if (least > most) return most + 1;
      before = row;
      row = next;
    }
    return row[other.length];
  }

  // Pages by the score of their best section; a term whose piece can't be read is left out and named.
  async function rank(answer, start, measured) {
    const terms = [...answer.clauses.keys()];
    const found = await Promise.all(terms.map((term) => search.postings(start, term).catch(function (error) {
      if (!(error instanceof search.Damaged)) throw error;
      if (!answer.damaged.some((other) => other.piece === error.piece)) answer.damaged.push(error);
      return { sections: [], patterns: [] };
    })));
    const scores = new Float64Array(start.sections), seen = new Uint8Array(start.sections);
    const touched = [], width = start.boosts.length;
    terms.forEach(function (term, place) {
      const postings = found[place], boost = answer.clauses.get(term);
      let occurrences = 0;
      for (const number of postings.patterns) occurrences += start.patternTable[number].length / 2;
      const idf = Math.log(1 + Math.abs((start.sections - occurrences + 0.5) / (occurrences + 0.5)));
      for (let i = 0; i < postings.sections.length; i++) {
        const section = postings.sections[i], pattern = start.patternTable[postings.patterns[i]];
        let sum = 0;
        for (let n = 0; n < pattern.length; n += 2) {
          const field = pattern[n], times = pattern[n + 1], length = measured.lengths[section * width + field];
          let weight = idf * ((K1 + 1) * times) / (K1 * (1 - B + B * (length / start.averages[field])) + times);
          weight *= start.boosts[field];
          weight *= measured.boosts[section];
          sum += Math.floor(weight * 1000 + 0.5) / 1000;
        }
        if (!seen[section]) touched.push(section);
        seen[section] = 1;
        scores[section] += boost * sum;
      }
    });
    let length = 0;
    for (const boost of answer.clauses.values()) length += boost * boost;
    length = Math.sqrt(length) || 1;
    const rounded = (section) => Math.round(scores[section] * 1e6);
    touched.sort((one, other) => rounded(other) - rounded(one) || one - other);
    const pages = new Map();
    for (const section of touched) {
      const page = measured.pages[section];
      if (!pages.has(page)) pages.set(page, { page: page, first: measured.firsts[page], score: scores[section] / length, sections: [] });
      pages.get(page).sections.push(section);
    }
    return [...pages.values()];
  }

  // Every form that leads to a term of the query, among the forms that have been read.
  function marks(answer, shelves) {
    const found = new Set();
    for (const key of Object.keys(shelves)) {
      for (const known of shelves[key].list) {
        if (!known.ignored && known.terms.some((term) => answer.clauses.has(term))) found.add(known.form);
      }
    }
    return found;
  }
})(window.commonThreadSearch = window.commonThreadSearch || {});
