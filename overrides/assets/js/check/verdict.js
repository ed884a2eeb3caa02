// Whether a copy is what its makers gave away, in words for the person who holds it; as macros/bundles/verify.py says it.
(function (check) {
  "use strict";
  const { _, ngettext } = window.commonThreadWords;
  const DAY = 86400000, NAMED = 20, LARGEST_LIST = 16 << 20, LARGEST_BESIDE = 1 << 20;
  // What systems leave in folders; macros/load/litter.py and macros/bundles/unpacked.py hold the same lists.
  const LITTER = new Set([".DS_Store", ".directory", ".gitkeep", ".localized", ".nomedia", "Thumbs.db", "desktop.ini"]);
  const LITTER_FOLDERS = new Set(["__MACOSX", ".Trashes", ".fseventsd", ".Spotlight-V100", ".TemporaryItems", ".DocumentRevisions-V100", "System Volume Information", "$RECYCLE.BIN"]);
  const SHOWN_BY_BROWSERS = /\.(?:html?|m?js|pdf|svg|xht|xhtml|xml)$/i;
  const APPLE_DOUBLE = Uint8Array.of(0, 5, 22, 7);

  // A message with its capital and its full stop; the name of a file keeps its first letter.
  function sentence(words) {
    const named = !/^\p{L}+(?: |$)/u.test(words);
    return (named ? words : words[0].toUpperCase() + words.slice(1)) + (words.endsWith(".") ? "" : ".");
  }

  check.sentence = sentence;

  // What a stranger's file says, marked as such; it can't end the quotation and go on in our words.
  check.inQuotes = (text) => `“${text.replace(/“/g, "‘").replace(/”/g, "’")}”`;

  async function bytesOf(file, most) {
    if (file.size > most) throw new check.Refusal("foreign", _("%(file)s has %(size)s bytes, more than any file of its kind (%(most)s)", { file: check.shown(file.name), size: check.grouped(file.size), most: check.grouped(most) }));
    try {
      return new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      throw new check.Refusal("foreign", _("%(file)s can't be read: %(reason)s", { file: check.shown(file.name), reason: error.name }));
    }
  }

  check.bytesOf = bytesOf;

  // Compares a zip file with its own hash and its manifest.
  async function archive(file, step) {
    const data = await bytesOf(file, check.LARGEST), damage = [];
    let bundle;
    try {
      await check.seal(data);
    } catch (error) {
      if (error.kind !== "damaged") throw error;
      damage.push(sentence(error.message));
    }
    try {
      bundle = await check.gathered(check.members(data));
    } catch (error) {
      if (damage.length && error.kind && error.kind !== "path") throw check.damaged(damage[0] + " " + _("More: %(words)s", { words: error.message }));
      throw error;
    }
    const differing = [];
    for (const [path, member] of bundle.members) {
      step(bundle.members.size);
      try {
        const words = await check.compared(path, await check.content(member), bundle.manifest);
        if (words) differing.push(words);
      } catch (error) {
        if (!error.kind) throw error;
        differing.push(_("%(path)s can't be unpacked: its bytes have changed.", { path }));
      }
    }
    if (damage.length && !differing.length) differing.push(_("Its files are right; the damage is around them."));
    return { data, bundle, about: bundle.manifest.about, text: bundle.text, signature: bundle.signature, damage: [...damage, ...differing], found: [], mixed: false };
  }

  // The files of the one bundle in a chosen folder, by their paths below its own; [] when the folder itself is none.
  function bundleFolder(files) {
    const paths = new Map(Array.from(files, (file) => [file.webkitRelativePath.normalize("NFC").split("/").slice(1).join("/"), file]));
    const roots = [...paths.keys()].filter((path) => path.split("/").length <= 2 && path.split("/").pop() === check.MANIFEST).map((path) => path.slice(0, -check.MANIFEST.length)).sort(check.inOrder);
    if (!roots.length) throw new check.Refusal("foreign", _("there is no %(file)s in the folder", { file: check.MANIFEST }));
    if (roots.length > 1 && roots[0]) throw new check.Refusal("foreign", _("there are several bundles in the folder; check each by itself: %(names)s", { names: roots.map((root) => check.shown(root.slice(0, -1))).join(", ") }));
    return new Map([...paths].filter(([path]) => path.startsWith(roots[0])).map(([path, file]) => [path.slice(roots[0].length), file]));
  }

  // Whether a file is known litter and holds nothing that a reader could take for a page.
  async function leftBySystem(file, path) {
    const parts = path.split("/"), name = parts[parts.length - 1], inside = parts.some((part) => LITTER_FOLDERS.has(part));
    if (!LITTER.has(name) && !name.startsWith("._") && !inside) return false;
    if (!name.startsWith("._")) return !inside || !SHOWN_BY_BROWSERS.test(name);
    if (file.size > LARGEST_BESIDE) return false;
    const content = await bytesOf(file, LARGEST_BESIDE);
    return check.same(content.subarray(0, 4), APPLE_DOUBLE) && !/<[!/?A-Za-z]/.test(new TextDecoder("latin1").decode(content));
  }

  // Compares an unpacked folder with the manifest in it, file by file.
  async function folder(files, step) {
    const paths = bundleFolder(files), text = await bytesOf(paths.get(check.MANIFEST), LARGEST_LIST);
    const manifest = await check.readManifest(text), damage = [], litter = [], others = [];
    for (const path of [...paths.keys()].sort(check.inOrder)) {
      step(paths.size);
      if (path === check.MANIFEST || path === check.SIGNATURE) continue;
      if (!manifest.files.has(path)) {
        ((await leftBySystem(paths.get(path), path)) ? litter : others).push(check.shown(path));
        continue;
      }
      const words = await check.compared(path, await bytesOf(paths.get(path), check.LARGEST_FILE), manifest);
      if (words) damage.push(words);
    }
    for (const path of manifest.files.keys()) {
      if (!paths.has(path)) damage.push(_("%(path)s is missing.", { path }));
    }
    const found = litter.map((path) => _("%(path)s is not ours; your system has put it there.", { path }));
    found.push(...others.slice(0, NAMED).map((path) => _("%(path)s is not ours.", { path })));
    if (others.length > NAMED) found.push(_("So are %(number)s more.", { number: others.length - NAMED }));
    const signed = paths.get(check.SIGNATURE);
    return { data: null, bundle: null, about: manifest.about, text, signature: signed ? await bytesOf(signed, 10000) : null, damage, found, mixed: others.length > 0 };
  }

  // What is found: `state`, `about`, `found` (a line each), `signer`, `listed` (it is no bundle, and a list of checksums
  // has it), its `day` then, and `bundle` and `data` of a zip file. Chosen are the files of a folder, or what
  // `together` has told apart.
  check.verdict = async function (chosen, keys, step) {
    const found = { state: "damaged", about: null, found: [], signer: null, bundle: null, data: null, listed: false, day: "" };
    const take = step || (() => null), unpacked = Array.isArray(chosen);
    let looked, signed = [];
    try {
      looked = unpacked ? await folder(chosen, take) : await check.listed(chosen) || await archive(chosen.file, take);
    } catch (error) {
      if (!error.kind) throw error;
      return { ...found, state: error.kind === "foreign" ? "foreign" : "damaged", found: [sentence(error.message)] };
    }
    const { about, bundle, data } = looked, day = looked.day || "";
    found.listed = looked.day !== undefined;
    try {
      found.signer = await check.signer(looked.text, looked.signature, keys);
      if (!unpacked) signed = await check.beside(chosen, looked, keys);
    } catch (error) {
      if (!error.kind) throw error;
      return { ...found, about, found: [...looked.damage, ...looked.found, sentence(error.message)] };
    }
    const words = [...looked.found, ...signed];
    if (looked.damage.length) return { ...found, about, found: [...looked.damage, ...words] };
    const state = looked.mixed ? "mixed" : { no: "unsigned", known: "signed", unknown: "unknown_key", unchecked: "unchecked" }[found.signer.state];
    return { ...found, state, about, found: words, bundle, data, day };
  };

  const STATES = {
    signed: _("intact and signed by a known key"),
    unsigned: _("intact, unsigned"),
    unknown_key: _("intact, but signed by a key that is not known here"),
    unchecked: _("intact, but this browser can't check its signature"),
    mixed: _("every file of the bundle is right, but others lie among them"),
    damaged: _("damaged"),
    foreign: _("not one of our bundles"),
  };
  const ADVICE = {
    signed: _("You can use it."),
    unsigned: _("Every file is as the list in it says. Nothing proves who made the list: use it if you trust where it is from."),
    unchecked: _("Every file is as the list in it says, but who signed the list was not checked. Take a newer browser, or one of the programs below."),
    mixed: _("What is not ours may be left from an older copy, or be somebody else's page that looks like ours. Delete the folder, unpack the file again, and check once more."),
    damaged: _("Don't use it. Get it again from where it came from; if it is damaged again, tell the editors."),
    foreign: _("Check that you took the right file. A bundle ends in .zip; a single file, a ZIM and a PDF can be checked together with SHA256SUMS and its signature, of the same release."),
  };
  const ADVICE_LISTED = {
    ...ADVICE,
    unsigned: _("It is the file that SHA256SUMS lists. Nothing proves who made the list: use it if you trust where it is from."),
    unchecked: _("It is the file that SHA256SUMS lists, but who signed the list was not checked. Take a newer browser, or one of the programs below."),
  };

  // How long ago a day was, in words; empty when the device's clock stands before it.
  check.age = function (day, now) {
    const days = Math.floor((now - Date.parse(`${day}T00:00:00Z`)) / DAY), months = Math.round(days / 30.44);
    if (!(days >= 0)) return "";
    if (days < 31) return ngettext("%(num)s day", "%(num)s days", days);
    if (months < 24) return ngettext("%(num)s month", "%(num)s months", Math.max(months, 1));
    return ngettext("%(num)s year", "%(num)s years", Math.floor(months / 12));
  };

  // What a verdict says beside its state: what the copy is, how old, who signed it, what was found, what to do.
  check.lines = function (verdict, { keys, now, staleAfter }) {
    const { state, about, signer } = verdict, lines = [], quote = check.inQuotes;
    if (about) lines.push(_("It says that it is %(title)s of %(library)s, version %(version)s, as of %(day)s.", { title: quote(about.title), library: quote(about.library), version: quote(about.version), day: about.day }));
    if (verdict.day) lines.push(_("By its name in SHA256SUMS, it is as of %(day)s.", { day: verdict.day }));
    const day = about ? about.day : verdict.day, age = day && state !== "damaged" ? check.age(day, now) : "";
    const stale = age && now - Date.parse(day) > (staleAfter + 1) * DAY;
    if (stale) lines.push(_("It is %(age)s old: things may have changed since %(day)s. A signature says who made it, not that there is nothing newer.", { age, day }));
    else if (age) lines.push(_("It is %(age)s old.", { age }));
    if (signer && signer.state === "known") lines.push(_("Signed with the key %(key)s, which says: %(words)s.", { key: signer.key, words: quote(check.shown(signer.comment)) }));
    else if (signer && signer.state !== "no" && state !== "damaged") lines.push(_("It carries a signature of the key %(key)s, which was not checked.", { key: signer.key }));
    lines.push(...verdict.found);
    if (state !== "unknown_key") lines.push((verdict.listed ? ADVICE_LISTED : ADVICE)[state]);
    else if (verdict.listed && keys.length) lines.push(_("It is the file that SHA256SUMS lists, but no key that is trusted here has signed it. Don't use it as theirs."));
    else if (verdict.listed) lines.push(_("It is the file that SHA256SUMS lists, but who signed the list was not checked. Ask the library's editors for their public key, write it above, and check again."));
    else if (keys.length) lines.push(_("Every file is as the list in it says, but no key that is trusted here has signed it. Don't use it as theirs."));
    else lines.push(_("Every file is as the list in it says, but who signed the list was not checked. Ask the library's editors for their public key, write it above, and check again."));
    return lines;
  };

  check.stateWords = (state) => STATES[state];
})(window.commonThreadCheck = window.commonThreadCheck || {});
