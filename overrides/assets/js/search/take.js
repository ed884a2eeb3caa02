// What a reader takes along: a text on the clipboard, or as a file. Needs dom.js.
(function (search) {
  "use strict";
  const KEPT = 60000;

  // Puts a text on the clipboard: the promise says whether it got there. Pages from a folder may not use the new way.
  search.copy = function (text) {
    const asked = navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true) : Promise.reject(new Error("no clipboard"));
    return asked.catch(function () {
      const field = search.make("textarea", { readonly: "", "aria-hidden": "true", class: "ct-copied" });
      const before = document.activeElement;
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      if (before) before.focus();
      return done;
    });
  };

  // Hands a text to the reader as a file.
  search.save = function (name, type, text) {
    const address = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    const link = search.make("a", { href: address, download: name, hidden: "" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), KEPT);
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
