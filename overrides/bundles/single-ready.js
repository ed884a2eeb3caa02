// When all is there: the buttons below each entry, and what the list holds.
(function (own) {
  "use strict";
  own.offered();
  own.shown();
})(window.commonThreadOwn);
