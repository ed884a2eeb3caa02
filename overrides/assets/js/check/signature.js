// Signatures in minisign's format, checked with the browser's own Ed25519. What browsers lack is BLAKE2b, whose digest
// minisign signs in the place of the content (RFC 7693; here of 64 bytes, without a key).
(function (check) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const { damaged } = check;
  const UNTRUSTED = "untrusted comment: ", TRUSTED = "trusted comment: ", OURS = "signature of an offline library";
  // Low and high halves of 64 bits, one after the other.
  const IV = [
    0xf3bcc908, 0x6a09e667, 0x84caa73b, 0xbb67ae85, 0xfe94f82b, 0x3c6ef372, 0x5f1d36f1, 0xa54ff53a,
    0xade682d1, 0x510e527f, 0x2b3e6c1f, 0x9b05688c, 0xfb41bd6b, 0x1f83d9ab, 0x137e2179, 0x5be0cd19,
  ];
  const SIGMA = [
    "0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8", "905724afe1bc683d",
    "2c6a0b834d75fe19", "c51fed4a0763928b", "db7ec13950f4862a", "6fe9b308c2d714a5", "a2847615fb9e3cd0",
  ].map((row) => Array.from(row, (digit) => parseInt(digit, 16)));
  const MIXED = [[0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15], [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14]];

  function add(v, a, low, high) {
    const sum = v[a] + low;
    v[a + 1] += high + (sum >= 0x100000000 ? 1 : 0);
    v[a] = sum;
  }

  // The exclusive or of two words, turned to the right.
  function turn(v, a, b, bits) {
    const low = v[a] ^ v[b], high = v[a + 1] ^ v[b + 1];
    const [one, two, by] = bits < 32 ? [low, high, bits] : [high, low, bits - 32];
    v[a] = by ? one >>> by | two << (32 - by) : one;
    v[a + 1] = by ? two >>> by | one << (32 - by) : two;
  }

  function mix(v, a, b, c, d, m, x, y) {
    add(v, a, v[b], v[b + 1]);
    add(v, a, m[x], m[x + 1]);
    turn(v, d, a, 32);
    add(v, c, v[d], v[d + 1]);
    turn(v, b, c, 24);
    add(v, a, v[b], v[b + 1]);
    add(v, a, m[y], m[y + 1]);
    turn(v, d, a, 16);
    add(v, c, v[d], v[d + 1]);
    turn(v, b, c, 63);
  }

  check.blake2b = function (data) {
    const h = Uint32Array.from(IV), v = new Uint32Array(32), m = new Uint32Array(32);
    h[0] ^= 0x01010040;
    for (let at = 0; at === 0 || at < data.length; at += 128) {
      const last = at + 128 >= data.length, seen = last ? data.length : at + 128, block = new Uint8Array(128);
      block.set(data.subarray(at, seen));
      const view = new DataView(block.buffer);
      for (let word = 0; word < 32; word++) m[word] = view.getUint32(4 * word, true);
      v.set(h);
      v.set(IV, 16);
      v[24] ^= seen;
      if (last) {
        v[28] = ~v[28];
        v[29] = ~v[29];
      }
      for (let round = 0; round < 12; round++) {
        const order = SIGMA[round % 10];
        MIXED.forEach(([a, b, c, d], step) => mix(v, 2 * a, 2 * b, 2 * c, 2 * d, m, 2 * order[2 * step], 2 * order[2 * step + 1]));
      }
      for (let word = 0; word < 16; word++) h[word] ^= v[word] ^ v[word + 16];
    }
    const made = new Uint8Array(64), view = new DataView(made.buffer);
    h.forEach((word, place) => view.setUint32(4 * place, word, true));
    return made;
  };

  // A public key as minisign writes it, or null.
  check.publicKey = function (text) {
    const bytes = check.fromBase64(text.trim());
    return bytes && bytes.length === 42 && bytes[0] === 69 && bytes[1] === 100 ? { id: bytes.slice(2, 10), point: bytes.slice(10) } : null;
  };

  // The id of a key as minisign shows it.
  check.keyName = (id) => check.hex(Uint8Array.from(id).reverse()).toUpperCase();

  // A signature file, which must be as the program writes it, comment and all.
  function read(bytes) {
    const text = check.text(bytes), lines = text === null ? [] : text.replace(/(?:\r\n|\r|\n)$/, "").split(/\r\n|\r|\n/);
    const [packed, global] = [1, 3].map((line) => check.fromBase64(lines[line] || ""));
    const fits = lines.length === 4 && packed && packed.length === 74 && packed[0] === 69 && (packed[1] === 68 || packed[1] === 100) && global && global.length === 64;
    if (!fits || !lines[0].startsWith(UNTRUSTED) || !lines[2].startsWith(TRUSTED)) throw damaged(_("the signature can't be read"));
    if (lines.join("\n") + "\n" !== text || lines[0] !== UNTRUSTED + OURS) throw damaged(_("the signature is not as this program writes it"));
    return { hashed: packed[1] === 68, id: packed.slice(2, 10), signature: packed.slice(10), comment: lines[2].slice(TRUSTED.length), global };
  }

  // The id of the key that a signature file names.
  check.signingKey = (bytes) => check.keyName(read(bytes).id);

  // Whether Ed25519 says that a key has signed something; null where the browser has none.
  async function signedBy(point, signature, content) {
    let key;
    try {
      key = await crypto.subtle.importKey("raw", point, { name: "Ed25519" }, false, ["verify"]);
    } catch (error) {
      return error.name === "DataError" ? false : null;
    }
    return crypto.subtle.verify({ name: "Ed25519" }, key, signature, content);
  }

  // Who signed some content. `state`: no, known, unknown (no such key is given), unchecked (the browser can't).
  check.signer = async function (content, bytes, keys) {
    if (bytes === null) return { state: "no", key: "", comment: "" };
    const found = read(bytes), signer = { state: "unknown", key: check.keyName(found.id), comment: found.comment };
    let wrong = false;
    for (const key of keys.filter((key) => check.same(key.id, found.id))) {
      const inner = await signedBy(key.point, found.signature, found.hashed ? check.blake2b(content) : content);
      if (inner === null) return { ...signer, state: "unchecked" };
      const outer = await signedBy(key.point, found.global, check.joined([found.signature, check.bytes(found.comment)]));
      if (inner && outer) return { ...signer, state: "known" };
      wrong = true;
    }
    if (wrong) throw damaged(_("the signature was not made for this content: one of the two has been changed"));
    return signer;
  };
})(window.commonThreadCheck = window.commonThreadCheck || {});
