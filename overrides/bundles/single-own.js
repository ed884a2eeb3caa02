// Below each entry of a single file: print it alone, save it as a file of its own with its sources and the short texts of
// the terms that it leads to, and share where it stands on the web. single-list.js adds the list of one's own.
(function (own) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const main = document.querySelector("main"), made = main.querySelector("time[data-made]"), library = main.querySelector(".kind").textContent;
  own.looks = () => document.querySelector("style").textContent;

  function address(article) {
    const folder = article.closest("section").dataset.folder, online = made.dataset.online;
    return online && folder ? online + folder + "/" + article.id + ".html" : "";
  }

  function title(article) {
    return article.querySelector("h2").textContent;
  }

  function named(id) {
    return "[id=" + JSON.stringify(id) + "]";
  }

  // Definitions that an entry leads to, each with its short text; a link to another entry leads to the web.
  function leading(copy) {
    const terms = document.createElement("dl");
    copy.querySelectorAll("a[href^='#']").forEach(function (link) {
      const name = link.getAttribute("href").slice(1);
      if (copy.querySelector(named(name))) return;
      const target = document.getElementById(name), entry = target && target.closest("article"), place = entry && address(entry);
      if (place) link.setAttribute("href", place);
      else link.removeAttribute("href");
      const known = entry && document.querySelector("#glossary dt > a[href=" + JSON.stringify("#" + entry.id) + "]");
      if (!known || entry.id === copy.id || terms.querySelector(named("term." + entry.id))) return;
      const term = document.createElement("dt");
      term.id = "term." + entry.id;
      term.textContent = known.textContent;
      terms.append(term, known.parentElement.nextElementSibling.cloneNode(true));
    });
    if (!terms.children.length) return [];
    const head = document.createElement("h2");
    head.textContent = _("Terms it uses");
    return [head, terms];
  }

  own.library = () => library;
  own.made = { day: made.dateTime, version: made.dataset.version };

  // Where everybody finds a page of the library; empty where it is nowhere on the web.
  own.online = (path) => (made.dataset.online ? new URL(path, made.dataset.online).href : "");

  // An entry, as a file of one's own holds it.
  own.entryOf = function (article) {
    const copy = article.cloneNode(true), root = document.implementation.createHTMLDocument(""), section = article.closest("section");
    const lead = copy.querySelector(".ct-lead");
    copy.querySelectorAll(":scope > h2:first-child, .up").forEach((part) => part.remove());
    const terms = leading(copy), body = root.createElement("div");
    body.append(own.clean([...copy.childNodes, ...terms], root, article.id, ""));
    return {
      id: article.id, path: section.dataset.folder + "/" + article.id + ".html", title: title(article), kind: section.querySelector("h2").textContent,
      summary: lead ? lead.textContent.replace(/\s+/g, " ").trim() : "", day: own.made.day, version: own.made.version, html: body.innerHTML,
    };
  };

  function saved(article) {
    const entry = Object.assign(own.entryOf(article), { address: address(article) });
    own.save(own.name(library, entry.id, entry.day, ".html"), "text/html", own.file(library, entry.title, [entry]));
  }

  // Only this entry, with where and when it is from.
  function printed(article) {
    article.dataset.said = [library, window.commonThreadWords.day(made.dateTime), address(article)].filter(Boolean).join(" · ");
    article.classList.add("chosen");
    document.documentElement.classList.add("one");
    addEventListener("afterprint", function () {
      article.classList.remove("chosen");
      document.documentElement.classList.remove("one");
    }, { once: true });
    print();
  }

  function shared(article) {
    navigator.share({ title: title(article), url: address(article) }).catch(() => {});
  }

  const WAYS = own.ways = [["print", _("Print"), printed], ["save", _("Save as a file"), saved]];
  if (navigator.share && made.dataset.online) WAYS.push(["share", _("Share"), shared]);
  main.addEventListener("click", function (event) {
    const button = event.target.closest(".up button");
    const way = button && WAYS.find((one) => one[0] === button.value);
    if (way) way[2](button.closest("article"));
  });
  // A button for each way, below every entry.
  own.offered = function () {
    document.querySelectorAll(".up").forEach(function (line) {
      WAYS.forEach(function ([name, words]) {
        const button = document.createElement("button");
        button.type = "button";
        button.value = name;
        button.textContent = words;
        line.append(button, " ");
      });
    });
  };
})(window.commonThreadOwn = window.commonThreadOwn || {});
