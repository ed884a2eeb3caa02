// Every link leads to its place, and back to the place that a reader left, not only to its entry. Browsers jump by a
// distance from the top, and that is another one as soon as entries above, which are laid out only when they are near,
// have been measured.
(function () {
  "use strict";
  var STILL = 6, MOST = 60, TOP = 160;
  var going = 0;
  history.scrollRestoration = "manual";

  // The nearest place with a name, and how far its top is from that of the window; above all of them, the distance.
  function here() {
    var element = document.elementFromPoint(innerWidth / 2, Math.min(TOP, innerHeight / 2));
    var place = element && element.closest("main [id]:not(#finder, #find, #count)");
    return place ? { id: place.id, top: place.getBoundingClientRect().top } : { id: "", top: -scrollY };
  }

  // Once is not enough: what comes into view is measured, and moves what is below it. It is enough when the place has
  // been still for some frames, and over as soon as the reader moves.
  function go(place) {
    var element = place.id ? document.getElementById(place.id) : document.documentElement;
    var mine = ++going, still = 0, left = MOST;
    if (!element) return;
    (function again() {
      if (mine !== going) return;
      var before = scrollY;
      scrollBy(0, element.getBoundingClientRect().top - place.top);
      still = Math.abs(scrollY - before) < 1 ? still + 1 : 0;
      left -= 1;
      if (left && still < STILL) requestAnimationFrame(again);
    })();
  }

  function follow(hash) {
    var target = window.commonThreadAddress.target(hash);
    if (target) go({ id: target.id, top: parseFloat(getComputedStyle(target).scrollMarginTop) || 0 });
  }

  // To the place that was kept for this address, or to what it names.
  function arrive() {
    if (history.state) go(history.state);
    else follow(location.hash);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    history.replaceState(here(), "");
    // After the browser's own jump; a link to where the address already is changes no address. A reader who has gone
    // back in the meantime stays there.
    setTimeout(function () {
      if (location.hash === link.hash) follow(link.hash);
    }, 0);
  });
  ["load", "hashchange", "popstate"].forEach(function (moved) {
    addEventListener(moved, arrive);
  });
  ["wheel", "touchstart", "pointerdown", "keydown"].forEach(function (reader) {
    addEventListener(reader, function () {
      going += 1;
    }, { passive: true });
  });
})();
