// What CSS alone can't do for the short texts of defined terms: close them with Escape, open them by touch,
// keep them inside the window. Without this script they still open on hover and focus.
(function () {
  "use strict";
  var CLOSED = "ct-term--closed", END = "ct-term--end";

  function frame(event) {
    return event.target.closest ? event.target.closest(".ct-term") : null;
  }

  function place(term) {
    term.classList.remove(END);
    var tip = term.querySelector("[role=tooltip]");
    if (tip && tip.getBoundingClientRect().right > document.documentElement.clientWidth - 8) term.classList.add(END);
  }

  function open(event) {
    var term = frame(event);
    if (!term) return;
    if (event.type === "focusin" || !term.contains(event.relatedTarget)) term.classList.remove(CLOSED);
    place(term);
  }

  document.addEventListener("mouseover", open);
  document.addEventListener("focusin", open);

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll(".ct-term").forEach(function (term) {
      if (term.matches(":hover, :focus-within")) term.classList.add(CLOSED);
    });
  });

  // The first touch shows the short text, the second follows the link.
  var touched = null;
  document.addEventListener("pointerdown", function (event) {
    var term = frame(event);
    if (event.pointerType !== "touch" || !term || document.activeElement === term.firstElementChild) touched = null;
    else touched = term;
  });
  document.addEventListener("click", function (event) {
    var term = frame(event);
    if (!term || term !== touched) return;
    event.preventDefault();
    touched = null;
    term.firstElementChild.focus();
  });

  // A link to a guiding question opens its answer.
  function unfold() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") target.open = true;
  }
  addEventListener("hashchange", unfold);
  unfold();
})();
