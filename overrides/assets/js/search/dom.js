// Elements without HTML in strings: whatever comes from readers or from the index becomes text.
(function (search) {
  "use strict";
  const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)(-|$)/i;

  // An element; attributes that are nothing or false are left out, functions become listeners, children may be text.
  search.make = function (tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value !== null && value !== false && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== false && child !== undefined));
    return element;
  };

  // Attributes that name a language where it isn't the page's.
  search.spoken = function (language) {
    const own = (document.documentElement.lang || "en").toLowerCase();
    if (!language || language.toLowerCase() === own) return {};
    return { lang: language, dir: RIGHT_TO_LEFT.test(language) ? "rtl" : RIGHT_TO_LEFT.test(own) ? "ltr" : null };
  };

  // A link to a page as the navigation has it: an offline pack leads to the site where it doesn't hold the page.
  search.way = function (path, label) {
    const known = [...document.querySelectorAll(".md-tabs a, .md-nav a, .ct-sitefoot a")].find((link) => link.pathname.endsWith("/" + path));
    return known ? search.make("a", { href: known.getAttribute("href"), "data-online": known.getAttribute("data-online") }, label) : null;
  };

  // The address of a place in the library, as seen from this page; `forms` are marked there.
  search.address = function (path, anchor, forms) {
    const mark = forms && forms.length ? "?mark=" + window.commonThreadAddress.write(forms.join(" ")) : "";
    return search.root + path + mark + (anchor ? "#" + window.commonThreadAddress.write(anchor) : "");
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
