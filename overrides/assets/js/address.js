// Texts in addresses, for every script: whatever stands in one is read, and whatever was typed can be written into one.
// The browser's own functions throw at "100%" and at half a character, and end the script that called them.
window.commonThreadAddress = (function () {
  "use strict";

  // A text as it stands in an address, in plain letters; as it is where it means nothing.
  function read(text) {
    try {
      return decodeURIComponent(text);
    } catch (error) {
      return text;
    }
  }

  // A text as an address can hold it; half a character becomes the sign for an unknown one.
  function write(text) {
    return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd"));
  }

  // The beginning of a text, at most so many characters, none of them cut in two.
  function cut(text, most) {
    return Array.from(text.slice(0, 2 * most)).slice(0, most).join("");
  }

  // The element that the end of an address, `#` and a name, leads to; found as browsers do, as written, then decoded.
  function target(hash) {
    var name = hash.slice(1);
    return name ? document.getElementById(name) || document.getElementById(read(name)) : null;
  }

  return { read: read, write: write, cut: cut, target: target };
})();
