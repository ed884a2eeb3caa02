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

  // What only a reader with scripts can use, and no page has to carry: a link to each heading, and the way to the top.
  document.querySelectorAll("article h2[id], article h3[id]").forEach(function (heading) {
    var link = document.createElement("a");
    link.className = "headerlink";
    link.href = "#" + heading.id;
    link.textContent = "¶";
    heading.append(link);
  });
  var main = document.querySelector("main");
  if (main) {
    var top = document.createElement("button");
    top.type = "button";
    top.className = "md-top ct-top";
    top.dataset.mdComponent = "top";
    top.hidden = true;
    top.textContent = window.commonThread.top;
    main.append(top);
  }

  // On an entry, the way to the form that corrects it, beside the one to the form; the words that a reader has marked go
  // along.
  var entry = document.querySelector(".ct-foot[data-changed]");
  var form = document.querySelector('.ct-sitefoot a[href*="contribute/form.html"]');
  if (entry && form) {
    var write = window.commonThreadAddress.write, correct = document.createElement("a");
    var id = location.pathname.split("/").slice(-2).join("/").replace(/\.html$/, "");
    correct.href = form.href + "#correct=" + id;
    correct.textContent = window.commonThreadWords._("Suggest a correction");
    document.addEventListener("selectionchange", function () {
      var words = String(getSelection()).trim();
      if (words && words.length < 2000) correct.href = correct.href.split("&was=")[0] + "&was=" + write(words);
    });
    form.after(" ", correct);
  }

  // A link to a guiding question opens its answer.
  function unfold() {
    var target = window.commonThreadAddress.target(location.hash);
    if (target && target.tagName === "DETAILS") target.open = true;
  }
  addEventListener("hashchange", unfold);
  unfold();
})();

// The search. The control in the header is a link to the explorer; here it becomes a button that opens a dialog.
// Program and index come only when a reader turns to it.
(function (search) {
  "use strict";
  var PARTS = ["words", "kin", "shards", "ranking", "query", "dom", "snippet", "hit", "notes", "panel"];
  var control = document.querySelector("a.ct-find");
  search.root = document.currentScript.getAttribute("src").replace("assets/js/common-thread.js", "") || "./";

  // A part that failed leaves nothing behind, so that it is asked for again instead of being taken for one that is there.
  var asked = {};
  function fetched(key, make) {
    if (!asked[key]) {
      asked[key] = new Promise(function (resolve, reject) {
        var element = make();
        element.onload = resolve;
        element.onerror = function (error) {
          element.remove();
          reject(error);
        };
        document.head.appendChild(element);
      });
      asked[key].catch(function () {
        delete asked[key];
      });
    }
    return asked[key];
  }

  function script(name) {
    var path = "assets/js/" + (name.indexOf("/") < 0 ? "search/" : "") + name + ".js";
    if (!asked[path] && document.querySelector('script[src$="' + path + '"]')) return Promise.resolve();
    return fetched(path, function () {
      var element = document.createElement("script");
      element.async = false;
      element.src = search.root + path;
      return element;
    });
  }

  // Loads parts of the search, or of something else, and its style, each once; they run in the order in which they are named.
  search.need = function (names, look) {
    var style = fetched("style " + (look || "search"), function () {
      var element = document.createElement("link");
      element.rel = "stylesheet";
      element.href = search.root + "assets/css/" + (look || "search") + ".css";
      return element;
    });
    return Promise.all(names.map(script).concat(style));
  };

  // Definitions can be copied with their source, every entry can be cited, and taken along.
  function small(path) {
    return fetched(path, function () {
      var element = document.createElement("script");
      element.src = search.root + path;
      return element;
    });
  }
  function citing() {
    return small("assets/js/cite.js");
  }
  if (document.querySelector("[data-cite=definition], .ct-own")) citing();
  if (document.querySelector(".ct-sitefoot")) small("assets/js/own/row.js").catch(function () {});
  var facts = document.querySelector(".ct-foot[data-changed] dl");
  if (facts) {
    var row = document.createElement("div"), head = document.createElement("dt"), place = document.createElement("dd");
    var ask = document.createElement("button");
    head.textContent = window.commonThreadWords._("To cite");
    ask.type = "button";
    ask.textContent = window.commonThreadWords._("Cite this entry");
    place.className = "ct-cite";
    place.append(ask);
    row.append(head, place);
    facts.append(row);
    ask.addEventListener("click", function () {
      citing().then(function () {
        window.commonThreadCiting.offerEntry(place);
      });
    });
  }
  if (/[?&]mark=./.test(location.search)) {
    search.need(["words", "dom", "mark"]).then(function () {
      search.markFound();
    });
  }
  if (!control || !window.HTMLDialogElement) return;

  var button = document.createElement("button");
  button.type = "button";
  button.className = control.className;
  button.textContent = control.textContent;
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
  control.replaceWith(button);

  function prepare() {
    return search.need(PARTS).then(function () {
      search.open().catch(function () {});
    });
  }

  function open() {
    prepare().then(function () {
      search.show();
    }, function () {
      location.href = control.href;
    });
  }

  ["pointerenter", "focus", "touchstart"].forEach(function (intent) {
    button.addEventListener(intent, function () {
      prepare().catch(function () {});
    }, { passive: true });
  });
  button.addEventListener("click", open);

  // A page may have a large field: its link becomes one, and the dialog answers what is typed there.
  document.querySelectorAll(".ct-ask").forEach(function (place) {
    var link = place.querySelector("a"), form = document.createElement("form"), field = document.createElement("input");
    var submit = document.createElement("button");
    form.className = place.className;
    form.setAttribute("role", "search");
    field.type = "search";
    field.placeholder = link.textContent;
    field.setAttribute("aria-label", link.textContent);
    field.dir = "auto";
    field.autocomplete = "off";
    submit.textContent = button.textContent;
    form.append(field, submit);
    place.replaceWith(form);
    field.addEventListener("focus", function () {
      prepare().catch(function () {});
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      prepare().then(function () {
        search.show(field.value);
      }, function () {
        location.href = control.href + "#q=" + window.commonThreadAddress.write(field.value);
      });
    });
  });

  // The single key can be switched off in the dialog.
  function slash(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return false;
    var field = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
    return !event.target.closest(field) && window.__md_get("search.slash") !== "off";
  }

  document.addEventListener("keydown", function (event) {
    var k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !(k || slash(event))) return;
    event.preventDefault();
    open();
  });
})(window.commonThreadSearch = window.commonThreadSearch || {});
