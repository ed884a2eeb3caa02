// On a page that a search led to: marks the words that were looked for, and takes the marks away again.
//
// Elements rather than highlights of the browser: they are printed, spoken and seen with forced colours everywhere.
(function (search) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const MOST_FORMS = 12, SKIPPED = "script, style, svg, .headerlink, [role=tooltip], .ct-apparatus, .ct-marks";

  function read() {
    const words = new URLSearchParams(location.search).get("mark") || "";
    const forms = words.split(/\s+/).slice(0, MOST_FORMS).map((word) => search.fold(word.toLowerCase()));
    return new Set(forms.filter(Boolean));
  }

  function texts(root) {
    const found = [], walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(SKIPPED)) found.push(walker.currentNode);
    return found;
  }

  function wrap(text, places) {
    const pieces = document.createDocumentFragment(), whole = text.data;
    let last = 0;
    for (const [first, end] of places) {
      const start = Math.max(first, last);
      pieces.append(whole.slice(last, start), search.make("mark", { class: "ct-mark" }, whole.slice(start, end)));
      last = end;
    }
    pieces.append(whole.slice(last));
    text.replaceWith(pieces);
  }

  function clear(root, control) {
    for (const mark of root.querySelectorAll(".ct-mark")) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
    control.remove();
  }

  // The address without the marks, so that it can be passed on; a browser may refuse that on files.
  function tidy() {
    const address = new URL(location.href);
    address.searchParams.delete("mark");
    try {
      history.replaceState(history.state, "", address);
    } catch (refused) {
      return;
    }
  }

  search.markFound = function () {
    const root = document.querySelector(".md-content"), forms = read();
    tidy();
    for (const text of root ? texts(root) : []) {
      const places = search.places(text.data).filter((place) => forms.has(place[2]));
      if (places.length) wrap(text, places);
    }
    const marks = root ? root.querySelectorAll(".ct-mark").length : 0;
    if (!marks) return;
    const control = search.make("p", { class: "ct-marks" },
      search.make("button", { type: "button", click: () => clear(root, control) },
        _("Clear marks"), search.make("span", { class: "ct-marks__count" }, " (" + marks + ")")));
    root.append(control);
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
