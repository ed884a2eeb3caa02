// The page that checks a copy: files are chosen, nothing is sent anywhere, and what was found is said.
(function (check) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const place = document.getElementById("ct-check");
  if (!place) return;
  const part = (name) => place.querySelector(`[data-part="${name}"]`);
  const known = place.dataset.keys.split(" ").filter(Boolean), staleAfter = Number(place.dataset.staleAfter);
  const EVERY = 200;
  let busy = false;

  function paragraph(words) {
    const made = document.createElement("p");
    made.textContent = words;
    return made;
  }

  // Why this browser can't do it, in words; empty when it can.
  function unable() {
    if (!window.isSecureContext) return _("A browser computes checksums only on a page from the disk or from an address that begins with https. Open this page from a copy on this device.");
    return crypto.subtle && Blob.prototype.arrayBuffer && "hasOwn" in Object ? "" : _("This browser is too old to check files. Take a newer one, or one of the programs below.");
  }

  // The keys that are known here: those of the makers, or the one that was written into the field instead.
  function keys() {
    const given = part("key").value.trim().split(/\s+/).filter(Boolean);
    const read = (given.length ? given : known).map(check.publicKey);
    if (read.includes(null)) throw new check.Refusal("key", _("What stands in the field is no public key of minisign; a key begins with RW and has 56 signs."));
    return read;
  }

  // Shows what was found in a place, good or not.
  function show(name, { title, lines, good, after }) {
    const shown = part(name), heading = document.createElement("h3");
    heading.textContent = title;
    shown.className = good ? "ct-note" : "ct-note ct-note--warning";
    shown.replaceChildren(heading, ...lines.map(paragraph), ...(after || []));
    shown.hidden = false;
  }

  // A step of the work; how far it is, now and then, and time for the browser to show it.
  function counter() {
    let done = 0, last = performance.now();
    const bar = part("progress");
    return function (all) {
      done++;
      if (performance.now() - last < EVERY) return;
      last = performance.now();
      bar.max = all;
      bar.value = done;
    };
  }

  // Does one thing at a time, with the fields closed meanwhile; what no rule foresees is said too.
  async function during(name, work) {
    if (busy) return;
    busy = true;
    const fields = Array.from(place.querySelectorAll("input, textarea")).filter((field) => !field.disabled), bar = part("progress");
    fields.forEach((field) => { field.disabled = true; });
    part(name).hidden = true;
    bar.hidden = false;
    bar.removeAttribute("value");
    try {
      await work(counter());
    } catch (error) {
      const words = error.kind ? check.sentence(error.message) : _("Something went wrong in this browser: %(reason)s", { reason: String(error.message) });
      show(name, { title: _("Nothing was done"), lines: [words, _("What you have is as it was.")], good: false });
    }
    bar.hidden = true;
    fields.forEach((field) => { field.disabled = false; });
    busy = false;
    place.dispatchEvent(new CustomEvent("ct-checked"));
  }

  // The copy that an update may change: a zip file in which nothing was found wrong.
  let copy = null;

  function takes(found, other) {
    copy = found;
    part("update").disabled = !found;
    part("update-first").hidden = Boolean(found || other);
    part("update-none").hidden = !other;
    part("made").hidden = true;
    part("made").replaceChildren();
  }

  async function look(files, unpacked) {
    takes(null, false);
    let ready = null, other = false;
    await during("verdict", async function (step) {
      const trusted = keys(), chosen = unpacked ? files : check.together(files), verdict = await check.verdict(chosen, trusted, step);
      const good = verdict.state === "signed" || verdict.state === "unsigned" || verdict.state === "unchecked" || (verdict.state === "unknown_key" && !trusted.length);
      if (good && verdict.bundle) ready = { name: chosen.file.name, keys: trusted, ...verdict };
      other = good && verdict.listed;
      show("verdict", { title: _("Result: %(state)s.", { state: check.stateWords(verdict.state) }), lines: check.lines(verdict, { keys: trusted, now: Date.now(), staleAfter }), good });
      part("verdict").dataset.state = verdict.state;
    });
    takes(ready, other);
  }

  // A link that saves bytes as a file; a browser puts it beside what has the same name and replaces nothing.
  function saving(data, name, words) {
    const link = document.createElement("a"), line = document.createElement("p");
    link.className = "ct-button";
    link.download = name;
    link.textContent = words;
    link.href = URL.createObjectURL(new Blob([data], { type: "application/octet-stream" }));
    line.append(link);
    return line;
  }

  async function renew(file) {
    await during("made", async function (step) {
      const update = await check.readUpdate(await check.bytesOf(file, check.LARGEST));
      const made = await check.renewed(copy, update, step), { about, signer, data, name, beside } = made;
      const lines = [_("%(title)s, as of %(day)s. Every byte of it is what the update promises. Its checksum, to compare with the one on the published site:", { title: check.inQuotes(about.title), day: about.day }), `SHA-256 ${check.hex(update.archive)}`];
      if (signer.state === "known") lines.push(_("It is signed with the key %(key)s, which is known here.", { key: signer.key }));
      else if (signer.state === "no") lines.push(_("It is not signed, so nothing says who made it."));
      else lines.push(_("It carries a signature of the key %(key)s, which was not checked.", { key: signer.key }));
      lines.push(_("The file that you chose stays as it is."));
      const after = [saving(data, name, _("Save %(name)s", { name }))];
      if (beside) after.push(saving(beside, `${name}.minisig`, _("Save its signature, for minisign")));
      show("made", { title: _("The new copy is ready"), lines, good: true, after });
    });
  }

  // Where the published page is, which no stick brings, and where packed files are.
  function sayWhere() {
    const online = window.commonThread && window.commonThread.online;
    if (!online) return;
    for (const [id, page] of [["ct-check-online", "check-and-update.html"], ["ct-check-packed", "downloads.html"]]) {
      const link = document.createElement("a"), line = document.getElementById(id);
      link.href = link.textContent = online + page;
      line.append(link);
      line.hidden = false;
    }
  }

  sayWhere();
  const trouble = unable();
  document.querySelectorAll("[data-part-static]").forEach((element) => { element.hidden = true; });
  place.hidden = false;
  if (trouble) {
    place.replaceChildren(paragraph(trouble));
    place.className = "ct-note ct-note--warning";
    return;
  }
  part("zip").addEventListener("change", (event) => { if (event.target.files.length) look(Array.from(event.target.files), false); });
  part("update").addEventListener("change", (event) => { if (event.target.files[0] && copy) renew(event.target.files[0]); });
  // HTML has no word for choosing a folder; browsers that can do it have this property.
  if ("webkitdirectory" in part("folder")) {
    part("folder").webkitdirectory = true;
    part("folder-row").hidden = false;
  }
  part("folder").addEventListener("change", (event) => { if (event.target.files.length) look(Array.from(event.target.files), true); });
  // The same file may be chosen once more, after something has been done about it.
  place.querySelectorAll("input[type=file]").forEach((field) => field.addEventListener("click", () => { field.value = ""; }));
})(window.commonThreadCheck = window.commonThreadCheck || {});
