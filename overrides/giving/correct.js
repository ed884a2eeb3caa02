// A correction to words of one entry: `#correct=practices/its-id`, with the words that a reader had marked in `&was=`.
(function (giving) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const { make } = giving;
  const LONGEST = 8000, LEAST = 2;
  const LONGEST_MAIL = 1800;
  const { read, write } = window.commonThreadAddress;

  // The address that begins a mail; a long parcel doesn't fit into one and is pasted, it has been copied by then.
  giving.mail = function (mailbox, name, pasted) {
    const fits = write(pasted).length < LONGEST_MAIL;
    const body = fits ? pasted : _("Paste the parcel here; it has been copied.");
    return "mailto:" + mailbox + "?subject=" + write(name) + "&body=" + write(body.replace(/\n/g, "\r\n"));
  };

  giving.correct = function (place, start, asked, back) {
    const [target, was] = asked.slice("correct=".length).split("&was=").map(read);
    const [folder, id] = target.includes("/") ? target.split("/") : ["", target];
    const kind = start.kinds.find((one) => one.folder === folder);
    const context = { changed: changed };
    const text = (key, label, help, need) => giving.field({ key: key, label: label, help: help, need: need, shape: "Markdown" }, { max: LONGEST }, context);
    const fields = {
      was: text("was", _("Which words are wrong?"), _("Copy them from the page: one sentence or one paragraph, as it stands there."), true),
      now: text("now", _("What should they say?"), _("The same words, put right."), true),
      reason: text("reason", _("Why, and which source says so?"), _("Document, page, date. The editors read it; it isn't published."), false)
    };
    const draft = giving.draft("correct." + target, () => given(), () => put({ was: was || "", now: was || "", reason: "" }));
    const box = make("div", { class: "ct-give__summary", hidden: "" }), made = make("div", { class: "ct-give__result", hidden: "" });
    const title = make("span", {}, id), heading = make("h2", { tabindex: "-1" }, _("Suggest a correction"));
    const entry = kind ? make("a", { href: new URL(folder + "/" + id + ".html", window.__md_scope).href }, title) : title;
    if (kind) giving.load("entries-" + kind.name).then((known) => (title.textContent = (known.find((one) => one[0] === id) || [])[1] || id)).catch(() => null);
    const form = make("form", { novalidate: "", submit: (event) => (event.preventDefault(), finish()) }, Object.values(fields).map((one) => one.element),
      make("p", { class: "ct-give__buttons" }, make("button", { type: "submit", class: "ct-give__main" }, _("Make the parcel"))));
    const summary = giving.summary(box);
    let followed = "", tried = false;

    function given() {
      return { was: fields.was.read(), now: fields.now.read(), reason: fields.reason.read() };
    }

    function put(words) {
      for (const [key, one] of Object.entries(fields)) one.write(words[key]);
      followed = words.now;
    }

    // What is written into the first field stands in the second, to be put right there, until somebody has been at it.
    function changed() {
      const now = fields.now.read();
      if (now === followed && !fields.now.touched && now !== fields.was.read()) fields.now.write(followed = fields.was.read());
      made.hidden = true;
      draft.later();
      if (tried) summary.follow(judge());
    }

    function judge() {
      const { was: before, now } = given(), wrong = [];
      const tell = function (one, message) {
        one.tell(message);
        if (message) wrong.push({ label: one.label, message: message, one: one });
      };
      const long = (words) => (words.length > LONGEST ? _("%(found)s characters; %(most)s at most. Shorten it.", { found: words.length, most: LONGEST }) : "");
      tell(fields.was, before.trim().length < LEAST ? _("Fill this in.") : long(before));
      tell(fields.now, !now.trim() ? _("Fill this in.") : now.trim() === before.trim() ? _("These are the same words.") : long(now));
      return wrong;
    }

    function finish() {
      const wrong = judge(), { was: before, now, reason } = given();
      tried = true;
      summary.show(wrong);
      if (wrong.length) return;
      const words = { entry: id, was: before.trim(), now: now.trim(), ...(reason.trim() ? { reason: reason.trim() } : {}) };
      giving.result(made, "correction-" + id + ".parcel.json", { corrections: [words] });
    }

    place.replaceChildren(back, heading, make("p", {}, _("In:"), " ", entry), draft.element, box, form, made);
    put(draft.known() || { was: was || "", now: was || "", reason: "" });
    return { draft: draft };
  };
})(window.commonThreadGiving);
