// The list of one's own in a single file: as on the site, with the same scripts; kept by the library's name, since the next
// copy of the file is called otherwise. Stands before the scripts of the list.
(function (own) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const main = document.querySelector("main"), SCOPE = "common-thread.single." + own.library() + ".", known = new Map();
  const opener = document.createElement("button"), said = document.createElement("span");

  // Whether the browser keeps values for a file that is opened like this one; many don't where a message has brought it.
  const keeps = (function () {
    try {
      localStorage.setItem(SCOPE + "try", "1");
      const kept = localStorage.getItem(SCOPE + "try") === "1";
      localStorage.removeItem(SCOPE + "try");
      return kept;
    } catch (error) {
      return false;
    }
  })();

  function tried(act) {
    try {
      return act();
    } catch (error) {
      return null;
    }
  }

  // Where nothing is kept, the list lasts as long as the page.
  own.store = keeps ? {
    get: (key) => tried(() => JSON.parse(localStorage.getItem(SCOPE + key))),
    set: (key, value) => tried(() => localStorage.setItem(SCOPE + key, JSON.stringify(value))),
    remove: (key) => tried(() => localStorage.removeItem(SCOPE + key)),
  } : { get: (key) => known.get(key), set: (key, value) => known.set(key, value), remove: (key) => known.delete(key) };
  if (!keeps) own.passing = () => _("This browser keeps nothing for a file that is opened like this one: save the list before you close it.");
  own.nothing = _("Nothing yet. “Take along”, below each entry, puts it here.");

  function articleOf(id) {
    const found = document.getElementById(id);
    return found && found.localName === "article" ? found : null;
  }

  own.way = function (entry) {
    if (articleOf(entry.id)) return { href: "#" + entry.id };
    const online = own.online(entry.path);
    return online ? { href: online } : {};
  };

  // Beside the button that was pressed.
  function tell(button, words) {
    said.textContent = words;
    button.after(" ", said);
  }

  function taken(article) {
    const button = article.querySelector(".up button[value=take]"), known = own.list().some((entry) => entry.id === article.id);
    const trouble = known ? (own.leave(article.id) ? "" : "refused") : own.take(Object.assign(own.entryOf(article), { here: true }));
    own.shown();
    tell(button, {
      full: _("The list is full: it holds %(number)s entries.", { number: own.MOST }),
      refused: _("This browser has no room for the list. Save the entry as a file instead."),
      short: _("The browser has no room for the whole text: the list holds title, summary and address."),
    }[trouble] || (known ? _("No longer on your list.") : _("On your list.")));
  }

  // Shows what the list holds.
  own.shown = function () {
    const listed = new Set(own.list().map((entry) => entry.id));
    opener.textContent = listed.size ? _("Your list (%(number)s)", { number: listed.size }) : _("Your list");
    main.querySelectorAll(".up button[value=take]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(listed.has(button.closest("article").id)));
    });
  };

  // Texts that were taken along from an older copy are taken anew.
  function renewed() {
    own.list().forEach(function (entry) {
      const article = entry.version !== own.made.version && entry.day <= own.made.day && articleOf(entry.id);
      if (article) own.take(Object.assign(own.entryOf(article), { here: true }));
    });
  }

  own.ways.splice(2, 0, ["take", _("Take along"), taken]);
  said.setAttribute("role", "status");
  opener.type = "button";
  opener.addEventListener("click", function () {
    renewed();
    own.open();
  });
  const line = document.createElement("p");
  line.className = "mine";
  line.append(opener);
  main.querySelector("nav").append(line);
})(window.commonThreadOwn = window.commonThreadOwn || {});
