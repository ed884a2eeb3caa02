// Elements without HTML in strings, the way to a field, and what a reader takes along: a file, or the clipboard.
window.commonThreadGiving = window.commonThreadGiving || {};
(function (giving) {
  "use strict";
  const KEPT = 60000;
  let made = 0;

  // An element; attributes that are null or false are left out, functions become listeners, children may be text.
  const make = giving.make = function (tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value !== null && value !== false && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== false && child !== undefined));
    return element;
  };

  giving.newId = () => "give-" + ++made;

  // Opens what a control is folded into, and goes there.
  giving.reveal = function (control) {
    for (let around = control.parentElement; around; around = around.parentElement) {
      if (around.tagName === "DETAILS") around.open = true;
    }
    control.focus();
    control.scrollIntoView({ block: "center" });
  };

  giving.save = function (name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/json;charset=utf-8" }));
    const link = make("a", { href: address, download: name, hidden: "" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), KEPT);
  };

  // Puts a text on the clipboard: the promise says whether it got there. Pages from a folder may not use the new way.
  giving.copy = function (text) {
    const asked = navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true) : Promise.reject(new Error("no clipboard"));
    return asked.catch(function () {
      const field = make("textarea", { readonly: "", "aria-hidden": "true", class: "ct-give__copied" }), before = document.activeElement;
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      if (before) before.focus();
      return done;
    });
  };
})(window.commonThreadGiving);
