// What is wrong, in the words that the form shows: a message names values and fields as files do, in quotation marks.
(function (giving) {
  "use strict";
  const QUOTED = /(['"“]|«[\s\u00a0\u202f]?)([a-z][a-z0-9_.-]*)(['"”]|[\s\u00a0\u202f]?»)/g;
  const known = new WeakMap();

  // What the form of a type calls its values and its fields; a field goes before a value of the same name.
  function names(data) {
    if (!known.has(data)) {
      const values = Object.values(data.lists).flatMap((list) => list.map(([value, label]) => [value, label]));
      const asked = [...data.tables, ...data.sections, ...data.questions].map((one) => [one.key, one.label]);
      known.set(data, new Map([...values, ...asked]));
    }
    return known.get(data);
  }

  // A sentence for a message of the rules; `data` is what the script of the type gives, where there is one.
  giving.sentence = function (message, data) {
    const said = data ? message.replace(QUOTED, (all, before, name, after) => (names(data).has(name) ? before + names(data).get(name) + after : all)) : message;
    return said.slice(0, 1).toUpperCase() + said.slice(1);
  };
})(window.commonThreadGiving);
