// Reads the pieces of the index: scripts that call `commonThreadShard`, so that a folder on a stick serves as
// well as a web server. macros/search/shards.py writes them and says what they hold.
(function (search) {
  "use strict";
  const LAST = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const LEADING = " !#$%&'()*+,-./:;<=>?@[]^_`{|}~";
  const VALUE = new Int16Array(128);
  for (let i = 0; i < LAST.length; i++) VALUE[LAST.charCodeAt(i)] = i;
  for (let i = 0; i < LEADING.length; i++) VALUE[LEADING.charCodeAt(i)] = -1 - i;
  const CRC = new Int32Array(256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    CRC[n] = c;
  }

  // Every number of a text that macros/search/codec.py wrote.
  search.decode = function (text) {
    const numbers = [];
    let value = 0;
    for (let i = 0; i < text.length; i++) {
      const digit = VALUE[text.charCodeAt(i) & 127];
      if (digit < 0) value = value * 31 - digit;
      else {
        numbers.push(value * 62 + digit);
        value = 0;
      }
    }
    return numbers;
  };

  function checksum(content) {
    const bytes = new TextEncoder().encode(JSON.stringify(content));
    let crc = -1;
    for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ CRC[(crc ^ bytes[i]) & 255];
    return ((crc ^ -1) >>> 0).toString(36);
  }

  // What a reader is told when a piece of the index can't be used.
  search.Damaged = class extends Error {
    constructor(name, missing) {
      super(name);
      this.piece = name;
      this.missing = missing;
    }
  };

  const arrived = {};
  const asked = {};
  const failed = {};
  window.commonThreadShard = function (name, content, own) {
    arrived[name] = { content: content, own: own };
  };

  // A piece is asked for under its checksum, so that a changed one is not taken from what the browser keeps, nor is
  // one that failed before; a folder has no such store.
  function address(name, expected) {
    const query = [expected, failed[name]].filter(Boolean).join("-");
    return search.root + "search/" + name + ".js" + (query && /^http/.test(location.protocol) ? "?" + query : "");
  }

  // What a script of the page itself has brought already, if it is what is expected; else nothing.
  function brought(name, expected) {
    const found = arrived[name];
    delete arrived[name];
    return found && checksum(found.content) === (expected || found.own) ? found : null;
  }

  // The content of a piece; each is asked for once, and again only after it failed.
  search.load = function (name, expected) {
    const here = asked[name] ? null : brought(name, expected);
    if (here) asked[name] = Promise.resolve(here.content);
    if (!asked[name]) {
      asked[name] = new Promise(function (resolve, reject) {
        const script = document.createElement("script");
        script.charset = "utf-8";
        script.src = address(name, expected);
        script.onerror = function () {
          reject(new search.Damaged(name, true));
        };
        script.onload = function () {
          const found = brought(name, expected);
          if (found) resolve(found.content);
          else reject(new search.Damaged(name, false));
        };
        document.head.appendChild(script);
      });
      asked[name].catch(function () {
        delete asked[name];
        failed[name] = Date.now().toString(36);
      });
    }
    return asked[name];
  };

  let opened = null;
  // What there is: `start.js` with its tables made ready.
  search.open = function () {
    if (!opened) {
      opened = search.load("start").then(function (start) {
        try {
          return prepare(start);
        } catch (error) {
          throw new search.Damaged("start", false);
        }
      });
      opened.catch(function () {
        opened = null;
      });
    }
    return opened;
  };

  function prepare(start) {
    const numbers = search.decode(start.patterns);
    start.patternTable = [];
    for (let i = 0; i < numbers.length; ) {
      const pattern = [];
      for (let left = numbers[i++]; left > 0; left--) pattern.push(numbers[i++], numbers[i++]);
      start.patternTable.push(pattern);
    }
    start.averages = start.totals.map((total) => total / Math.max(start.sections, 1));
    start.formsNamed = new Map(start.forms);
    start.foreignNamed = new Map(start.foreign);
    start.termsFrom = starts(start.terms);
    start.textsFrom = starts(start.texts);
    return start;
  }

  // The number with which each piece begins, from how many things each holds.
  function starts(pieces) {
    let first = 0;
    return pieces.map(function (piece) {
      first += piece[2];
      return first - piece[2];
    });
  }

  // The place of the last number that is not above another.
  function below(numbers, wanted) {
    let low = 0, high = numbers.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (numbers[middle] <= wanted) low = middle;
      else high = middle;
    }
    return low;
  }

  search.formsKey = function (form) {
    const first = form.charCodeAt(0);
    if (first >= 97 && first <= 122) return form[0];
    return first >= 48 && first <= 57 ? "0" : "x" + (form.codePointAt(0) >> 8).toString(16);
  };

  const formsKept = {};
  // The forms that share a first letter with one: their list, names, the words of names, and [form, how common] of all
  // that a word may be taken for; empty where there are none.
  search.forms = function (start, key) {
    const name = "forms-" + key;
    if (!start.formsNamed.has(name)) return Promise.resolve({ list: [], at: new Map(), names: [], words: [], nameWords: new Set() });
    if (!formsKept[name]) {
      formsKept[name] = search.load(name, start.formsNamed.get(name)).then(spell);
      formsKept[name].catch(function () {
        delete formsKept[name];
      });
    }
    return formsKept[name];
  };

  function spell(content) {
    const numbers = search.decode(content[1]);
    const list = [], at = new Map();
    let before = "", last = 0, n = 0;
    for (const spelled of content[0] ? content[0].split(",") : []) {
      const form = before.slice(0, VALUE[spelled.charCodeAt(0)]) + spelled.slice(1);
      const known = { form: form, terms: [], classes: [], ignored: (numbers[n] & 1) > 0, foreign: (numbers[n] & 2) > 0 };
      for (let left = numbers[n++] >> 2; left > 0; left--) {
        const gap = numbers[n++];
        last += gap % 2 ? -(gap + 1) / 2 : gap / 2;
        known.terms.push(last);
        known.classes.push(numbers[n++]);
      }
      before = form;
      list.push(known);
      at.set(form, known);
    }
    const names = (content[2] ? content[2].split(",") : []).map(function (name) {
      const [forms, target] = name.split("="), [means, path, note, defines] = content[3][target];
      return { forms: forms.split(" "), means: means, path: path, note: note, defines: defines === 1 };
    });
    const nameWords = new Set([...content[4], ...names.map((name) => name.forms[0])]), own = new Map([...nameWords].map((word) => [word, 0]));
    for (const known of list) if (known.terms.length && !/[.-]$/.test(known.form)) own.set(known.form, Math.max(...known.classes));
    return { list: list, at: at, names: names, nameWords: nameWords, words: [...own] };
  }

  const foreignKept = {};
  // Words of other languages that share a first letter: for each language a Map of forms to what they mean.
  search.foreign = function (start, key) {
    const name = "foreign-" + key;
    if (!start.foreignNamed.has(name)) return Promise.resolve(new Map());
    if (!foreignKept[name]) {
      foreignKept[name] = search.load(name, start.foreignNamed.get(name)).then(function (content) {
        return new Map(content.map(([language, words]) => [language, new Map(words.split(",").map(function (word) {
          const [form, meant] = word.split("=");
          return [form, meant ? meant.split(" ") : []];
        }))]));
      });
      foreignKept[name].catch(function () {
        delete foreignKept[name];
      });
    }
    return foreignKept[name];
  };

  const postingsKept = {};
  // The postings of a term: {sections, patterns}.
  search.postings = function (start, term) {
    const place = below(start.termsFrom, term);
    const piece = start.terms[place];
    if (!postingsKept[place]) {
      postingsKept[place] = search.load(piece[0], piece[1]).then(search.decode);
      postingsKept[place].catch(function () {
        delete postingsKept[place];
      });
    }
    return postingsKept[place].then(function (numbers) {
      let n = 0;
      for (let skip = term - start.termsFrom[place]; skip > 0; skip--) {
        while (numbers[n]) n += 2;
        n++;
      }
      const sections = [], patterns = [];
      for (let section = -1; numbers[n]; n += 2) {
        patterns.push(numbers[n] - 1);
        sections.push((section += numbers[n + 1] + 1));
      }
      return { sections: sections, patterns: patterns };
    });
  };

  let measured = null;
  // What weighing needs of every section: {lengths, boosts, pages, firsts, kinds}; `firsts` holds each page's first
  // section, `kinds` its kind.
  search.lengths = function (start) {
    if (!measured) {
      measured = search.load("lengths", start.lengths).then(function (content) {
        const numbers = search.decode(content), width = start.boosts.length;
        const lengths = new Uint32Array(start.sections * width), boosts = new Float64Array(start.sections);
        const pages = new Int32Array(start.sections), firsts = [], kinds = [];
        let n = 0, section = 0;
        for (let page = 0; n < numbers.length; page++) {
          const known = numbers[n++], boost = start.pageBoosts[known % start.pageBoosts.length];
          kinds.push(start.pageKinds[Math.floor(known / start.pageBoosts.length)]);
          firsts.push(section);
          for (let left = numbers[n++]; left > 0; left--, section++) {
            pages[section] = page;
            boosts[section] = boost;
            for (let field = 0; field < width; field++) lengths[section * width + field] = numbers[n++];
          }
        }
        return { lengths: lengths, boosts: boosts, pages: pages, firsts: firsts, kinds: kinds };
      });
      measured.catch(function () {
        measured = null;
      });
    }
    return measured;
  };

  // A page's titles and texts: {path, title, kind, status, tone, language, answer, facts, sections: [{anchor, heading, text}]}.
  search.text = function (start, page) {
    const place = below(start.textsFrom, page);
    return search.load(start.texts[place][0], start.texts[place][1]).then(function (pages) {
      const found = pages[page - start.textsFrom[place]];
      return {
        path: found[0], title: found[1], kind: found[2], status: found[3], tone: found[4], language: found[5], answer: found[6],
        facts: found[7], sections: found[8].map((section) => ({ anchor: section[0], heading: section[1], text: section[2] })),
      };
    });
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
