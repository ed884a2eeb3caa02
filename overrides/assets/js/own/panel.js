// The list of one's own in a dialog: a note on each entry, one file of all of them, and the list itself as a file.
(function (own) {
  "use strict";
  const { _, ngettext } = window.commonThreadWords, search = window.commonThreadSearch;
  const make = (...parts) => search.make(...parts);
  const LARGEST = 32 << 20;
  let dialog = null, body, said, made;

  function tell(words) {
    said.textContent = words;
  }

  // Where an entry can be read: here, when it was taken from this copy, else on the web. A single file knows its own.
  const way = own.way || ((entry) => (entry.here ? { href: search.root + entry.path } : { href: own.online(entry.path) || search.root + entry.path, "data-online": "" }));

  function link(entry) {
    const found = way(entry), inside = found.href && found.href.startsWith("#");
    return make("a", Object.assign(found, inside ? { click: () => dialog.close() } : {}), entry.title);
  }

  function row(entry) {
    const field = make("textarea", { id: "ct-taken-note-" + entry.id, rows: "2", maxlength: String(own.LONGEST_NOTE), dir: "auto", change: function () {
      tell(own.note(entry.id, field.value) ? _("Note kept.") : _("This browser could not keep the note."));
    } });
    field.value = entry.note;
    const item = make("li", {}, link(entry), " ", make("span", { class: "ct-quiet" }, own.text(entry.id) ? entry.kind : [entry.kind, _("summary only")].filter(Boolean).join(", ")),
      make("label", { for: field.id }, _("Note"), make("span", { class: "ct-taken-unseen" }, ": " + entry.title)), field,
      make("button", { type: "button", "aria-label": _("Remove: %(title)s", { title: entry.title }), click: function () {
        const next = item.nextElementSibling || item.previousElementSibling;
        own.leave(entry.id);
        item.remove();
        filled();
        (next ? next.querySelector("button") : dialog.querySelector(".ct-taken-close")).focus();
        tell(_("Removed: %(title)s", { title: entry.title }));
      } }, _("Remove")));
    return item;
  }

  // What depends on whether there is anything.
  function filled() {
    const empty = !own.list().length;
    body.querySelector(".ct-taken-empty").hidden = !empty;
    made.forEach((one) => {
      one.disabled = empty;
    });
    own.shown();
  }

  function shown() {
    body.querySelector("ol").replaceChildren(...own.list().map(row));
    filled();
  }

  function oneFile() {
    const entries = own.list().map((entry) => Object.assign(entry, { html: own.text(entry.id), address: own.online(entry.path) }));
    own.save(own.name(own.library(), _("Your list"), own.today(), ".html"), "text/html", own.file(own.library(), _("Your list"), entries));
    tell(ngettext("One file with %(num)s entry.", "One file with %(num)s entries.", entries.length));
  }

  function listFile() {
    own.save(own.name(own.library(), _("Your list"), own.today(), ".json"), "application/json", own.written(own.library()));
  }

  async function added(field) {
    const file = field.files[0];
    if (!file) return;
    const told = file.size > LARGEST ? null : own.read(await file.text().catch(() => ""));
    field.value = "";
    shown();
    if (!told) return tell(_("This is no list that was saved here: choose the file that “Save the list” made."));
    tell([
      ngettext("%(num)s entry added.", "%(num)s entries added.", told.added),
      told.known ? ngettext("%(num)s was in the list already; notes are kept.", "%(num)s were in the list already; notes are kept.", told.known) : "",
      told.left ? ngettext("%(num)s left out: it can't be read, or there is no room.", "%(num)s left out: they can't be read, or there is no room.", told.left) : "",
    ].filter(Boolean).join(" "));
  }

  function begin() {
    const field = make("input", { type: "file", accept: ".json,application/json", id: "ct-taken-file", change: () => added(field) });
    said = make("p", { class: "ct-taken-told", role: "status" });
    made = [make("button", { type: "button", class: "ct-taken-main", click: oneFile }, _("Make one file")), make("button", { type: "button", click: listFile }, _("Save the list"))];
    body = make("div", { class: "ct-taken-body" },
      make("p", {}, own.passing ? own.passing() : _("Kept in this browser only, with the text that each entry had when you took it along. Nobody else sees it.")),
      make("p", { class: "ct-taken-empty" }, own.nothing || _("Nothing yet. “Take along”, above the title of an entry, puts it here.")),
      make("ol", {}),
      make("p", { class: "ct-taken-ways" }, made),
      make("p", {}, _("“Make one file” gives all of them, with your notes, as one page that opens anywhere. “Save the list” is for another browser or device:")),
      make("p", {}, make("label", { for: field.id }, _("Add a saved list")), " ", field), said);
    dialog = make("dialog", { class: "ct-taken-list", "aria-labelledby": "ct-taken-title" },
      make("div", { class: "ct-taken-bar" }, make("h2", { id: "ct-taken-title" }, _("Your list")),
        make("button", { type: "button", class: "ct-taken-close", click: () => dialog.close() }, _("Close"))), body);
    document.body.append(dialog);
  }

  own.open = function () {
    if (!dialog) begin();
    tell("");
    shown();
    dialog.showModal();
  };
})(window.commonThreadOwn = window.commonThreadOwn || {});
