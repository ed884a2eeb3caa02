// What the theme's script expects to find on every page: its settings, and values kept in the browser for this folder
// of pages only. Runs before anything else; stands in a file so that pages stay small and need no inline script.
{% import "partials/language.html" as lang with context %}
(function () {
  "use strict";
  var here = new URL("../..", document.currentScript.src);

  // Before anything is laid out; without scripts, room is kept for what they would make.
  document.documentElement.classList.replace("no-js", "js");

  // Filled in from mkdocs.yml and data/site.yml when the site is built.
  window.commonThread = {{ {"online": config.site_url, "staleAfter": config.extra.common_thread.graph.settings.bundles.stale_after, "palette": config.theme.palette|default([]), "top": lang.t("top")}|tojson }};
  var theme = {{ {"features": config.theme.features|default([]), "search": "", "translations": {"clipboard.copy": lang.t("clipboard.copy"), "clipboard.copied": lang.t("clipboard.copied")}, "annotate": none, "tags": none, "version": none}|tojson }};
  theme.base = here.href;
  var settings = document.createElement("script");
  settings.id = "__config";
  settings.type = "application/json";
  settings.textContent = JSON.stringify(theme);
  document.head.appendChild(settings);

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
