// From text to forms, exactly as macros/search/words.py does it: what stands in the index and what a reader
// types are folded alike, so no stemmer is needed here.
(function (search) {
  "use strict";
  const LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i",
    "ى": "ي", "ة": "ه", "ـ": "",
  };
  for (let digit = 0; digit < 10; digit++) {
    LETTERS[String.fromCharCode(0x0660 + digit)] = String(digit);
    LETTERS[String.fromCharCode(0x06f0 + digit)] = String(digit);
  }
  const LETTER = new RegExp("[" + Object.keys(LETTERS).join("") + "]", "g");
  const WORD = /[\p{L}\p{M}\p{N}]+/gu;
  const SIGNS = /[^\p{L}\p{N}]+/gu;

  function one(letter) {
    return LETTERS[letter];
  }

  // The words of a text in lower case.
  search.split = function (text) {
    return text.normalize("NFC").toLowerCase().match(WORD) || [];
  };

  // A word without accents and with one way to write each letter.
  search.fold = function (word) {
    const plain = word.replace(LETTER, one).normalize("NFKD");
    return plain.replace(SIGNS, "").toLowerCase().replace(LETTER, one);
  };

  // The words of a text with the places where they stand, for marking them.
  search.places = function (text) {
    const found = [];
    for (const match of text.matchAll(WORD)) found.push([match.index, match.index + match[0].length, search.fold(match[0].toLowerCase())]);
    return found;
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
