// What the form has of the search (elements, files, the clipboard: dom.js and take.js there), ids, and the way to a field.
window.commonThreadGiving = window.commonThreadGiving || {};
(function (giving) {
  "use strict";
  let made = 0;

  const { make, save, copy } = window.commonThreadSearch;
  giving.make = make;
  giving.copy = copy;
  giving.save = (name, text) => save(name, "application/json", text);

  giving.newId = () => "give-" + ++made;

  // Opens what a control is folded into, and goes there.
  giving.reveal = function (control) {
    for (let around = control.parentElement; around; around = around.parentElement) {
      if (around.tagName === "DETAILS") around.open = true;
    }
    control.focus();
    control.scrollIntoView({ block: "center" });
  };
})(window.commonThreadGiving);
