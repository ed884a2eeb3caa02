// What comes along with an entry: each new organisation, source or country stands right below the field that names it,
// with a way back there; and what may be there already is asked while a title is typed.
(function (giving) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const { make } = giving;
  const PAUSE = 300, SHOWN = 3;

  const names = (one, key) => {
    const value = one.question && one.question.types ? one.read() : "";
    return Array.isArray(value) ? value.includes(key) : value === key;
  };

  // Puts each new entry below the first field that names it, and what none names into `rest`; `news` hold `key`,
  // `element` and, afterwards, `home`. `asked` is all that is asked, in the order of the page.
  giving.settleNews = function (news, asked, rest) {
    for (const made of news) {
      const home = asked.find((one) => names(one, made.key) && !made.element.contains(one.element)) || null;
      if (home ? made.home === home && made.element.isConnected : made.element.parentElement === rest) continue;
      made.home = home;
      made.back.hidden = !home;
      if (home) {
        made.back.textContent = _("Done: back to “%(field)s”", { field: home.label });
        let last = home.element;
        while (last.nextElementSibling && news.some((one) => one !== made && one.home === home && one.element === last.nextElementSibling)) last = last.nextElementSibling;
        last.after(made.element);
      } else rest.append(made.element);
    }
  };

  // Below the title of an entry: entries that are called nearly so, or have the same web address.
  // `load()` promises the entries of its type, `address(id)` is the page of one, `take(id)` takes it instead; none for an
  // entry that nothing refers to.
  giving.likeHint = function (entry, { load, address, take }) {
    const field = (key) => (entry.questions.fields.find(({ one }) => one.question.key === key) || {}).one;
    const watched = ["title", "acronym", "url"].map(field).filter(Boolean);
    const box = make("div", { class: "ct-give__like", "aria-live": "polite" });
    let timer = 0, shown = "";

    async function look() {
      const said = (key) => (field(key) ? String(field(key).read()).trim() : "");
      const typed = ["title", "acronym"].map(said).filter((text) => text.length > 2);
      const known = await load(), like = typed.length || said("url") ? giving.alike(typed, said("url"), known).slice(0, SHOWN) : [];
      if (shown === like.join(" ")) return;
      shown = like.join(" ");
      if (!like.length) return box.replaceChildren();
      const labels = new Map(known.map(([id, label]) => [id, label]));
      box.replaceChildren(make("p", {}, take ? _("Is it one of these, which are there already?") : _("Is it one of these, which are there already? Then suggest a correction there.")),
        make("ul", {}, like.map((id) => make("li", {}, make("a", { href: address(id), target: "_blank", rel: "noopener" }, labels.get(id)),
          take ? [" ", make("button", { type: "button", "aria-label": _("Take it: %(name)s", { name: labels.get(id) }), click: () => take(id) }, _("Take it"))] : null))));
    }

    watched.forEach((one) => one.element.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    }));
    field("title").element.after(box);
    return look;
  };
})(window.commonThreadGiving);
