// Which paths a bundle may hold, exactly as macros/bundles/container/paths.py has it.
(function (check) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const LONGEST = 120, DEEPEST = 12, LONGEST_PART = 255;
  const FORBIDDEN = new Set('<>:"|?*\\');
  const RESERVED = new Set(["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]);
  for (const number of "0123456789¹²³") RESERVED.add("COM" + number).add("LPT" + number);

  function partTrouble(part) {
    if (["", ".", ".."].includes(part)) return _("%(path)s has an empty part, or one that leads to another folder");
    if (/[. ]$|^ /.test(part)) return _("%(path)s has a part with a space at an end, or with a dot at its end");
    if (RESERVED.has(part.split(".")[0].replace(/ +$/, "").toUpperCase())) return _("%(path)s has the part %(part)s, a name that Windows keeps for itself");
    if (check.bytes(part).length > LONGEST_PART) return _("%(path)s has a part of more than %(number)s bytes");
    return "";
  }

  // Throws unless a path by itself is one that every computer can store.
  check.path = function (path) {
    const refuse = (words, values) => new check.Refusal("path", words.replace(/%\((\w+)\)s/g, (place, name) => ({ path: check.quoted(path), ...values })[name]));
    const letters = Array.from(path), parts = path.split("/");
    if (letters.length > LONGEST) throw refuse(_("%(path)s is longer than %(number)s characters"), { number: LONGEST });
    if (path.startsWith("/")) throw refuse(_("%(path)s is not relative"));
    if (parts.length > DEEPEST) throw refuse(_("%(path)s has more than %(number)s parts"), { number: DEEPEST });
    const letter = letters.find((letter) => FORBIDDEN.has(letter) || !check.isPrintable(letter));
    if (letter) throw refuse(_("%(path)s holds %(letter)s, which not every computer can store"), { letter: check.quoted(letter) });
    if (path.normalize("NFC") !== path) throw refuse(_("%(path)s is not in Unicode's composed form (NFC)"));
    for (const part of parts) {
      const trouble = partTrouble(part);
      if (trouble) throw refuse(trouble, { part: check.quoted(part), number: LONGEST_PART });
    }
  };

  // Equal for two paths that some file system takes for one.
  const key = (path) => path.normalize("NFKC").toUpperCase().normalize("NFKC");

  // Throws at the first path that breaks a rule, by itself or beside the others.
  check.paths = function (paths) {
    const spelled = new Map();
    for (const path of paths) {
      check.path(path);
      const parts = path.split("/");
      for (let end = 1; end <= parts.length; end++) {
        const part = parts.slice(0, end).join("/"), isFile = end === parts.length, before = spelled.get(key(part));
        if (before && before[0] !== part) throw new check.Refusal("path", _("%(path)s and %(other)s are one name where case or Unicode form don't count", { path: check.quoted(path), other: check.quoted(before[0]) }));
        if (before && before[1] !== isFile) throw new check.Refusal("path", _("%(path)s would be a file and a folder at once", { path: check.quoted(part) }));
        if (before && isFile) throw new check.Refusal("path", _("%(path)s stands twice", { path: check.quoted(path) }));
        spelled.set(key(part), [part, isFile]);
      }
    }
  };
})(window.commonThreadCheck = window.commonThreadCheck || {});
