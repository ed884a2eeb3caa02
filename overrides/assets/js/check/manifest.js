// The manifest of a bundle and the bundle as a whole, as macros/bundles/container/{manifest,bundle}.py read them.
(function (check) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const { damaged } = check;
  const MANIFEST = check.MANIFEST = "MANIFEST.json", SIGNATURE = check.SIGNATURE = "MANIFEST.json.minisig";
  const FORMAT = "common-thread bundle 1";
  const FACTS = ["id", "title", "library", "version", "day", "online", "folder"];
  const STEERING = /[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/u;

  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  // Size and SHA-256 of a file's content.
  check.sum = async (content) => ({ size: content.length, sha256: check.hex(await check.sha256(content)) });

  // Throws unless a text is a day that a zip file can hold.
  function checkDay(day) {
    const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day), year = found ? Number(found[1]) : 0;
    const made = found ? new Date(Date.UTC(year, found[2] - 1, found[3])).toISOString().slice(0, 10) : "";
    if (made !== day || year < 1980 || year > 2107) throw damaged(_("%(day)s is no day that a zip file can hold (YYYY-MM-DD, from 1980 to 2107)", { day: check.quoted(day) }));
  }

  // The day as an archive writes it.
  check.dateOf = function (day) {
    const [year, month, number] = day.split("-").map(Number);
    return (year - 1980) << 9 | month << 5 | number;
  };

  // Throws when there are more files than any bundle has.
  check.fileCount = function (number) {
    if (number > check.MOST_FILES) throw damaged(_("there are %(number)s files, more than any bundle has", { number: check.grouped(number) }));
  };

  // A manifest whose facts and files somebody has named; `files` is a Map.
  check.manifestOf = function (facts, files) {
    check.fileCount(files.size);
    const fits = (value) => typeof value === "string" && Array.from(value).length <= 1000 && !STEERING.test(value);
    if (!FACTS.every((name) => Object.hasOwn(facts, name) && fits(facts[name]))) throw damaged(_("%(file)s does not say what the bundle is", { file: MANIFEST }));
    const about = Object.fromEntries(FACTS.map((name) => [name, facts[name]]));
    checkDay(about.day);
    if (about.folder.includes("/")) throw damaged(_("%(file)s names %(folder)s as its folder, which is more than one", { file: MANIFEST, folder: check.quoted(about.folder) }));
    check.paths([MANIFEST, SIGNATURE, ...files.keys()].map((path) => `${about.folder}/${path}`));
    return { about, files };
  };

  // The bytes of a manifest: one line for each fact and each file, and the SHA-256 of all these lines.
  check.manifestBytes = async function (manifest) {
    const head = FACTS.map((name) => `"${name}": ${JSON.stringify(manifest.about[name])},\n`).join("");
    const lines = [...manifest.files.keys()].sort(check.inOrder).map(function (path) {
      const { size, sha256 } = manifest.files.get(path);
      return `${JSON.stringify(path)}: {"size": ${size}, "sha256": "${sha256}"}`;
    });
    const body = check.bytes(`{\n"format": "${FORMAT}",\n${head}"files": {\n${lines.join(",\n")}\n},\n`);
    return check.joined([body, check.bytes(`"sha256": "${check.hex(await check.sha256(body))}"\n}\n`)]);
  };

  function parsed(bytes) {
    const text = check.text(bytes);
    let data = null;
    try {
      data = text === null ? null : JSON.parse(text);
    } catch (error) {
      data = null;
    }
    if (!isObject(data)) throw damaged(_("%(file)s can't be read", { file: MANIFEST }));
    if (data.format !== FORMAT) throw damaged(_('%(file)s is of another format; this program reads "%(format)s"', { file: MANIFEST, format: FORMAT }));
    return data;
  }

  // A manifest, which must be exactly as the program writes it.
  check.readManifest = async function (bytes) {
    const data = parsed(bytes);
    if (!isObject(data.files)) throw damaged(_("%(file)s does not list the files", { file: MANIFEST }));
    const files = new Map();
    for (const [path, value] of Object.entries(data.files)) {
      const { size, sha256 } = isObject(value) ? value : {};
      if (!Number.isInteger(size) || size < 0 || typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256)) throw damaged(_("%(file)s has no size and SHA-256 of %(path)s", { file: MANIFEST, path: check.quoted(path) }));
      files.set(path, { size, sha256 });
    }
    const manifest = check.manifestOf(data, files);
    if (!check.same(await check.manifestBytes(manifest), bytes)) throw damaged(_("%(file)s is not as this program writes it", { file: MANIFEST }));
    return manifest;
  };

  // The members of an archive put together: exactly the files that the manifest lists.
  check.gathered = async function (members) {
    const byPath = new Map(members.map((member) => [member.path, member]));
    const place = [...byPath.keys()].find((path) => path.split("/").length === 2 && path.endsWith(`/${MANIFEST}`));
    if (!place) throw new check.Refusal("foreign", _("there is no %(file)s in it, so it is no bundle of this program", { file: MANIFEST }));
    const text = await check.content(byPath.get(place));
    byPath.delete(place);
    const manifest = await check.readManifest(text), folder = `${manifest.about.folder}/`;
    const signed = byPath.get(folder + SIGNATURE), files = new Map();
    byPath.delete(folder + SIGNATURE);
    const listed = new Set([...manifest.files.keys()].map((path) => folder + path));
    for (const path of [...new Set([...listed, ...byPath.keys()])].sort(check.inOrder)) {
      if (!byPath.has(path)) throw damaged(_("%(path)s is missing", { path }));
      if (!listed.has(path)) throw damaged(_("%(path)s stands in no list", { path }));
      files.set(path.slice(folder.length), byPath.get(path));
    }
    return { manifest, text, signature: signed ? await check.content(signed) : null, members: files };
  };

  // A bundle whose bytes give its own hash.
  check.opened = async function (data) {
    await check.seal(data);
    return check.gathered(check.members(data));
  };

  // What is wrong with a file of a bundle, in words; empty when it is as the manifest says.
  check.compared = async function (path, content, manifest) {
    const expected = manifest.files.get(path);
    if (content.length !== expected.size) return _("%(path)s has %(size)s bytes instead of %(expected)s.", { path, size: content.length, expected: expected.size });
    const { sha256 } = await check.sum(content);
    if (sha256 === expected.sha256) return "";
    return _("%(path)s has changed: its SHA-256 is %(found)s… instead of %(expected)s….", { path, found: sha256.slice(0, 16), expected: expected.sha256.slice(0, 16) });
  };
})(window.commonThreadCheck = window.commonThreadCheck || {});
