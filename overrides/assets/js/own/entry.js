// The entry on this page, as a file of one's own holds it: what it says, its sources, and the short texts of the terms that
// it uses. All of it stands on the page: a page that is opened from a folder can't read any other.
(function (own) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const LEFT_OUT = "h1, script, style, button, form, img, svg, [role=tooltip], [role=note], .headerlink, .ct-head__kind, .ct-cite, .ct-taken-row, .ct-taken-said, .ct-jump, .ct-letters, .ct-apparatus, .ct-foot";

  // Path of this page in the library, as the site, a pack and a folder have it.
  own.path = function () {
    const here = location.href.split(/[?#]/)[0], scope = window.__md_scope.href;
    return here.startsWith(scope) ? window.commonThreadAddress.read(here.slice(scope.length)) : "";
  };

  // Where everybody finds a page of the library; empty where it is nowhere on the web.
  own.online = function (path) {
    const online = window.commonThread.online;
    return online ? new URL(path, online).href : location.protocol === "file:" ? "" : new URL(path, window.__md_scope).href;
  };

  function said(element) {
    return element ? element.textContent.replace(/\s+/g, " ").trim() : "";
  }

  // Each term once, with its short text.
  function terms(article, made) {
    const list = made.createElement("dl"), known = new Set(), scope = window.__md_scope.href;
    article.querySelectorAll(".ct-term").forEach(function (term) {
      const link = term.querySelector("a"), tip = term.querySelector("[role=tooltip]");
      if (!link || !tip || known.has(link.href)) return;
      known.add(link.href);
      const name = made.createElement("dt"), words = made.createElement("dd"), leads = made.createElement("a");
      leads.href = link.href.startsWith(scope) ? own.online(link.href.slice(scope.length)) : link.href;
      leads.textContent = said(link);
      name.append(leads);
      words.textContent = said(tip);
      list.append(name, words);
    });
    if (!known.size) return [];
    const head = made.createElement("h2");
    head.textContent = _("Terms it uses");
    return [head, list];
  }

  // The entry, or null on a page that is none.
  own.entry = function () {
    const article = document.querySelector("article:has(> .ct-head h1)"), path = own.path();
    if (!article || !/^[^?#]+\.html$/.test(path)) return null;
    const id = path.split("/").pop().replace(/\.html$/, ""), made = document.implementation.createHTMLDocument("");
    const copy = article.cloneNode(true), lead = copy.querySelector(".ct-lead");
    copy.querySelectorAll(LEFT_OUT).forEach((part) => part.remove());
    copy.querySelectorAll("details").forEach((part) => part.setAttribute("open", ""));
    const root = made.createElement("div");
    root.append(own.clean(copy.childNodes, made, id, own.online(path)), own.clean(terms(article, made), made, id, ""));
    const known = window.commonThreadMade || {};
    return {
      id: id, path: path, title: said(article.querySelector("h1")), kind: said(article.querySelector(".ct-head__kind a")),
      summary: said(lead), day: known.day || "", version: known.version || "", html: root.innerHTML,
    };
  };
})(window.commonThreadOwn = window.commonThreadOwn || {});
