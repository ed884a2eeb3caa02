// The colour scheme that the reader chose, before anything is painted.
(function () {
  "use strict";
  var kept = window.__md_get("__palette");
  if (!kept || !kept.color) return;
  var colour = kept.color;
  if (colour.media === "(prefers-color-scheme)") {
    var light = matchMedia("(prefers-color-scheme: light)").matches;
    var wanted = "(prefers-color-scheme: " + (light ? "light" : "dark") + ")";
    var input = document.querySelector("[data-md-color-media='" + wanted + "']");
    if (!input) return;
    ["media", "scheme", "primary", "accent"].forEach(function (name) {
      colour[name] = input.getAttribute("data-md-color-" + name);
    });
  }
  Object.keys(colour).forEach(function (name) {
    document.body.setAttribute("data-md-color-" + name, colour[name]);
  });
})();
