// What the theme's script expects to find on every page: values kept in the browser, for this folder of pages only.
// Runs before anything else; stands in a file so that pages stay small and need no inline script.
(function () {
  "use strict";
  var here = new URL("../..", document.currentScript.src);

  window.__md_scope = here;
  window.__md_hash = function (text) {
    var hash = 0;
    for (var i = 0; i < text.length; i++) hash = (hash << 5) - hash + text.charCodeAt(i);
    return hash;
  };
  window.__md_get = function (key, store, scope) {
    try {
      return JSON.parse((store || localStorage).getItem((scope || here).pathname + "." + key));
    } catch (error) {
      return null;
    }
  };
  window.__md_set = function (key, value, store, scope) {
    try {
      (store || localStorage).setItem((scope || here).pathname + "." + key, JSON.stringify(value));
    } catch (error) {
      return;
    }
  };
})();
