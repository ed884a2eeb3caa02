// A reader's words to ranked pages: macros/search/query.py in the browser, reading only the pieces that the
// words need. The rules and the numbers are the same there; tests compare the two, and both with lunr.js.
(function (search) {
  "use strict";
  const MOST_WORDS = 12;
  const BEGINNING = 0.4, MOST_BEGINNINGS = 8, LEAST_TO_BEGIN = 3;
  const KIN = 0.9, NEAR = 0.7, TRANSLATED = 0.8, MEANT = 0.5, JOINED = 0.8, WHOLE = 4, ALL = 3, NAMED = 0.5;
  const END = ".", EMPTY = "-", LONGEST_NAME = 6, UNSPACED = /^[\u0e00-\u109f\u1780-\u17ff\u3000-\u9fff]/;

  // What a query finds. Never rejects for what was typed; a piece that can't be read is named in `damaged`. With
  // `asTyped`, words that stand nowhere stand for no others.
  //
  // Returns {pages: [{page, kind, score, sections}], named: [{said, means, path, note}], corrected: [{said, forms}],
  // translated: [{said, forms}], without: [words], unwanted: [[terms]], unknown: [word], defined: {path}|null, marks: Set of forms, damaged: [Damaged],
  // clauses: Map of term to boost, words: [Set of terms]}.
  search.answer = async function (query, asTyped) {
    const answer = {
      query: query, pages: [], named: [], corrected: [], translated: [], without: [], unwanted: [], unknown: [], defined: null, marks: new Set(),
      damaged: [], clauses: new Map(), words: [],
    };
    let typed = search.typed(query);
    if (!typed.words.length) return answer;
    const start = await search.open();
    const lengths = search.lengths(start);
    lengths.catch(function () {});
    const index = shelves(start, answer);
    await Promise.all([...typed.words, ...typed.apart.flat()].map((word) => index.shelf(word.form)));
    if (typed.apart.length && !typed.words.some(index.says)) typed = search.typed(query, true);
    await unwanted(answer, typed.apart, index);
    const reading = await understand(answer, typed, index, asTyped);
    const covered = await named(answer, reading, index);
    await clauses(answer, reading, index, covered);
    try {
      answer.pages = await search.rank(answer, start, await lengths);
    } catch (error) {
      if (!(error instanceof search.Damaged)) throw error;
      answer.damaged.push(error);
    }
    answer.marks = marks(answer, index);
    return answer;
  };

  // The pieces with forms that a query needs, each read once.
  function shelves(start, answer) {
    const read = {};
    async function shelf(form) {
      const key = search.formsKey(form);
      if (!read[key]) {
        read[key] = search.forms(start, key).catch(function (error) {
          answer.damaged.push(error);
          return { list: [], at: new Map(), names: [], words: [], nameWords: new Set(), damaged: true };
        }).then(function (found) {
          read[key].found = found;
          return found;
        });
      }
      return read[key];
    }
    const here = (form) => (read[search.formsKey(form)] || {}).found;
    const known = (form) => here(form) && here(form).at.get(form);
    const ignorable = (form) => Boolean(form) && (form.ignored || !form.terms.length);
    return {
      start: start, shelf: shelf, here: here, known: known,
      says: (word) => (word.capitals && (known(word.form) || { terms: [] }).terms.length > 0) || !ignorable(known(word.form)),
      ignorable: (form) => ignorable(known(form)), all: () => Object.values(read).map((one) => one.found).filter(Boolean),
      terms: (form) => (known(form) || { terms: [] }).terms,
      inNames: (form) => Boolean(here(form)) && here(form).nameWords.has(form),
    };
  }

  // Which words count, which forms with other endings they have, and what they mean in their language.
  async function understand(answer, typed, index, asTyped) {
    const words = typed.words, forms = words.map((word) => word.form), places = forms.map((_, place) => place);
    const plain = places.filter((place) => !words[place].operator);
    const said = plain.filter((place) => index.says(words[place]));
    const kept = (said.length ? said : plain).slice(0, MOST_WORDS);
    const known = (form) => index.terms(form).length > 0 || index.inNames(form);
    const abroad = (form) => !index.terms(form).length || index.known(form).foreign;
    const reading = { words: words, forms: forms, kept: kept, empty: !said.length, ignorable: index.ignorable, asTyped: asTyped, kin: new Map(), meanings: new Map(), languages: [] };
    reading.unfinished = typed.unfinished ? words.length - 1 : -1;
    if (asTyped) return reading;
    for (const place of kept) if (!known(forms[place])) reading.kin.set(place, await kin(forms[place], index));
    const asked = kept.filter((place) => !known(forms[place]) || abroad(forms[place]));
    const found = await Promise.all(asked.map(async (place) => search.meanings(forms[place], await foreign(answer, forms[place], index))));
    reading.languages = search.languageOf(found);
    asked.forEach(function (place, n) {
      const meant = reading.languages.filter((language) => found[n].has(language)).map((language) => found[n].get(language));
      if (meant.length) reading.meanings.set(place, [...new Set(meant.flat())]);
    });
    const left = kept.filter((place) => !(reading.meanings.has(place) && !reading.meanings.get(place).length && abroad(forms[place])));
    if (left.length) reading.kept = left;
    return reading;
  }

  // What pages shall not hold: words as they stand in the library, and what a name means.
  async function unwanted(answer, groups, index) {
    for (const group of groups) {
      const forms = group.map((word) => word.form), told = group.filter(index.says), found = [];
      const held = await Promise.all((told.length ? told : group).map(async function (word) {
        const own = index.terms(word.form).length ? [word.form] : await kin(word.form, index);
        return own.flatMap(index.terms);
      }));
      if (held.every((terms) => terms.length)) found.push(held);
      const name = longest(index.here(forms[0]).names, forms, 0);
      if (name && name.forms.length === forms.length) {
        const meant = search.split(name.means).map(search.fold).filter(Boolean);
        await Promise.all(meant.map(index.shelf));
        const terms = meant.map(index.terms).filter((own) => own.length);
        if (terms.length && !found.some((own) => JSON.stringify(own) === JSON.stringify(terms))) found.push(terms);
      }
      if (!found.length) continue;
      answer.without.push(spoken(group.map((typed) => typed.word)));
      answer.unwanted.push(...found);
    }
  }

  async function kin(form, index) {
    for (const other of search.shorter(form)) {
      await index.shelf(other);
      if (index.terms(other).length || index.inNames(other)) return [other];
    }
    return search.kin(form, (await index.shelf(form)).words);
  }

  // The lists of other languages that may hold a form, what is joined before it left away.
  async function foreign(answer, form, index) {
    const lists = await Promise.all([...new Set([form, ...search.shorter(form)].map(search.formsKey))].map(function (key) {
      return search.foreign(index.start, key).catch(function (error) {
        if (!answer.damaged.some((other) => other.piece === error.piece)) answer.damaged.push(error);
        return new Map();
      });
    }));
    if (lists.length === 1) return lists[0];
    const joined = new Map();
    for (const list of lists) for (const [language, known] of list) joined.set(language, new Map([...(joined.get(language) || []), ...known]));
    return joined;
  }

  function add(answer, terms, boost) {
    for (const term of terms) answer.clauses.set(term, Math.max(answer.clauses.get(term) || 0, boost));
    return terms;
  }

  // Adds what names in the query mean, from left to right, the longest first; gives the terms of each place they cover.
  async function named(answer, reading, index) {
    const forms = reading.forms.map((form, place) => (reading.kin.get(place) || [])[0] || form), covered = new Map();
    for (let start = 0; start < forms.length; start++) {
      const name = longest((await index.shelf(forms[start])).names, forms, start);
      if (!name) continue;
      const end = start + name.forms.length;
      const whole = reading.kept.every((place) => start <= place && place < end);
      if (whole && name.defines) answer.defined = name;
      for (let place = start; place < end; place++) covered.set(place, []);
      const meant = search.split(name.means).map(search.fold).filter(Boolean);
      if (meant.join(" ") !== name.forms.join(" ")) {
        const said = spoken(reading.words.slice(start, end).map((typed) => typed.word));
        if (whole && !name.defines) {
          await index.shelf(meant[0]);
          add(answer, index.terms(meant.join("") + END), WHOLE);
        }
        answer.named.push({ said: said, means: name.means, path: name.path, note: name.note });
        for (const form of meant) {
          await index.shelf(form);
          add(answer, index.terms(form), whole ? 1 : MEANT);
          for (let place = start; place < end; place++) covered.get(place).push(...index.terms(form));
        }
      }
      start = end - 1;
    }
    return covered;
  }

  // Words of a query as they were typed; those of scripts without blanks overlap.
  function spoken(words) {
    return words.reduce(function (said, word) {
      let shared = UNSPACED.test(word) ? word.length - 1 : 0;
      while (shared > 0 && !said.endsWith(word.slice(0, shared))) shared--;
      return said + (shared > 0 ? word.slice(shared) : " " + word);
    });
  }

  function longest(names, forms, start) {
    let best = null;
    for (const name of names) {
      const longer = name.forms.length <= forms.length - start && (!best || name.forms.length > best.forms.length);
      if (longer && name.forms.every((form, offset) => form === forms[start + offset])) best = name;
    }
    return best;
  }

  async function clauses(answer, reading, index, covered) {
    const forms = reading.forms;
    for (let start = 0; start < forms.length; start++) {
      for (let end = start + 1; end <= Math.min(forms.length, start + LONGEST_NAME); end++) {
        add(answer, index.terms(forms.slice(start, end).join("") + END), end - start === forms.length ? ALL : NAMED);
      }
    }
    const allOfIt = forms.length <= LONGEST_NAME ? index.terms(forms.join("") + END) : [];
    for (const place of reading.kept) {
      const terms = new Set([...(await wordTerms(answer, reading, index, place, covered)), ...allOfIt]);
      if (terms.size) answer.words.push(terms);
    }
    answer.clauses = new Map([...answer.clauses].sort((one, other) => one[0] - other[0]));
  }

  // Adds what one word stands for, with the next one written together, too; gives its terms.
  async function wordTerms(answer, reading, index, place, covered) {
    const forms = reading.forms, form = forms[place], own = ownTerms(reading, index, place), isName = covered.has(place);
    const terms = [...(covered.get(place) || []), ...add(answer, own, 1)];
    const joined = place + 1 < forms.length ? [...add(answer, index.terms(form + forms[place + 1]), JOINED)] : [];
    if (place && reading.kept.includes(place - 1)) joined.push(...index.terms(forms[place - 1] + form));
    terms.push(...joined);
    const begun = place === reading.unfinished ? beginning(form, own, index) : [];
    terms.push(...add(answer, begun, own.length || isName ? BEGINNING : 1));
    const near = own.length ? [] : reading.kin.get(place) || [];
    for (const other of near) terms.push(...add(answer, index.terms(other), KIN));
    const meant = [];
    for (const other of reading.meanings.get(place) || []) {
      await index.shelf(other);
      if (!index.terms(other).length) continue;
      meant.push(other);
      terms.push(...add(answer, index.terms(other), TRANSLATED));
    }
    if (meant.length) answer.translated.push({ said: reading.words[place].word, forms: meant });
    const found = own.length || joined.length || begun.length || isName || near.length || meant.length;
    if (!found && !(reading.empty && reading.ignorable(form))) terms.push(...(await alike(answer, reading, place, index)));
    return terms;
  }

  // Terms of a word; where none says anything by itself, also of titles that hold it.
  function ownTerms(reading, index, place) {
    const form = reading.forms[place], word = reading.words[place].word, terms = index.terms(form);
    if (!reading.empty || (terms.length && word === word.toUpperCase() && word !== word.toLowerCase())) return terms;
    return [...terms, ...index.terms(form + EMPTY)];
  }

  // Adds what a word that stands nowhere may have been, and says so; not where the piece with its forms is damaged,
  // since the word may stand there.
  async function alike(answer, reading, place, index) {
    const form = reading.forms[place], word = reading.words[place].word, shelf = await index.shelf(form);
    if (!reading.asTyped) {
      for (const halves of search.cuts(form)) {
        if (!index.terms(halves[0]).length) continue;
        await index.shelf(halves[1]);
        if (index.terms(halves[1]).length) return halves.flatMap((half) => add(answer, index.terms(half), JOINED));
      }
      const near = await nearest(form, reading.languages.length > 0, index);
      if (near.length) {
        answer.corrected.push({ said: word, forms: near });
        return near.flatMap((other) => add(answer, index.terms(other), NEAR));
      }
    }
    if (!shelf.damaged) answer.unknown.push(word);
    return [];
  }

  // Terms of forms that begin with a form, the commonest first.
  function beginning(form, own, index) {
    if ([...form].length < LEAST_TO_BEGIN && !UNSPACED.test(form)) return [];
    const classes = new Map();
    for (const other of index.here(form).list) {
      if (other.form === form || !other.form.startsWith(form) || /[.-]$/.test(other.form)) continue;
      other.terms.forEach((term, place) => classes.set(term, other.classes[place]));
    }
    const terms = [...classes.keys()].filter((term) => own.indexOf(term) < 0);
    return terms.sort((one, other) => classes.get(other) - classes.get(one) || one - other).slice(0, MOST_BEGINNINGS);
  }

  // The forms that are nearest to one that stands nowhere; never of another language, as far as that is known.
  async function nearest(form, abroad, index) {
    const shelves = [await index.shelf(form)], next = [...form].slice(1).join(""), latin = /^[a-z]/.test(form);
    if (next && search.formsKey(next) !== search.formsKey(form)) shelves.push(await index.shelf(next));
    const others = shelves.flatMap((shelf) => shelf.list).filter((other) => other.terms.length && !/[.-]$/.test(other.form));
    return search.near(form, others.filter((other) => !latin || other.foreign === abroad).map((other) => [other.form, Math.max(...other.classes)]));
  }

  // Every form that leads to a term of the query, among the forms that have been read.
  function marks(answer, index) {
    const found = new Set();
    for (const shelf of index.all()) {
      for (const known of shelf.list) {
        if (!known.ignored && known.terms.some((term) => answer.clauses.has(term))) found.add(known.form);
      }
    }
    return found;
  }
})(window.commonThreadSearch = window.commonThreadSearch || {});
