// A copy and an update become the next copy, with the published checksum or not at all; as macros/bundles/update/read has
// it in {apply,result,safeguards}.py, but that nothing here switches a safeguard off.
(function (check) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const { damaged, inQuotes: quote } = check;
  const PACKED_ALREADY = /\.(?:gif|gz|jpe?g|mp[34]|pdf|png|webp|woff2?|zip)$/i;
  const PAUSE = 50;
  const base = (words) => new check.Refusal("base", words);
  const missing = (words) => new check.Refusal("missing", words);

  // What an update knows a bundle by: its manifest and the signature of that.
  const identity = (text, signature) => check.sha256(check.joined([check.bytes(`${text.length} `), text, signature || new Uint8Array()]));

  // A file that an update may change.
  async function contentOf(bundle, path) {
    if (path === check.SIGNATURE) return bundle.signature;
    const content = await check.content(bundle.members.get(path));
    if (await check.compared(path, content, bundle.manifest)) throw damaged(_("%(path)s is not the file that %(file)s lists", { path, file: check.MANIFEST }));
    return content;
  }

  // The new bundle's files, from the old ones and what an update says.
  async function resultOf(old, update) {
    const paths = [...old.members.keys(), ...(old.signature === null ? [] : [check.SIGNATURE])].sort(check.inOrder);
    if (update.files.some(([number]) => number >= paths.length)) throw damaged(_("the update changes a file that the old bundle hasn't; don't use it"));
    const before = new Map(), sizes = new Map(Object.entries(update.added));
    for (const [number, growth] of update.files) {
      const content = await contentOf(old, paths[number]);
      before.set(paths[number], content);
      if (growth !== null) sizes.set(paths[number], content.length + growth);
    }
    check.fileCount(old.manifest.files.size - before.size + sizes.size);
    const content = check.patched(check.joined([...before.values()]), update), wanted = [...sizes.values()];
    if (wanted.some((size) => size < 0) || wanted.reduce((sum, size) => sum + size, update.beside || 0) !== content.length) throw damaged(_("the update makes files of other sizes than it says; don't use it"));
    const changed = new Map(), files = new Map([...old.manifest.files].filter(([path]) => !before.has(path)));
    let place = 0;
    for (const path of [...sizes.keys()].sort(check.inOrder)) {
      changed.set(path, content.subarray(place, place += sizes.get(path)));
      if (path !== check.SIGNATURE) files.set(path, await check.sum(changed.get(path)));
    }
    const signature = changed.get(check.SIGNATURE) || (before.has(check.SIGNATURE) ? null : old.signature);
    const manifest = check.manifestOf({ ...old.manifest.about, ...update.about }, files);
    return { manifest, text: await check.manifestBytes(manifest), changed, signature, beside: update.beside === null ? null : content.subarray(place) };
  }

  // Throws unless the new copy takes nothing from the old one: the same pack, not older, signed by a known key.
  async function checkReplacement(copy, result) {
    const known = copy.about, makes = result.manifest.about, name = check.shown(copy.name);
    const said = { name, title: quote(makes.title), day: makes.day };
    if (known.library !== makes.library || known.id !== makes.id) throw base(_("%(name)s is %(known)s of %(library)s, and the update makes another pack, %(title)s of %(other)s", { ...said, known: quote(known.title), library: quote(known.library), other: quote(makes.library) }));
    if (makes.day < known.day) throw missing(_("the update makes %(title)s of %(day)s, older than the one you have: %(name)s is of %(known)s", { ...said, known: known.day }));
    const signed = copy.signer.state !== "no";
    if (signed && result.signature === null) throw missing(_("%(name)s is signed, and %(title)s of %(day)s, which the update makes, is not, so nobody could tell who made it", said));
    const signer = await check.signer(result.text, result.signature, copy.keys), keys = { ...said, key: signer.key, before: copy.signer.key };
    if (!signed || signer.state === "known") return signer;
    if (signer.state === "unchecked") throw new check.Refusal("unable", _("%(name)s is signed, and this browser can't check who has signed the new one. Take a newer browser, or one of the programs below", said));
    if (copy.keys.length) throw missing(_("%(title)s of %(day)s, which the update makes, is signed by the key %(key)s, which is not known here", keys));
    if (signer.key !== copy.signer.key) throw missing(_("%(name)s is signed by the key %(before)s, and %(title)s of %(day)s, which the update makes, by another one, %(key)s", keys));
    return signer;
  }

  // Packed as the program packs it.
  function packed(path, content, date) {
    const data = PACKED_ALREADY.test(path) ? content : check.deflated(content), less = data.length < content.length;
    return { path, method: less ? 8 : 0, crc: check.crc32(content), size: content.length, date, data: less ? data : content };
  }

  // Every member of the new archive; what has not changed is not packed again.
  async function membersOf(old, result, step) {
    const { manifest, changed, signature } = result, date = check.dateOf(manifest.about.day), members = [];
    const inside = new Map([...changed, [check.MANIFEST, result.text]]);
    if (signature !== null) inside.set(check.SIGNATURE, signature);
    const paths = [...new Set([...manifest.files.keys(), ...inside.keys()])].sort(check.inOrder);
    let last = performance.now();
    for (const path of paths) {
      const place = `${manifest.about.folder}/${path}`, content = inside.get(path);
      members.push(content ? packed(place, content, date) : { ...old.members.get(path), path: place, date });
      step(paths.length);
      if (performance.now() - last < PAUSE) continue;
      await new Promise((done) => setTimeout(done));
      last = performance.now();
    }
    return members;
  }

  // The next copy: `data` (its bytes), `name`, `about`, `signer`, and `beside`, the signature file beside it.
  check.renewed = async function (copy, update, step) {
    update.names.forEach(check.bundleName);
    const old = copy.bundle, found = await identity(old.text, old.signature), name = check.shown(copy.name);
    if (check.same(found, update.result)) throw base(_("%(name)s is already what this update makes; there is nothing to do", { name }));
    if (!check.same(found, update.base)) throw base(_("%(name)s is not the bundle that this update changes. It is %(title)s of %(day)s; an update fits one version only. Get the update for your version, or the whole bundle.", { name, title: quote(copy.about.title), day: copy.about.day }));
    const result = await resultOf(old, update);
    if (!check.same(await identity(result.text, result.signature), update.result)) throw damaged(_("the update does not give the bundle that it promises; don't use it"));
    const signer = await checkReplacement(copy, result), data = await check.written(await membersOf(old, result, step));
    const written = await check.opened(data);
    // What has not changed was unpacked and compared when the copy was checked.
    for (const path of result.changed.keys()) {
      const member = written.members.get(path);
      if (member && await check.compared(path, await check.content(member), written.manifest)) throw damaged(_("%(path)s is damaged", { path }));
    }
    if (!check.same(await check.sha256(data), update.archive)) throw damaged(_("the new file has not the published checksum, so it is not saved"));
    return { data, name: update.names[1], about: written.manifest.about, signer, beside: result.beside };
  };
})(window.commonThreadCheck = window.commonThreadCheck || {});
