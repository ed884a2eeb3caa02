// The words of the interface for scripts: `_("…")` says a message in the language of the site, `ngettext` the form that
// a number needs, and `pieces` puts elements into the places of a message. English where there is no other.
// Filled in when the site is built, from the same catalogues that templates use; see macros/words.py.
window.commonThreadWords = (function (words) {
  "use strict";
  var said = words.said || {}, forms = words.forms || {};
  var rules = window.Intl && Intl.PluralRules && words.language ? new Intl.PluralRules(words.language) : null;

  function put(text, values) {
    return !values ? text : text.replace(/%(?:\((\w+)\)s|%)/g, function (place, name) {
      return name ? String(values[name]) : "%";
    });
  }

  function _(text, values) {
    return put(said[text] ? said[text][0] : text, values);
  }

  function ngettext(one, several, number, values) {
    var found = said[one], form = number === 1 ? 0 : 1;
    if (found && rules) form = forms[rules.select(number)];
    var text = found ? found[form] || found[found.length - 1] : form ? several : one;
    return put(text, Object.assign({ num: number }, values));
  }

  // The texts and the elements of a message, in its order.
  function pieces(text, elements) {
    return text.split(/%\((\w+)\)s/).map(function (piece, place) {
      return place % 2 ? elements[piece] : piece;
    }).filter(function (piece) { return piece !== ""; });
  }

  // A day, YYYY-MM-DD, as pages say it: 28 November 2026.
  function day(iso) {
    var language = document.documentElement.lang || "en";
    var said = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" });
    return said.format(new Date(iso + "T00:00:00Z"));
  }

  // Two things are said by style sheets.
  if (words.said) {
    document.documentElement.style.setProperty("--ct-online", JSON.stringify(_("online")));
    document.documentElement.style.setProperty("--ct-online-only", JSON.stringify(" " + _("(online only)")));
  }

  return { _: _, ngettext: ngettext, pieces: pieces, day: day };
})({{ interface_words|tojson }});
