// Forms that stand for one that isn't there: other endings, two words written as one, small slips; and what words of
// other languages mean. macros/search/kin.py and foreign.py find the same ones.
(function (search) {
  "use strict";
  const MOST_NEAR = 3, LEAST_SHARED = 4, LEAST_ARABIC = 3, PART_SHARED = 0.55, LEAST_PART = 3, MOST_MEANT = 4;
  // Written by macros/search/letters_js.py:
  const ENDINGS = new Set(" + ++ a able ada adas ado ados aient ait al ally als an ando ant ants ar aron as at ata ate ati ation ations aux cion ciones d dad dades dor dores e ed ee ees ei ele elle elles elor en ent er ers es eur eurs euse eux ez ful i ian ians ida idas ido idos iei iendo ies if ifs ii ile ilor ing ion ions ique iques ir iri ise ised ism ist ista istas ists ive ives ize ized l le less lor lui ly ment mente ments n ness o ons or ors os r rs s trice trices ul ului uri urilor y а ав ал ала али ам ами ат ах ая е ев еві его ее еи ем ему ет ец ею и ие ии ил ила или им ими ит их к ка кам ками ках ке ки кою ку ла ли на не ние нии ним ними них ния ння нням но ного ному ности ность ною ної ную ные ным ными ных ні о ов ова ові ого ое ои ок ом ому ості ою ти тися ть ться у ут ц ца цам цах цев цем цу цы цям цях ці ців ы ые ыи ым ыми ых ь ю ют я ям ями ят ях яя єю і ів іи іми ість іх ا ات ان نا ه ها هم وا ون ي يات ين يه".split(" "));
  // So far.

  // Order by code point, as Python has it.
  function bySpelling(one, other) {
    const left = [...one], right = [...other];
    for (let place = 0; place < Math.min(left.length, right.length); place++) {
      if (left[place] !== right[place]) return left[place].codePointAt(0) - right[place].codePointAt(0);
    }
    return left.length - right.length;
  }

  // The best of [how far, how common, form], those that are equally far.
  function nearestOf(best) {
    best.sort((one, other) => one[0] - other[0] || other[1] - one[1] || bySpelling(one[2], other[2]));
    return best.filter((other) => other[0] === best[0][0]).slice(0, MOST_NEAR).map((other) => other[2]);
  }

  // How many letters two forms differ in, if these are endings only; otherwise 0.
  function difference(form, other) {
    if (form + "s" === other || other + "s" === form) return 1;
    const one = [...form], two = [...other], longer = Math.max(one.length, two.length);
    const least = form[0] >= "\u0620" && form[0] <= "\u06d3" ? LEAST_ARABIC : LEAST_SHARED;
    let shared = LEAST_PART;
    while (shared < Math.min(one.length, two.length) && one[shared] === two[shared]) shared++;
    for (; shared >= least && shared >= PART_SHARED * longer; shared--) {
      if (ENDINGS.has(one.slice(shared).join("")) && ENDINGS.has(two.slice(shared).join(""))) return one.length + two.length - 2 * shared;
    }
    return 0;
  }

  // The forms of a list, [form, how common], that differ from one in their endings only, the least different ones.
  search.kin = function (form, others) {
    const beginning = [...form].slice(0, LEAST_PART), start = beginning.join(""), best = [];
    if (beginning.length < LEAST_PART) return best;
    for (const [other, common] of others) {
      if (other === form || !other.startsWith(start)) continue;
      const differ = difference(form, other);
      if (differ) best.push([differ, common, other]);
    }
    return nearestOf(best);
  };

  // The two words that a form may be cut into: letters and the figures behind them, then the most even ones.
  search.cuts = function (form) {
    const signs = [...form], found = [], letters = form.replace(/[0-9]+$/, "");
    for (let cut = LEAST_PART; cut <= signs.length - LEAST_PART; cut++) found.push(cut);
    found.sort((one, other) => Math.abs(2 * one - signs.length) - Math.abs(2 * other - signs.length) || one - other);
    if (letters && letters !== form) found.unshift([...letters].length);
    return found.map((cut) => [signs.slice(0, cut).join(""), signs.slice(cut).join("")]);
  };

  // The forms of a list with the fewest slips between them and a form that stands nowhere.
  search.near = function (form, others) {
    const own = [...form], least = /^[\x00-\x7f]+$/.test(form) ? 4 : 3, best = [];
    const most = own.length < least ? 0 : own.length < 6 ? 1 : 2;
    if (/[\p{Nd}&+#]/u.test(form)) return [];
    for (const [other, common] of others) {
      if (Math.abs(other.length - form.length) > 2 * most) continue;
      const name = [...other];
      if (Math.abs(name.length - own.length) > most) continue;
      if (name[0] !== own[0] && (name[0] !== own[1] || name[1] !== own[0])) continue;
      const slips = distance(own, name, most);
      if (slips <= most) best.push([slips, common, other]);
    }
    return nearestOf(best);
  };

  // Optimal string alignment: letters added, left out, changed, or swapped with the next; more than `most` may come out as `most` + 1.
  function distance(one, other, most) {
    let before = [], row = [], next = [];
    for (let j = 0; j <= other.length; j++) row[j] = j;
    for (let i = 1; i <= one.length; i++) {
      next = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        next[j] = cost;
        least = Math.min(least, cost);
      }
      if (least > most) return most + 1;
      before = row;
      row = next;
    }
    return row[other.length];
  }

  // What a form means in a language, a Map of forms; null where the language doesn't have it.
  function meaning(form, known) {
    const all = [form, ...search.shorter(form)], exact = all.find((each) => known.has(each));
    if (exact) return known.get(exact);
    const meant = [...known].filter((word) => word[1].length).map((word) => [word[0], 0]);
    for (const each of all) {
      const near = search.kin(each, meant);
      if (near.length) return [...new Set(near.flatMap((other) => known.get(other)))].slice(0, MOST_MEANT);
    }
    return null;
  }

  // What a form means in each language that has it: a Map.
  search.meanings = function (form, languages) {
    const found = new Map();
    for (const [language, known] of languages) {
      const meant = meaning(form, known);
      if (meant) found.set(language, meant);
    }
    return found;
  };

  // The languages that know most of the words of a query; words that say nothing count half.
  search.languageOf = function (candidates) {
    const votes = new Map(), meant = new Set();
    for (const found of candidates) {
      for (const [language, words] of found) {
        votes.set(language, (votes.get(language) || 0) + (words.length ? 1 : 0.5));
        if (words.length) meant.add(language);
      }
    }
    const most = Math.max(0, ...[...meant].map((language) => votes.get(language)));
    return [...meant].filter((language) => votes.get(language) === most).sort();
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
