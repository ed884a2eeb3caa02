// The file of an update, read as macros/bundles/update/read/{update_file,patch}.py do: nothing in it is trusted.
(function (check) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const { damaged } = check;
  const MAGIC = check.bytes("common-thread update 1\n"), HEAD = 108;
  const LARGEST_HEAD = 4 << 20, LARGEST_CONTENT = 64 << 20, LARGEST_SIGNATURE = 10000, MOST = 10 ** 12;

  const senseless = () => damaged(_("the update's numbers make no sense; don't use it"));
  const isNumber = (value) => Number.isInteger(value) && Math.abs(value) < MOST;
  const isCount = (value) => isNumber(value) && value >= 0;
  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  // What the head says, where it makes sense.
  function headOf(bytes) {
    const text = check.text(bytes);
    let head;
    try {
      head = JSON.parse(text === null ? "" : text);
    } catch (error) {
      throw senseless();
    }
    const lists = ["files", "growth", "copies", "inserts", "seeks"];
    if (!isObject(head) || !lists.every((name) => Array.isArray(head[name])) || !isObject(head.about) || !isObject(head.added)) throw senseless();
    const { names, files, growth, copies, inserts, seeks, beside } = head;
    const fits = Array.isArray(names) && names.length === 2 && names.every((name) => typeof name === "string") &&
      [...files, ...copies, ...inserts, ...Object.values(head.added)].every(isCount) && files.slice(1).every((gap) => gap > 0) &&
      seeks.every(isNumber) && growth.every((number) => number === null || isNumber(number)) &&
      (beside === null || (isCount(beside) && beside <= LARGEST_SIGNATURE)) &&
      files.length === growth.length && copies.length === inserts.length && inserts.length === seeks.length;
    if (!fits) throw senseless();
    let last = 0;
    return { ...head, files: files.map((gap, place) => [last += gap, growth[place]]) };
  }

  // An update.
  check.readUpdate = async function (data) {
    if (!check.same(data.subarray(0, MAGIC.length), MAGIC)) throw new check.Refusal("foreign", _("this is no update of this program"));
    const seal = data.subarray(MAGIC.length, MAGIC.length + 32), rest = data.subarray(MAGIC.length + 32);
    if (rest.length < HEAD || !check.same(await check.sha256(rest), seal)) throw damaged(_("the update is damaged: copy or download it again"));
    const view = new DataView(rest.buffer, rest.byteOffset), sizes = [96, 100, 104].map((at) => view.getUint32(at));
    if (sizes[0] > LARGEST_HEAD || sizes[1] + sizes[2] > LARGEST_CONTENT) throw damaged(_("the update would unpack to more than any real one; don't use it"));
    const body = check.unlzma(rest.subarray(HEAD), sizes[0] + sizes[1] + sizes[2]);
    if (!body) throw damaged(_("the update does not hold what it promises; don't use it"));
    const second = sizes[0] + sizes[1];
    return {
      base: rest.subarray(0, 32), result: rest.subarray(32, 64), archive: rest.subarray(64, 96),
      ...headOf(body.subarray(0, sizes[0])), differences: body.subarray(sizes[0], second), insertions: body.subarray(second),
    };
  };

  // Throws unless a name in an update is a file's name and no more.
  check.bundleName = function (name) {
    check.path(name);
    if (name.includes("/") || name.startsWith(".") || !name.endsWith(".zip")) throw damaged(_("%(name)s in the update is no name of a bundle; don't use it", { name: check.quoted(name) }));
  };

  // The new text: stretches of the old one with differences added, and insertions between them.
  check.patched = function (old, update) {
    const { copies, inserts, seeks, differences, insertions } = update, parts = [];
    let place = 0, added = 0, inserted = 0;
    for (let step = 0; step < copies.length; step++) {
      const copy = copies[step], insert = inserts[step];
      if (place < 0 || place + copy > old.length) throw damaged(_("the update copies from where there is nothing; don't use it"));
      if (added + copy > differences.length || inserted + insert > insertions.length) throw damaged(_("the update uses more than it holds; don't use it"));
      const part = old.slice(place, place + copy);
      for (let at = 0; at < copy; at++) part[at] += differences[added + at];
      parts.push(part, insertions.subarray(inserted, inserted + insert));
      place += copy + seeks[step];
      added += copy;
      inserted += insert;
    }
    return check.joined(parts);
  };
})(window.commonThreadCheck = window.commonThreadCheck || {});
