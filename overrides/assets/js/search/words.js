// From text to forms, exactly as macros/model/letters.py does it: what stands in the index and what a reader
// types are divided and folded alike, so no stemmer is needed here.
(function (search) {
  "use strict";
  // Written by macros/search/letters_js.py:
  const LETTERS = {"ß":"ss","æ":"ae","œ":"oe","ø":"o","đ":"d","ð":"d","ł":"l","þ":"th","ı":"i","ħ":"h","ŧ":"t","ŋ":"n","ς":"σ","ґ":"г","ى":"ي","ی":"ي","ې":"ي","ے":"ي","ێ":"ي","ک":"ك","ڪ":"ك","ں":"ن","ة":"ه","ۃ":"ه","ە":"ه","ہ":"ه","ھ":"ه","ۆ":"و","ڕ":"ر","ڵ":"ل","ٱ":"ا","ـ":"","\u0901":"\u0902","\u0981":"\u0982"};
  const DIGITS_FROM = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810];
  const ACCENTS = "\u{300}-\\u{36f}\u{483}-\\u{489}\u{591}-\\u{5c7}\u{610}-\\u{61a}\u{64b}-\\u{65f}\u{670}-\\u{670}\u{6d6}-\\u{6e4}\u{6e7}-\\u{6ed}\u{711}-\\u{711}\u{730}-\\u{74a}\u{7a6}-\\u{7b0}\u{8ca}-\\u{8ff}\u{93c}-\\u{93c}\u{9bc}-\\u{9bc}\u{a3c}-\\u{a3c}\u{abc}-\\u{abc}\u{b3c}-\\u{b3c}\u{135d}-\\u{135f}\u{1ab0}-\\u{1aff}\u{1dc0}-\\u{1dff}\u{20d0}-\\u{20ff}\u{fe00}-\\u{fe0f}\u{fe20}-\\u{fe2f}\u{e0100}-\\u{e01ef}";
  const UNSEEN = "\u{ad}-\\u{ad}\u{34f}-\\u{34f}\u{61c}-\\u{61c}\u{180e}-\\u{180e}\u{200c}-\\u{200f}\u{202a}-\\u{202e}\u{2060}-\\u{2064}\u{2066}-\\u{2069}\u{feff}-\\u{feff}";
  const UNSPACED = "\u{e01}-\\u{e3a}\u{e40}-\\u{e4e}\u{e81}-\\u{ecf}\u{edc}-\\u{edf}\u{1000}-\\u{103f}\u{1050}-\\u{108f}\u{109a}-\\u{109d}\u{1780}-\\u{17d3}\u{17d7}-\\u{17d7}\u{17dc}-\\u{17dd}\u{3005}-\\u{3007}\u{3021}-\\u{3029}\u{3031}-\\u{3035}\u{3041}-\\u{309f}\u{30a1}-\\u{30fa}\u{30fc}-\\u{30ff}\u{31f0}-\\u{31ff}\u{3400}-\\u{4dbf}\u{4e00}-\\u{9fff}\u{a9e0}-\\u{a9ef}\u{a9fa}-\\u{a9fe}\u{aa60}-\\u{aa7f}\u{f900}-\\u{faff}\u{ff66}-\\u{ff9f}\u{1b000}-\\u{1b16f}\u{20000}-\\u{3ffff}";
  const CYRILLIC = "\u{400}-\\u{52f}";
  const APOSTROPHES = "'`´ʹʻʼʽʾʿˈ‘’′＇";
  const BEFORE = ["ولل", "فلل", "لل", "ول", "وب", "وك", "فل", "فب", "و", "ف", "ل", "ب", "ك"];
  // So far.
  for (const first of DIGITS_FROM) {
    for (let digit = 0; digit < 10; digit++) LETTERS[String.fromCodePoint(first + digit)] = String(digit);
  }
  const LETTER = new RegExp("[" + Object.keys(LETTERS).join("") + "]", "gu");
  const KINDS = "\\p{L}\\p{M}\\p{N}", APART = "(?![" + UNSPACED + APOSTROPHES + "])";
  const ANY = "(?:" + APART + "[" + KINDS + "])", MARK = "(?:" + APART + "\\p{M})", ALONE = "(?!" + ANY + ")";
  const SIGN = APART + "\\p{L}" + MARK + "*", FIGURE = APART + "[\\p{L}\\p{N}]" + MARK + "*";
  const RUN = "[" + UNSPACED + "]", INSIDE = "[" + CYRILLIC + "][" + APOSTROPHES + "](?=[" + CYRILLIC + "])";
  const WORD = new RegExp([
    "(?!0)\\p{Nd}{1,3}(?:[,.'’\\u00a0\\u2009\\u202f\\u066c]\\p{Nd}{3})+" + ALONE + "(?![,.]\\p{Nd})",
    SIGN + "(?: & " + SIGN + "|(?:" + SIGN + "){0,2}&(?:" + SIGN + "){1,3})" + ALONE,
    SIGN + "(?:\\." + SIGN + ")+" + ALONE + "\\.?",
    SIGN + "(?:" + FIGURE + "){0,2}(?:\\+\\+?|#)(?!" + ANY + "|[+#])",
    "(?:" + INSIDE + "|" + ANY + ")(?:" + INSIDE + "|[" + UNSEEN + "]+(?=" + ANY + ")|" + ANY + ")*",
    "(?<run>" + RUN + "(?:" + RUN + "|" + MARK + "|[" + UNSEEN + "]+(?=" + RUN + "))*)",
  ].join("|"), "gu");
  const CLUSTER = new RegExp("(?:(?![\\p{M}" + UNSEEN + "])[^]|^)[\\p{M}" + UNSEEN + "]*", "gu");
  const SIGNS = new RegExp("[" + APOSTROPHES + "]|(?![&+#])[^" + KINDS + "]", "gu");
  const PLAIN = new RegExp("[" + ACCENTS + APOSTROPHES + "]|(?![&+#])[^" + KINDS + "]", "gu");
  const FOLDED = /^[a-z0-9]*$/, ASCII = /^[A-Za-z0-9]+$/;
  const MOST_CHARACTERS = 300, OPERATORS = new Set(["AND", "OR", "NOT"]);
  const BLANK = " \\t\\r\\n\\f\\v\\u00a0\\u2000-\\u200a\\u202f\\u3000";
  const WITHOUT = new RegExp("(?<![^" + BLANK + "])(NOT[" + BLANK + "]+[-−]?|[-−])(?:[\"“„«]([^\"”“»]*)[\"”“»]?|([^\"“„«" + BLANK + "][^" + BLANK + "]*))", "gu");
  const ARTICLE = /^(?:[وف]?[بك]?ال(?=...))+/su;

  function one(letter) {
    return LETTERS[letter];
  }

  // Where the words of a text stand; of a script without blanks every two letters that follow each other.
  function spans(text) {
    const found = [];
    for (const match of text.matchAll(WORD)) {
      const first = match.index;
      if (!match.groups.run) {
        found.push([first, first + match[0].length]);
        continue;
      }
      const ends = [...match[0].matchAll(CLUSTER)].filter((cluster) => cluster[0]).map((cluster) => first + cluster.index + cluster[0].length);
      if (ends.length < 2) found.push([first, first + match[0].length]);
      for (let n = 1; n < ends.length; n++) found.push([n > 1 ? ends[n - 2] : first, ends[n]]);
    }
    return found;
  }

  // The words of a text as they are written.
  search.splitCased = function (text) {
    const whole = text.normalize("NFC");
    return spans(whole).map(([start, end]) => whole.slice(start, end).replace(SIGNS, "")).filter(Boolean);
  };

  // The words of a text in lower case.
  search.split = function (text) {
    return search.splitCased(text).map((word) => word.toLowerCase());
  };

  // A word without accents, with one way to write each letter, and without the Arabic article.
  search.fold = function (word) {
    if (FOLDED.test(word)) return word;
    const plain = word.replace(LETTER, one).normalize("NFKD").replace(PLAIN, "");
    return plain.toLowerCase().replace(LETTER, one).replace(ARTICLE, "");
  };

  // The words of a text with the places where they stand, for marking them; those of scripts without blanks overlap.
  search.places = function (text) {
    return spans(text).map(function ([start, end]) {
      const word = text.slice(start, end);
      return [start, end, search.fold((ASCII.test(word) ? word : word.replace(SIGNS, "")).toLowerCase())];
    });
  };

  // What an Arabic form may be without what is joined before it, the longest first.
  search.shorter = function (form) {
    if (!(form[0] >= "\u0620" && form[0] <= "\u06d3")) return [];
    const found = BEFORE.filter((before) => form.startsWith(before) && form.length - before.length >= 3).map((before) => form.slice(before.length));
    for (const before of BEFORE.slice(0, 3)) if (form.startsWith(before) && form.length > 4) found.push("ل" + form.slice(before.length));
    return [...new Set(found)].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
  };

  // Words of a query as a reader typed them; `small` says whether any of the whole query has small letters.
  function typedWords(text, small) {
    const words = [];
    for (const word of search.splitCased(text)) {
      const form = search.fold(word.toLowerCase());
      if (form) words.push({ form: form, word: word });
    }
    const several = words.some((typed) => !OPERATORS.has(typed.word));
    for (const typed of words) {
      const upper = typed.word.toUpperCase();
      typed.capitals = small && [...typed.form].length > 1 && typed.word === upper && upper !== typed.word.toLowerCase();
      typed.operator = several && OPERATORS.has(typed.word);
    }
    return words;
  }

  // The words of a query, whether the last may be unfinished, and words that a page shall not hold, those of one minus
  // together; with `allWanted`, minus and NOT say nothing. macros/search/typed.py reads it alike.
  search.typed = function (query, allWanted) {
    const text = [...query.slice(0, 2 * MOST_CHARACTERS)].slice(0, MOST_CHARACTERS).join("").normalize("NFC");
    const whole = search.splitCased(text), apart = [];
    const shouted = !whole.some((word) => word !== word.toUpperCase() || word === word.toLowerCase());
    const small = whole.some((word) => word !== word.toUpperCase());
    const rest = allWanted ? text : text.replace(WITHOUT, function (all, sign, quoted, word) {
      const words = word === undefined ? quoted : word;
      if (!/^\p{L}/u.test(words) || (shouted && sign[0] === "N")) return all;
      apart.push(typedWords(words, small));
      return " ";
    });
    const words = typedWords(rest, small), last = words[words.length - 1];
    if (apart.length && words.every((typed) => OPERATORS.has(typed.word))) return search.typed(query, true);
    const unfinished = Boolean(last) && !last.operator && search.split([...rest].pop()).length > 0;
    return { words: words, unfinished: unfinished, apart: apart };
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
