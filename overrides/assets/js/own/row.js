// What a reader can do with the entry on this page: print it, save it as one file, take it along, share it. And, in the foot
// of every page, the way to what was taken along. Pages without scripts have none of it; browsers print by themselves.
// Small, since every page loads it: the rest comes when it is used.
(function (own) {
  "use strict";
  const { _ } = window.commonThreadWords, search = window.commonThreadSearch;
  const PARTS = ["dom", "own/clean", "own/looks", "own/entry", "own/file", "own/kept", "own/panel"];
  const LIST = "own.list";
  const head = document.querySelector("article > .ct-head:has(h1)"), kind = head && head.querySelector(".ct-head__kind");
  const foot = document.querySelector(".ct-sitefoot p");

  function button(words, name, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "ct-taken ct-taken--" + name;
    made.append(words);
    made.addEventListener("click", act);
    return made;
  }

  // Everything else, then the act; where it can't be had, a word that says so.
  function afterwards(act) {
    return function () {
      needed().then(act).catch(() => own.tell(_("This did not work: a part of the program can't be read. Load the page again.")));
    };
  }

  function needed() {
    return search.need(PARTS, "own");
  }

  // A word to the reader below the head of the entry, or nothing.
  own.tell = function (words) {
    const before = document.querySelector(".ct-taken-said");
    if (!words && !before) return;
    const known = before || document.createElement("p");
    known.className = "ct-note ct-taken-said";
    known.setAttribute("role", "status");
    known.textContent = words;
    known.hidden = !words;
    if (head) head.append(known);
    else document.querySelector("article").prepend(known);
  };

  own.library = function () {
    return document.querySelector(".ct-sitefoot strong").textContent;
  };

  function listed() {
    const kept = window.__md_get(LIST);
    return Array.isArray(kept) ? kept : [];
  }

  // The entry whose page this is, as the list has it.
  function mine() {
    const here = window.commonThreadAddress.read(location.href.split(/[?#]/)[0]);
    return listed().find((entry) => entry && here === window.commonThreadAddress.read(new URL(String(entry.path), window.__md_scope).href));
  }

  const opener = button("", "list", afterwards(() => own.open()));
  const toggle = button(_("Take along"), "take", afterwards(function () {
    const taken = mine(), entry = own.entry();
    const trouble = taken ? (own.leave(entry.id) ? "" : "refused") : own.take(Object.assign(entry, { here: true }));
    own.tell({
      full: _("The list is full: it holds %(number)s entries.", { number: own.MOST }),
      refused: _("This browser keeps nothing for this page, so the list can't hold it. Save the entry as a file instead."),
      short: _("The browser has no room for the whole text: the list holds title, summary and address."),
    }[trouble] || "");
    own.shown();
  }));

  // Shows what the list holds.
  own.shown = function () {
    const number = listed().length;
    opener.textContent = number ? _("Your list (%(number)s)", { number: number }) : _("Your list");
    toggle.setAttribute("aria-pressed", String(Boolean(mine())));
  };

  if (foot) foot.append(" ", opener);
  if (kind) {
    const row = document.createElement("span");
    row.className = "ct-taken-row";
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", _("This entry"));
    row.append(button(_("Print"), "print", () => window.print()), button(_("Save"), "save", afterwards(function () {
      const entry = own.entry();
      own.save(own.name(own.library(), entry.id, entry.day, ".html"), "text/html", own.file(own.library(), entry.title, [Object.assign(entry, { address: own.online(entry.path) })]));
    })), toggle);
    if (navigator.share) {
      row.append(button(_("Share"), "share", afterwards(function () {
        const entry = own.entry();
        navigator.share({ title: entry.title, text: entry.summary, url: own.online(entry.path) }).catch(() => {});
      })));
    }
    row.querySelectorAll("button").forEach((one) => one.setAttribute("title", one.textContent));
    kind.append(row);
    // A text that was taken along from an older state of the page is taken anew.
    const taken = mine(), now = window.commonThreadMade || {};
    if (taken && taken.version !== now.version) needed().then(() => own.take(Object.assign(own.entry(), { here: true }))).catch(() => {});
  }
  own.shown();
})(window.commonThreadOwn = window.commonThreadOwn || {});
