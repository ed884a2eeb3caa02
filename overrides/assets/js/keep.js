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

  // Firefox gives each page of a folder a store of its own, and keeps only cookies for all of them. So what the pages have in
  // common lies in cookies of the folder too, where a browser has such: Chromium has none for files, and one store for all.
  // A cookie of a file is sent to nobody. Values are written without the signs that end a cookie, in pieces that fit into one.
  var TOGETHER = ["own.list", "search.slash", "__palette"], PIECE = 3500, MOST = 40, YEAR = 31536000;
  var name = "ct" + window.__md_hash(here.pathname) + ".";

  function together(key, store, scope) {
    return location.protocol === "file:" && !store && !scope && TOGETHER.includes(key);
  }

  function cookie(named, value, age) {
    document.cookie = named + "=" + value + "; path=" + here.pathname + "; max-age=" + age + "; samesite=strict";
  }

  function pieces(key) {
    var start = name + key + ".", found = [];
    document.cookie.split("; ").forEach(function (one) {
      var end = one.indexOf("=");
      if (one.startsWith(start)) found[Number(one.slice(start.length, end))] = one.slice(end + 1);
    });
    return found;
  }

  // False where a value is too long: then it is kept nowhere, rather than on this page alone.
  function spread(key, text) {
    var plain = text.replace(/[^!-~]|;/g, function (sign) {
      return "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0");
    });
    var before = pieces(key).length, number = Math.ceil(plain.length / PIECE);
    cookie(name + "kept", "1", 60);
    if (!document.cookie.includes(name + "kept=1")) return true;
    cookie(name + "kept", "", 0);
    if (number > MOST) return false;
    for (var i = 0; i < Math.max(before, number); i++) cookie(name + key + "." + i, plain.slice(i * PIECE, (i + 1) * PIECE), i < number ? YEAR : 0);
    return pieces(key).join("") === plain;
  }

  window.__md_get = function (key, store, scope) {
    try {
      return JSON.parse((together(key, store, scope) && pieces(key).join("")) || (store || localStorage).getItem((scope || here).pathname + "." + key));
    } catch (error) {
      return null;
    }
  };
  window.__md_set = function (key, value, store, scope) {
    try {
      var text = JSON.stringify(value);
      if (!together(key, store, scope) || spread(key, text)) (store || localStorage).setItem((scope || here).pathname + "." + key, text);
    } catch (error) {
      return;
    }
  };
})();
