// Pages in order, from the terms of a query and their postings: macros/search/ranking.py in the browser.
(function (search) {
  "use strict";
  const K1 = 1.2, B = 0.75, BEST = 0.4, COVERED = 1;

  // Pages that hold, in one section, a term of each group of anything that is unwanted.
  async function leftOut(answer, postings, measured) {
    const pages = new Set();
    for (const groups of answer.unwanted) {
      const holding = await Promise.all(groups.map(async (group) => new Set((await Promise.all(group.map(postings))).flatMap((found) => [...found.sections]))));
      const shared = [...holding[0]].filter((section) => holding.every((sections) => sections.has(section)));
      for (const section of shared) pages.add(measured.pages[section]);
    }
    return pages;
  }

  // Pages by the scores of their best section and of each term's best place, less where words are missing; a term whose
  // piece can't be read is left out and named. macros/search/ranking.py says why.
  //
  // `measured` is what search.lengths gives. Returns [{page, kind, first, score, sections}], best first.
  search.rank = async function (answer, start, measured) {
    const terms = [...answer.clauses.keys()];
    const postings = (term) => search.postings(start, term).catch(function (error) {
      if (!(error instanceof search.Damaged)) throw error;
      if (!answer.damaged.some((other) => other.piece === error.piece)) answer.damaged.push(error);
      return { sections: [], patterns: [] };
    });
    const [found, unwanted] = await Promise.all([Promise.all(terms.map(postings)), leftOut(answer, postings, measured)]);
    const scores = new Float64Array(start.sections), pages = new Map(), width = start.boosts.length, told = new Map();
    terms.forEach(function (term, place) {
      const postings = found[place], boost = answer.clauses.get(term);
      let occurrences = 0;
      for (const number of postings.patterns) occurrences += start.patternTable[number].length / 2;
      const idf = Math.log(1 + Math.abs((start.sections - occurrences + 0.5) / (occurrences + 0.5)));
      told.set(term, idf);
      for (let i = 0; i < postings.sections.length; i++) {
        const section = postings.sections[i], pattern = start.patternTable[postings.patterns[i]];
        let sum = 0;
        for (let n = 0; n < pattern.length; n += 2) {
          const field = pattern[n], times = pattern[n + 1], length = measured.lengths[section * width + field];
          let weight = idf * ((K1 + 1) * times) / (K1 * (1 - B + B * (length / start.averages[field])) + times);
          weight *= start.boosts[field];
          weight *= measured.boosts[section];
          sum += Math.floor(weight * 1000 + 0.5) / 1000;
        }
        const number = measured.pages[section], page = pages.get(number) || { touched: new Set(), best: new Map() };
        pages.set(number, page);
        page.touched.add(section);
        page.best.set(term, Math.max(page.best.get(term) || 0, boost * sum));
        scores[section] += boost * sum;
      }
    });
    const rounded = (score) => Math.round(score * 1e6);
    let length = 0, whole = 0;
    for (const boost of answer.clauses.values()) length += boost * boost;
    length = Math.sqrt(length) || 1;
    const words = answer.words.map((own) => [own, Math.max(...[...own].map((term) => told.get(term) || 0))]);
    for (const word of words) whole += word[1];
    return [...pages].filter((page) => !unwanted.has(page[0])).map(function ([number, page]) {
      const sections = [...page.touched].sort((one, other) => rounded(scores[other]) - rounded(scores[one]) || one - other);
      let over = 0, covered = 0;
      for (const best of page.best.values()) over += best;
      for (const [own, idf] of words) if ([...own].some((term) => page.best.has(term))) covered += idf;
      const score = (BEST * scores[sections[0]] + (1 - BEST) * over) / length;
      const part = words.length ? covered / (whole || 1) : 1;
      return { page: number, kind: measured.kinds[number], first: measured.firsts[number], score: score * (1 - COVERED + COVERED * part), sections: sections };
    }).sort((one, other) => rounded(other.score) - rounded(one.score) || one.page - other.page);
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
