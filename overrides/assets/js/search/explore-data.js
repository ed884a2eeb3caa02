// The explorer's records: read in pieces, kept in columns, counted in one pass.
// macros/search/explore_shards.py writes what is read here.
(function (search) {
  "use strict";

  // Reads everything: {facets, rows, ids, titles, type(row), …}. Pieces that can't be read are named in `damaged`.
  search.readRecords = async function () {
    const start = await search.load("explore", (await search.open()).explore);
    const damaged = [];
    const pieces = await Promise.all(start.records.map(function (piece) {
      return search.load(piece[0], piece[1]).catch(function (error) {
        damaged.push(error);
        return null;
      });
    }));
    return columns(start, pieces.filter(Boolean), damaged);
  };

  function columns(start, pieces, damaged) {
    const facets = start.facets.map((facet) => ({
      id: facet[0], title: facet[1], values: facet[2].map((value) => ({ id: value[0], label: value[1] })),
    }));
    const rows = pieces.reduce((sum, piece) => sum + piece[0].length, 0);
    const data = {
      facets: facets, rows: rows, ids: [], titles: [], damaged: damaged, folders: start.folders, said: start.said, matrix: start.matrix,
      findings: start.findings, marks: start.marks, gaps: start.gaps,
      page: new Int32Array(rows), changed: new Int32Array(rows), evidence: new Int32Array(rows),
      from: facets.map(() => new Int32Array(rows + 1)), values: facets.map(() => []),
    };
    let row = 0;
    for (const piece of pieces) {
      const numbers = search.decode(piece[2]);
      let n = 0;
      for (let i = 0; i < piece[0].length; i++, row++) {
        data.ids.push(piece[0][i]);
        data.titles.push(piece[1][i]);
        data.page[row] = numbers[n++] - 1;
        data.changed[row] = numbers[n++];
        data.evidence[row] = numbers[n++];
        for (let facet = 0; facet < facets.length; facet++) {
          for (let left = numbers[n++]; left > 0; left--) data.values[facet].push(numbers[n++]);
          data.from[facet][row + 1] = data.values[facet].length;
        }
      }
    }
    data.values = data.values.map((values) => Uint16Array.from(values));
    data.rowOfPage = new Map();
    data.page.forEach((page, place) => data.rowOfPage.set(page, place));
    const type = facets.findIndex((facet) => facet.id === "type");
    const quiet = new Set(facets[type].values.map((value, place) => start.directory.includes(value.id) ? place : -1));
    data.directory = Uint8Array.from({ length: rows }, (_, place) => quiet.has(data.values[type][data.from[type][place]]) ? 1 : 0);
    data.directoryRows = data.directory.reduce((sum, one) => sum + one, 0);
    data.type = (place) => facets[type].values[data.values[type][data.from[type][place]]];
    data.address = (place) => start.folders[data.type(place).id] + "/" + data.ids[place] + ".html";
    data.valuesOf = function (facet, place) {
      const found = [];
      for (let i = data.from[facet][place]; i < data.from[facet][place + 1]; i++) found.push(facets[facet].values[data.values[facet][i]]);
      return found;
    };
    return data;
  }

  // Which rows fit, and how many would fit with each value: for a facet's own values, its own choice doesn't count.
  //
  // `chosen` holds a Set of places for each facet, empty for no choice; `scores` a number for each row that the words
  // found, or null; `directory` whether directory entries count.
  search.narrow = function (data, chosen, scores, directory) {
    const counts = data.facets.map((facet) => new Int32Array(facet.values.length));
    const masks = chosen.map(function (places, facet) {
      const mask = new Uint8Array(data.facets[facet].values.length);
      for (const place of places) mask[place] = 1;
      return places.size ? mask : null;
    });
    const rows = [], last = data.facets.length;
    for (let row = 0; row < data.rows; row++) {
      if ((scores && !scores[row]) || (!directory && data.directory[row])) continue;
      let failing = -1, fails = 0;
      for (let facet = 0; facet < last && fails < 2; facet++) {
        if (!masks[facet]) continue;
        let fits = false;
        for (let i = data.from[facet][row]; i < data.from[facet][row + 1] && !fits; i++) fits = masks[facet][data.values[facet][i]] === 1;
        if (!fits) {
          fails++;
          failing = facet;
        }
      }
      if (fails > 1) continue;
      if (!fails) rows.push(row);
      for (let facet = fails ? failing : 0; facet <= (fails ? failing : last - 1); facet++) {
        for (let i = data.from[facet][row]; i < data.from[facet][row + 1]; i++) counts[facet][data.values[facet][i]]++;
      }
    }
    return { rows: rows, counts: counts };
  };

  // Whether the entries that can show differ in a facet: with one value for all there is nothing to choose.
  search.varied = function (data, facet, directory) {
    const known = (data.differing = data.differing || {}), key = facet + (directory ? "d" : "");
    if (key in known) return known[key];
    const seen = new Set();
    for (let row = 0; row < data.rows; row++) {
      if (!directory && data.directory[row]) continue;
      for (let i = data.from[facet][row]; i < data.from[facet][row + 1]; i++) seen.add(data.values[facet][i]);
    }
    return (known[key] = seen.size > 1);
  };

  // Rows in the wanted order; rows come last changed first.
  search.sortRows = function (data, rows, scores, sort) {
    const sorted = rows.slice();
    if (sort === "relevance" && scores) sorted.sort((one, other) => scores[other] - scores[one] || one - other);
    else if (sort === "evidence") sorted.sort((one, other) => data.evidence[other] - data.evidence[one] || one - other);
    return sorted;
  };

  // How many rows carry each pair of values of two facets: a list of lists.
  search.crossed = function (data, rows, across, down) {
    const width = data.facets[across].values.length;
    const counts = data.facets[down].values.map(() => new Int32Array(width));
    for (const row of rows) {
      for (let i = data.from[down][row]; i < data.from[down][row + 1]; i++) {
        const line = counts[data.values[down][i]];
        for (let j = data.from[across][row]; j < data.from[across][row + 1]; j++) line[data.values[across][j]]++;
      }
    }
    return counts;
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
