// Back leads to the place that a reader left, not only to its entry. Browsers remember a distance from the top, and
// that is another one as soon as entries above, which are laid out only when they are near, have been measured.
(function () {
  "use strict";
  var STEPS = 12, TOP = 160;
  history.scrollRestoration = "manual";

  // The nearest place with a name, and how far its top is from that of the window.
  function here() {
    var element = document.elementFromPoint(innerWidth / 2, Math.min(TOP, innerHeight / 2));
    var place = element && element.closest("main [id]:not(#finder, #find, #count)");
    return place && { id: place.id, top: place.getBoundingClientRect().top };
  }

  // Once is not enough: what comes into view is measured, and moves what is below it.
  function go(place) {
    var element = document.getElementById(place.id), left = STEPS;
    if (!element) return;
    (function again() {
      scrollBy(0, element.getBoundingClientRect().top - place.top);
      left -= 1;
      if (left) requestAnimationFrame(again);
    })();
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (link) history.replaceState(here(), "");
  });

  addEventListener("popstate", function (event) {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (event.state) go(event.state);
    else if (target) target.scrollIntoView();
  });
})();
