// The filtered list as files: CSV for spreadsheets, JSON for programs. Made in the browser, from a folder too.
(function (search) {
  "use strict";
  const KEPT = 60000;
  const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

  const dayOf = (days) => new Date(Date.UTC(2000, 0, 1 + days)).toISOString().slice(0, 10);

  // A cell that no spreadsheet takes for a formula, quoted as RFC 4180 says.
  function cell(value) {
    const safe = FORMULA.test(value) ? "'" + value : value;
    return /[",\r\n;]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  search.asCsv = function (data, rows) {
    const names = ["id", "title", "page", ...data.facets.map((facet) => facet.id), "changed"];
    const labels = (facet, row) => data.valuesOf(facet, row).map((value) => value.label).join("; ");
    const lines = rows.map((row) => [data.ids[row], data.titles[row], data.address(row),
      ...data.facets.map((_, facet) => labels(facet, row)), dayOf(data.changed[row])]);
    return "\ufeff" + [names, ...lines].map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
  };

  search.asJson = function (data, rows, view) {
    const records = rows.map(function (row) {
      const record = { id: data.ids[row], title: data.titles[row], page: data.address(row) };
      data.facets.forEach(function (facet, place) {
        record[facet.id] = data.valuesOf(place, row).map((value) => ({ id: value.id, label: value.label }));
      });
      record.changed = dayOf(data.changed[row]);
      return record;
    });
    return JSON.stringify({ view: view, records: records }, null, 1) + "\n";
  };

  // Hands a text to the reader as a file.
  search.save = function (name, type, text) {
    const address = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    const link = search.make("a", { href: address, download: name, hidden: "" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), KEPT);
  };
})(window.commonThreadSearch = window.commonThreadSearch || {});
