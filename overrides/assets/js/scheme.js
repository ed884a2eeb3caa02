// The switch between light and dark, as the theme's script expects it, and the scheme that the reader chose.
// Runs where the switch stands, before anything is painted. The switch's pictures stand in the style sheet.
(function () {
  "use strict";
  var NAMES = ["media", "scheme", "primary", "accent"];
  var schemes = window.commonThread.palette;
  var form = document.createElement("form");
  form.className = "md-header__option";
  form.dataset.mdComponent = "palette";
  schemes.forEach(function (scheme, index) {
    var input = document.createElement("input");
    input.className = "md-option";
    input.type = "radio";
    input.name = "__palette";
    input.id = "__palette_" + index;
    input.setAttribute("aria-label", scheme.toggle.name);
    NAMES.forEach(function (name) {
      input.setAttribute("data-md-color-" + name, scheme[name]);
    });
    var label = document.createElement("label");
    label.className = "md-header__button md-icon ct-scheme ct-scheme--" + scheme.scheme;
    label.title = scheme.toggle.name;
    label.htmlFor = "__palette_" + (index + 1) % schemes.length;
    label.hidden = true;
    form.append(input, label);
  });
  document.currentScript.before(form);

  // The theme's script looks for the control of its own search, which this site doesn't have.
  var toggle = document.createElement("input");
  toggle.type = "checkbox";
  toggle.hidden = true;
  toggle.dataset.mdToggle = "search";
  form.append(toggle);

  var kept = window.__md_get("__palette");
  if (!kept || !kept.color) return;
  var colour = kept.color;
  if (colour.media === "(prefers-color-scheme)") {
    var light = matchMedia("(prefers-color-scheme: light)").matches;
    var wanted = "(prefers-color-scheme: " + (light ? "light" : "dark") + ")";
    var input = document.querySelector("[data-md-color-media='" + wanted + "']");
    if (!input) return;
    NAMES.forEach(function (name) {
      colour[name] = input.getAttribute("data-md-color-" + name);
    });
  }
  Object.keys(colour).forEach(function (name) {
    document.body.setAttribute("data-md-color-" + name, colour[name]);
  });
})();
