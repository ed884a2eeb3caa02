// The explorer's records: read in pieces, kept in columns, counted in one pass.
// macros/search/explore_shards.py writes what is read here.
(function (search) {
  "use strict";

  // Reads everything: {facets, rows, ids, titles, type(row), …}, rows last changed first. Pieces that can't be read
  // are named in `damaged`.
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
      id: facet[0], title: facet[1], badges: facet[3].length > 0,
      values: facet[2].map((value, at) => ({ id: value[0], label: value[1], tone: facet[3][at] })),
    }));
    const rows = pieces.reduce((sum, piece) => sum + piece[0].length, 0);
    const data = {
      facets: facets, rows: rows, ids: [], titles: [], damaged: damaged, folders: start.folders,
      page: new Int32Array(rows), changed: new Int32Array(rows), evidence: new Int32Array(rows), rowOfPage: new Map(),
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
        for (const page of [data.page[row], numbers[n++] - 1]) if (page >= 0) data.rowOfPage.set(page, row);
        data.changed[row] = numbers[n++];
        data.evidence[row] = numbers[n++];
        for (let facet = 0; facet < facets.length; facet++) {
          for (let left = numbers[n++]; left > 0; left--) data.values[facet].push(numbers[n++]);
          data.from[facet][row + 1] = data.values[facet].length;
        }
      }
    }
    data.values = data.values.map((values) => Uint16Array.from(values));
    data.facetAt = new Map(facets.map((facet, place) => [facet.id, place]));
    const type = data.facetAt.get("type");
    data.quiet = new Set(type === undefined ? [] : start.directory
      .map((id) => facets[type].values.findIndex((value) => value.id === id)).filter((at) => at >= 0));
    data.typeAt = (place) => data.values[type][data.from[type][place]];
    data.type = (place) => facets[type].values[data.typeAt(place)];
    data.directory = Uint8Array.from({ length: rows }, (_, place) => data.quiet.has(data.typeAt(place)) ? 1 : 0);
    data.directoryRows = data.directory.reduce((sum, one) => sum + one, 0);
    data.address = (place) => start.folders[data.type(place).id] + "/" + data.ids[place] + ".html";
    data.valuesOf = function (facet, place) {
      return Array.from(data.values[facet].subarray(data.from[facet][place], data.from[facet][place + 1]),
        (at) => facets[facet].values[at]);
    };
    return data;
  }

  // Which rows fit, and how many would fit with each value: for a facet's own values, its own choice doesn't count.
  //
  // `chosen` holds a Set of places for each facet, empty for no choice; `scores` a number for each row that the words
  // found, or null; `directory` says whether directory entries count.
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
        for (let i = data.from[facet][row]; i < data.from[facet][row + 1] && !fits; i++) {
          fits = masks[facet][data.values[facet][i]] === 1;
        }
        if (!fits) {
          fails++;
          failing = facet;
        }
      }
      if (fails > 1) continue;
      if (!fails) rows.push(row);
      for (let facet = fails ? failing : 0; facet <= (fails ? failing : last - 1); facet++) {
        for (let i = data.from[facet][row]; i < data.from[facet][row + 1]; i++) {
          counts[facet][data.values[facet][i]]++;
        }
      }
    }
    return { rows: rows, counts: counts };
  };

  // Rows in the wanted order; equals stay as they come, last changed first.
  search.sortRows = function (data, rows, scores, sort) {
    const worth = sort === "relevance" ? scores : sort === "evidence" ? data.evidence : null;
    return worth ? rows.slice().sort((one, other) => worth[other] - worth[one] || one - other) : rows;
  };

  // How many rows carry each pair of values of two facets, {counts: [down][across], both}; `both` counts rows that
  // carry any.
  search.crossed = function (data, rows, down, across) {
    const width = data.facets[across].values.length;
    const counts = data.facets[down].values.map(() => new Int32Array(width));
    const carries = (facet, row) => data.from[facet][row] < data.from[facet][row + 1];
    let both = 0;
    for (const row of rows) {
      if (carries(down, row) && carries(across, row)) both++;
      for (let i = data.from[down][row]; i < data.from[down][row + 1]; i++) {
        const line = counts[data.values[down][i]];
        for (let j = data.from[across][row]; j < data.from[across][row + 1]; j++) line[data.values[across][j]]++;
      }
    }
    return { counts: counts, both: both };
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
