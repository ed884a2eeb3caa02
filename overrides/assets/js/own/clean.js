// What may stand in a file of one's own, whoever wrote it: a page of this library, or a list that somebody sent. Names of
// elements and attributes that are known here, addresses of the web, and text; whatever else there is stays behind.
(function (own) {
  "use strict";
  const KEPT = new Set(("a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em h2 h3 h4 h5 h6 hr i ins kbd li "
    + "mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var").split(" "));
  // Elements that say nothing themselves: what is in them stays.
  const OPENED = new Set(["article", "body", "center", "figcaption", "figure", "footer", "header", "main", "nav"]);
  const FOR_ALL = ["lang", "dir"];
  const OF_ONE = { a: ["href"], abbr: ["title"], details: ["open"], li: ["value"], ol: ["start"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan", "scope"], time: ["datetime"] };
  const LEADS = /^(https?|mailto):/, DEEPEST = 100;

  // Where a link leads, as a file says it; nothing where a file can't lead.
  function address(href, id, base) {
    if (href.startsWith("#")) return "#" + own.placed(href.slice(1), id);
    try {
      const found = new URL(href, base || undefined);
      return LEADS.test(found.protocol) ? found.href : "";
    } catch (error) {
      return "";
    }
  }

  // An id as it stands in a file with several entries: it begins with that of its entry.
  own.placed = function (name, id) {
    return name === id || name.startsWith(id + ".") ? name : id + "." + name;
  };

  // A copy of some nodes.
  // `made` is the document that they go into, `id` the entry, `base` the address that links are relative to, if any.
  own.clean = function (nodes, made, id, base) {
    function copied(node, into, depth) {
      if (node.nodeType === Node.TEXT_NODE) into.append(made.createTextNode(node.data));
      if (node.nodeType !== Node.ELEMENT_NODE || depth > DEEPEST) return;
      const tag = node.localName;
      let place = into;
      if (KEPT.has(tag) && node.namespaceURI === "http://www.w3.org/1999/xhtml") {
        place = made.createElement(tag);
        for (const name of [...FOR_ALL, ...(OF_ONE[tag] || [])]) {
          if (node.hasAttribute(name)) place.setAttribute(name, name === "href" ? address(node.getAttribute(name).trim(), id, base) : node.getAttribute(name));
        }
        if (place.getAttribute("href") === "") place.removeAttribute("href");
        const classes = [...node.classList].filter((name) => /^ct-[\w-]+$/.test(name));
        if (classes.length) place.className = classes.join(" ");
        if (/^[^\s"'<>&]{1,200}$/.test(node.id)) place.id = own.placed(node.id, id);
        into.append(place);
      } else if (tag === "img" && node.getAttribute("alt")) into.append(made.createTextNode("[" + node.getAttribute("alt") + "]"));
      else if (!OPENED.has(tag)) return;
      node.childNodes.forEach((child) => copied(child, place, depth + 1));
    }
    const into = made.createDocumentFragment();
    [...nodes].forEach((node) => copied(node, into, 0));
    return into;
  };

  // The same of a text that somebody sent; it is read without being run.
  own.cleanText = function (html, made, id) {
    return own.clean(new DOMParser().parseFromString(html, "text/html").body.childNodes, made, id, "");
  };
})(window.commonThreadOwn = window.commonThreadOwn || {});
