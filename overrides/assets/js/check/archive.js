// The zip file of a bundle, exactly as macros/bundles/container/archive.py writes it, and a reader that takes nothing else.
(function (check) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const { damaged } = check;
  const WORDS = check.bytes("An offline library; check it with: commonthread verify FILE. sha256:"), HASH = 64;
  const STORED = 0, DEFLATED = 8, LOCAL = 30, CENTRAL = 46, END = 22;
  check.LARGEST = 256 << 20;
  check.LARGEST_FILE = 64 << 20;
  check.MOST_FILES = 50000;
  const LARGEST_TOTAL = 512 << 20, MOST_GROWTH = 100;

  // Flags, method, time, date, checksum, sizes and length of the name: the same in both headers.
  function stamp(view, at, member, packed, name) {
    view.setUint16(at, name.every((byte) => byte < 128) ? 0 : 0x800, true);
    view.setUint16(at + 2, member.method, true);
    view.setUint16(at + 6, member.date, true);
    view.setUint32(at + 8, member.crc, true);
    view.setUint32(at + 12, packed, true);
    view.setUint32(at + 16, member.size, true);
    view.setUint16(at + 20, name.length, true);
  }

  function header(signature, size, member) {
    const name = check.bytes(member.path), made = new Uint8Array(size + name.length), view = new DataView(made.buffer);
    view.setUint32(0, signature, true);
    made.set(name, size);
    return { made, view, name };
  }

  function local(member, packed) {
    const { made, view, name } = header(0x04034b50, LOCAL, member);
    view.setUint16(4, 20, true);
    stamp(view, 6, member, packed, name);
    return made;
  }

  function central(member, packed, place) {
    const { made, view, name } = header(0x02014b50, CENTRAL, member);
    view.setUint16(4, 3 << 8 | 20, true);
    view.setUint16(6, 20, true);
    stamp(view, 8, member, packed, name);
    view.setUint32(38, 0o100644 << 16 >>> 0, true);
    view.setUint32(42, place, true);
    return made;
  }

  function endOf(count, size, start) {
    const made = new Uint8Array(END), view = new DataView(made.buffer);
    view.setUint32(0, 0x06054b50, true);
    view.setUint16(8, count, true);
    view.setUint16(10, count, true);
    view.setUint32(12, size, true);
    view.setUint32(16, start, true);
    view.setUint16(20, WORDS.length + HASH, true);
    return made;
  }

  // Throws unless an archive's bytes give the hash in its comment.
  check.seal = async function (data) {
    const end = data.length - HASH - WORDS.length;
    if (!check.same(data.subarray(Math.max(end, 0), Math.max(end + WORDS.length, 0)), WORDS)) {
      if (!holds(data, check.bytes("/MANIFEST.json"))) throw new check.Refusal("foreign", _("this is no bundle of this program"));
      throw damaged(_("its end is missing or changed: the copy is incomplete, or another program packed it again"));
    }
    const found = check.hex(await check.sha256(data.subarray(0, -HASH)));
    if (!check.same(check.bytes(found), data.subarray(-HASH))) throw damaged(_("its bytes don't give the SHA-256 that stands at its end"));
  };

  function holds(data, wanted) {
    for (let at = data.indexOf(wanted[0]); at >= 0; at = data.indexOf(wanted[0], at + 1)) {
      if (check.same(data.subarray(at, at + wanted.length), wanted)) return true;
    }
    return false;
  }

  function isDay(date) {
    const day = date & 31, month = date >> 5 & 15, length = new Date(Date.UTC(1980 + (date >> 9), month, 0)).getUTCDate();
    return month >= 1 && month <= 12 && day >= 1 && day <= length;
  }

  // One entry of the list of files.
  function entryAt(data, view, place, end) {
    if (place + CENTRAL > end) throw damaged(_("the list of its files ends too early"));
    const method = view.getUint16(place + 10, true), date = view.getUint16(place + 14, true);
    const stop = place + CENTRAL + view.getUint16(place + 28, true);
    const path = check.text(data.subarray(place + CENTRAL, Math.min(stop, data.length)));
    if (path === null || !isDay(date)) throw damaged(_("an entry in the list of its files can't be read"));
    if ((method !== STORED && method !== DEFLATED) || stop > end) throw damaged(_("%(path)s: packed in a way that this program doesn't use", { path }));
    const member = { path, method, date, crc: view.getUint32(place + 16, true), size: view.getUint32(place + 24, true) };
    return { member, packed: view.getUint32(place + 20, true), entry: data.subarray(place, stop), stop };
  }

  // What in an entry is not as it should be.
  function strange(entry, place) {
    const view = new DataView(entry.buffer, entry.byteOffset);
    if (view.getUint16(8, true) & 1) return _("it is encrypted");
    if (view.getUint32(38, true) >>> 28 === 0o12) return _("it is a symbolic link, which could lead anywhere");
    if (view.getUint32(42, true) !== place) return _("it stands twice, or there is something in front of it");
    return _("its entry in the list of files is damaged");
  }

  // Every member with its packed bytes, in order; headers are compared byte by byte with what `written` would write.
  check.members = function (data) {
    const end = data.length - HASH - WORDS.length - END, view = new DataView(data.buffer, data.byteOffset, data.length);
    if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw damaged(_("the list of its files is not where it should be"));
    const count = view.getUint16(end + 8, true), size = view.getUint32(end + 12, true), start = view.getUint32(end + 16, true);
    if (!check.same(data.subarray(end, end + END), endOf(count, size, start)) || start + size !== end || count > check.MOST_FILES) throw damaged(_("the list of its files is damaged"));
    const members = [], days = new Set();
    let place = 0, total = 0, at = start;
    for (let number = 0; number < count; number++) {
      const { member, packed, entry, stop } = entryAt(data, view, at, end), before = local(member, packed);
      if (!check.same(central(member, packed, place), entry)) throw damaged(`${member.path}: ${strange(entry, place)}`);
      if (!check.same(data.subarray(place, place + before.length), before)) throw damaged(_("%(path)s: its two headers contradict each other", { path: member.path }));
      total += member.size;
      if (member.size > check.LARGEST_FILE || total > Math.min(LARGEST_TOTAL, MOST_GROWTH * data.length)) throw damaged(_("%(path)s: would unpack to more than any bundle holds; it may be a zip bomb", { path: member.path }));
      member.data = data.subarray(place + before.length, place + before.length + packed);
      members.push(member);
      days.add(member.date);
      place += before.length + packed;
      at = stop;
    }
    if (at !== end) throw damaged(_("the list of its files has something behind it"));
    if (place !== start) throw damaged(_("there is something between its files that the list doesn't name"));
    check.paths(members.map((member) => member.path));
    if (members.some((member, number) => number && check.inOrder(members[number - 1].path, member.path) > 0) || days.size > 1) throw damaged(_("its files are not in order, or not of one day"));
    return members;
  };

  // The content of a member.
  check.content = async function (member) {
    const content = member.method === STORED ? member.data : check.inflated(member.data, member.size);
    if (content === null || content.length !== member.size || check.crc32(content) !== member.crc) throw damaged(_("%(path)s is damaged", { path: member.path }));
    return content;
  };

  // An archive of members that are sorted by path, all of one date, with its seal.
  check.written = async function (members) {
    const parts = [], list = [];
    let place = 0;
    for (const member of members) {
      const before = local(member, member.data.length);
      list.push(central(member, member.data.length, place));
      parts.push(before, member.data);
      place += before.length + member.data.length;
    }
    parts.push(...list, endOf(members.length, list.reduce((size, entry) => size + entry.length, 0), place), WORDS, new Uint8Array(HASH));
    const made = check.joined(parts);
    made.set(check.bytes(check.hex(await check.sha256(made.subarray(0, -HASH)))), made.length - HASH);
    return made;
  };
})(window.commonThreadCheck = window.commonThreadCheck || {});
