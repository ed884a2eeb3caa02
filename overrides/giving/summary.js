// What is wrong, as a list of links to the fields. It follows while somebody mends: what is mended goes, what is new comes,
// the number is said politely, and the focus stays where it is.
(function (giving) {
  "use strict";
  const { _, ngettext } = window.commonThreadWords;
  const { make } = giving;

  // `show` and `follow` take all that is wrong, as { label, message, one }; `show` goes to the list.
  giving.summary = function (box) {
    const heading = make("h2", { tabindex: "-1" }), list = make("ul", {});
    const after = make("p", { class: "ct-quiet" });
    let items = new Map();
    box.replaceChildren(make("div", { "aria-live": "polite", "aria-atomic": "true" }, heading), after, list);

    function item({ label, message, one }) {
      return make("li", {}, one ? make("a", { href: "#", click: (event) => (event.preventDefault(), one.focus()) }, label, ": ", message) : label + ": " + message);
    }

    function draw(wrong) {
      const kept = new Map(), here = list.contains(document.activeElement);
      wrong.forEach(function (found) {
        const key = found.label + "\n" + found.message + "\n" + kept.size;
        const known = [...items.entries()].find(([name, old]) => !kept.has(name) && old.one === found.one && old.message === found.message);
        kept.set(known ? known[0] : key, { ...found, element: known ? known[1].element : item(found) });
      });
      for (const { element } of items.values()) if (![...kept.values()].some((one) => one.element === element)) element.remove();
      [...kept.values()].forEach(({ element }, place) => list.children[place] !== element && list.insertBefore(element, list.children[place] || null));
      items = kept;
      const said = wrong.length ? ngettext("%(num)s thing to mend", "%(num)s things to mend", wrong.length) : _("Nothing left to mend");
      if (heading.textContent !== said) heading.textContent = said;
      after.textContent = wrong.length ? _("The list gets shorter while you mend.") : _("Choose “Make the parcel” below.");
      if (here && !list.contains(document.activeElement)) heading.focus();
    }

    return {
      show: function (wrong) {
        box.hidden = !wrong.length;
        if (!wrong.length) return;
        draw(wrong);
        heading.focus();
      },
      follow: (wrong) => box.hidden || draw(wrong)
    };
  };

  // What is still needed, each with a way there, before anybody has tried.
  giving.stillNeeded = function (box, wrong) {
    const links = wrong.map(({ label, one }) => make("a", { href: "#", click: (event) => (event.preventDefault(), one.focus()) }, label));
    box.replaceChildren(...(links.length ? [_("Still needed:"), " ", ...links.flatMap((link, place) => (place ? [", ", link] : [link]))] : [_("All that is needed is filled in.")]));
  };
})(window.commonThreadGiving);
