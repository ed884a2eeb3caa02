// What is chosen together, and a file that is no bundle compared with the list of checksums chosen with it, as
// macros/bundles/check/listed.py compares it with the list beside it.
(function (check) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const SUMS = "SHA256SUMS", ENDING = ".minisig", HASH = 64, LARGEST_LIST = 16 << 20, LARGEST_SIGNATURE = 10000;
  const DAY = /-(\d{4}-\d\d-\d\d)-[0-9a-z]+\.[a-z]+$/;
  const foreign = (words) => new check.Refusal("foreign", words);

  // A browser may have put a number or an ending behind the name of a list that it has saved.
  const isOfList = (name) => /^SHA256SUMS(?![\p{L}\p{N}])/u.test(name);

  // The one of some files, or null.
  function only(files) {
    if (files.length > 1) throw foreign(_("choose one file to check, and with it no more than %(list)s and the signature of each", { list: SUMS }));
    return files[0] || null;
  }

  // The file to check, the list of checksums, and the signature of each, of all that is chosen together.
  check.together = function (files) {
    const signatures = files.filter((file) => file.name.endsWith(ENDING)), others = files.filter((file) => !file.name.endsWith(ENDING));
    const lists = others.filter((file) => isOfList(file.name)), rest = others.filter((file) => !isOfList(file.name));
    const chosen = {
      list: only(lists), signed: only(signatures.filter((file) => isOfList(file.name))),
      file: only(rest), beside: only(signatures.filter((file) => !isOfList(file.name))),
    };
    if (!chosen.file) throw foreign(_("choose the file to check as well, together with the others"));
    if (chosen.signed && !chosen.list && !chosen.file.name.endsWith(".zip")) throw foreign(_("choose %(list)s as well: %(signature)s is its signature", { list: SUMS, signature: check.shown(chosen.signed.name) }));
    return chosen;
  };

  // The lines of a list: `[sum, name]`.
  function linesOf(bytes) {
    const lines = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).split(/\r\n|\r|\n/);
    return lines.map((line) => [line.slice(0, HASH), line.slice(HASH + 2)]);
  }

  function dayIn(name) {
    const found = DAY.exec(name), day = found ? found[1] : "";
    return day && !isNaN(Date.parse(day)) && new Date(day).toISOString().slice(0, 10) === day ? day : "";
  }

  // What a list says of a file; null where it is a bundle, which has a list of its own, or the list doesn't know it.
  check.listed = async function (chosen) {
    if (chosen.file.name.endsWith(".zip") || !chosen.list) return null;
    const text = await check.bytesOf(chosen.list, LARGEST_LIST), byName = new Map();
    for (const [sum, name] of linesOf(text)) byName.set(name, sum);
    const found = check.hex(await check.sha256(await check.bytesOf(chosen.file, check.LARGEST))), name = chosen.file.name;
    const real = [...byName].find(([, sum]) => sum === found), inFolder = [...byName.keys()].find((path) => path.endsWith("/" + name));
    if (!real && !byName.has(name) && !inFolder) return null;
    const words = [_("It was compared with %(list)s.", { list: SUMS })];
    if (real && real[0].split("/").pop() !== name) words.push(_("It has another name there: %(name)s.", { name: check.shown(real[0]) }));
    return {
      data: null, bundle: null, about: null, text, signature: chosen.signed ? await check.bytesOf(chosen.signed, LARGEST_SIGNATURE) : null,
      damage: real ? [] : [_("%(name)s has changed: it is not the file that %(list)s lists.", { name: check.shown(name), list: SUMS })],
      found: words, mixed: false, day: real ? dayIn(real[0]) : "",
    };
  };

  // What the signature of the file itself says, chosen with it; throws when it belongs to another file or key.
  check.beside = async function (chosen, looked, keys) {
    if (!chosen.beside) return [];
    const file = check.shown(chosen.beside.name);
    try {
      const signed = await check.bytesOf(chosen.beside, LARGEST_SIGNATURE);
      const signer = await check.signer(looked.data || await check.bytesOf(chosen.file, check.LARGEST), signed, keys);
      if (looked.signature && check.signingKey(signed) !== check.signingKey(looked.signature)) throw check.damaged(_("it is of another key than the signature inside the bundle"));
      if (signer.state === "known") return [_("%(file)s fits.", { file })];
      if (signer.state === "unchecked") return [_("%(file)s was not checked: this browser can't do it.", { file })];
      return [_("%(file)s was made with a key that is not known here, so it was not checked.", { file })];
    } catch (error) {
      if (!error.kind) throw error;
      throw check.damaged(`${file}: ${error.message}`);
    }
  };
})(window.commonThreadCheck = window.commonThreadCheck || {});
