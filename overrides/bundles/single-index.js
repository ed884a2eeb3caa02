// The search of a single file: the pieces of the index, which shards.js would read from a folder, lie packed in the file
// itself, and the texts of pages are those that stand in it. macros/bundles/pages/single_index.py writes them.
(function (search) {
  "use strict";
  const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%/()*+-;.=,?@^_`{|}~";
  const BLOCKS = "h2, h3, h4, h5, p, li, dt, dd, td, th, div, blockquote, pre, figcaption";
  const BESIDE = ".ct-badge, .ct-glance, .ct-note, .ct-quiet", BELOW = "\n", ENDS = /[.!?:;…؟。]$/;
  const value = new Uint8Array(128);
  for (let i = 0; i < SIGNS.length; i++) value[SIGNS.charCodeAt(i)] = i;
  let held = null;

  // Every five signs are four bytes; of the last ones, as many as there are signs but one.
  function bytes(text) {
    const found = new Uint8Array(Math.floor(text.length * 4 / 5));
    for (let from = 0, to = 0; from < text.length; from += 5) {
      let number = 0;
      for (let place = 0; place < 5; place++) number = number * 85 + (from + place < text.length ? value[text.charCodeAt(from + place) & 127] : 84);
      for (let shift = 24; shift >= 0 && to < found.length; shift -= 8) found[to++] = number / 2 ** shift & 255;
    }
    return found;
  }

  // Unpacked once, when somebody turns to the search.
  function opened() {
    if (held) return held;
    const element = document.getElementById("index");
    const unpacked = window.commonThreadCheck.inflated(bytes(element.textContent), Number(element.dataset.size));
    if (!unpacked) throw new search.Damaged("index", false);
    const [pieces, numbers, said, facts] = JSON.parse(new TextDecoder().decode(unpacked));
    held = { pieces: pieces, numbers: search.decode(numbers), said: said, facts: facts };
    return held;
  }

  search.load = async (name) => opened().pieces[name];

  // For each page of the index its entry, what is said of it, and the number of the heading above each section; nothing
  // for a page that isn't in the file.
  let pages = null;
  async function placed(start) {
    if (pages) return pages;
    const measured = await search.lengths(start), { numbers, said, facts } = opened(), articles = document.querySelectorAll("article");
    let n = 0;
    pages = measured.firsts.map(function (first, page) {
      const article = articles[numbers[n++] - 1], headings = [];
      if (!article) return null;
      const [status, tone, language] = said[numbers[n++]];
      const after = page + 1 < measured.firsts.length ? measured.firsts[page + 1] : start.sections;
      for (let section = first, heading = 0; section < after; section++) {
        const gap = numbers[n++];
        heading += gap % 2 ? -(gap + 1) / 2 : gap / 2;
        headings.push(heading);
      }
      return { article: article, kind: measured.kinds[page], status: status, tone: tone, language: language, facts: facts[page], headings: headings };
    });
    return pages;
  }

  // The id of the entry that holds a page of the index; nothing for a page that isn't in the file.
  search.entryOf = async (start, page) => ((await placed(start))[page] || { article: {} }).article.id;

  // The blocks between two elements as one line, with a dot between those that don't end like sentences; what stands
  // beside the entry's own text comes on a line below.
  function textBetween(article, first, last) {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT), own = [], beside = [];
    let block = null;
    walker.currentNode = first;
    while (walker.nextNode()) {
      const node = walker.currentNode, around = node.parentElement;
      if (last && last.contains(around)) break;
      if (first.contains(around) || around.closest(".up")) continue;
      const lines = around.closest(BESIDE) ? beside : own, here = around.closest(BLOCKS);
      if (here === block && lines.length) lines[lines.length - 1] += node.data;
      else lines.push(node.data);
      block = here;
    }
    const joined = (lines) => lines.map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean)
      .reduce((text, line) => text ? text + (ENDS.test(text) ? " " : " · ") + line : line, "");
    return joined(own) + (beside.length ? BELOW + joined(beside) : "");
  }

  // Headings of an entry below its title.
  const below = (article) => [...article.querySelectorAll("h2, h3, h4, h5, h6")].slice(1);

  // Gives a heading a name, unless it has one, that is the same whenever the file is opened.
  function named(article, heading, place) {
    if (!heading.id) heading.id = article.id + "." + (place + 1);
    return heading.id;
  }

  // An address that was taken from a result leads to its heading again.
  const asked = window.commonThreadAddress.read(location.hash).match(/^#(.+)\.([0-9]+)$/), there = asked && document.getElementById(asked[1]);
  if (there && there.matches("article") && below(there)[asked[2] - 1]) named(there, below(there)[asked[2] - 1], asked[2] - 1);

  // A page as `search.text` of the site gives it, from what stands in the file.
  search.text = async function (start, page) {
    const { article, kind, status, tone, language, facts, headings } = (await placed(start))[page];
    const all = below(article), title = article.querySelector("h2");
    const sections = headings.map(function (number, place) {
      const heading = number ? all[number - 1] : title, next = headings[place + 1];
      return {
        anchor: number ? named(article, heading, number - 1) : "", heading: number ? heading.textContent.trim() : "",
        text: textBetween(article, heading, next ? all[next - 1] : null),
      };
    });
    const defined = article.querySelector(".ct-definition > :first-child");
    return {
      path: article.id, title: title.textContent.trim(), kind: kind, status: status, tone: tone, language: language,
      answer: defined ? defined.textContent.replace(/\s+/g, " ").trim() : "", facts: facts, sections: sections,
    };
  };

  // Where a place of an entry stands in this file, by the id of the entry or the address of its page; nowhere for pages
  // that it doesn't hold.
  search.address = function (path, anchor) {
    const [folder, id] = path.includes("/") ? [path.replace(/\/[^/]*$/, ""), path.replace(/^.*\/|\.html$/g, "")] : ["", path];
    const article = document.getElementById(id), around = article && article.closest("section");
    return around && (!folder || around.dataset.folder === folder) ? "#" + window.commonThreadAddress.write(anchor || id) : null;
  };
})(window.commonThreadSearch);
