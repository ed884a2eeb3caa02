// A field in which an entry or a value is looked for by typing, after the pattern of the ARIA authoring guide: the list
// opens below the field, arrows move in it, Enter chooses, Escape closes. With `many`, what is chosen stands above it.
(function (giving) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const { make } = giving;
  const SHOWN = 8;

  // By which of its names a choice is found: all words of the text stand in one or another, accents and capitals apart.
  const namesOf = ([, label, names]) => [label, ...(Array.isArray(names) ? names : [])];

  // The name to show behind the label, where only that has what was typed.
  function otherName(choice, words) {
    const [label, ...names] = namesOf(choice), has = (name) => words.every((word) => giving.fold(name).includes(word));
    return has(label) ? "" : names.find(has) || "";
  }

  // `choices()` promises [value, label] pairs, those of entries with their other names and their web address behind;
  // `create(text)` gives further options { label, run } that make a value.
  giving.combobox = function (id, { many, choices, create, changed, labelOf }) {
    const input = make("input", { id: id, type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": id + "-list", "aria-autocomplete": "list", autocomplete: "off" });
    const list = make("ul", { id: id + "-list", role: "listbox", class: "ct-give__list", hidden: "" });
    const chips = make("ul", { class: "ct-give__chips", hidden: "" });
    const said = make("span", { class: "ct-give__said", role: "status" });
    let values = [], options = [], active = -1, asked = 0;

    function shut() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      active = -1;
    }

    function mark(place) {
      active = place;
      [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === place)));
      if (place < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", list.children[place].id);
        list.children[place].scrollIntoView({ block: "nearest" });
      }
    }

    function choose(option) {
      shut();
      if (option.run) option.run(put);
      else put(option.value);
    }

    function put(value) {
      if (!values.includes(value)) values = many ? [...values, value] : [value];
      input.value = many ? "" : labelOf(value);
      draw();
      changed();
    }

    function drop(value) {
      values = values.filter((one) => one !== value);
      draw();
      changed();
      input.focus();
    }

    function draw() {
      chips.hidden = !many || !values.length;
      if (!many) return;
      chips.replaceChildren(...values.map((value) => make("li", {}, labelOf(value), " ",
        make("button", { type: "button", "aria-label": _("Remove %(name)s", { name: labelOf(value) }), click: () => drop(value) }, "×"))));
    }

    async function open() {
      const number = ++asked, known = await choices();
      if (number !== asked || document.activeElement !== input) return;
      const text = giving.fold(input.value.trim());
      const words = text.split(/\s+/).filter(Boolean);
      const left = known.filter(([value]) => !values.includes(value));
      const fits = left.filter(function (choice) {
        const all = giving.fold(namesOf(choice).join("\n"));
        return words.every((word) => all.includes(word) || choice[0].includes(word));
      });
      const first = fits.filter((choice) => namesOf(choice).some((name) => giving.fold(name).startsWith(text)));
      const like = create && text && fits.length < SHOWN ? giving.alike([input.value], "", left.filter((choice) => !fits.includes(choice))) : [];
      const shown = [...first, ...fits.filter((one) => !first.includes(one)), ...like.map((id) => left.find(([value]) => value === id))].slice(0, SHOWN);
      options = shown.map(function (choice) {
        const name = text ? otherName(choice, words) : "";
        return { value: choice[0], label: name ? choice[1] + " (" + name + ")" : choice[1] };
      });
      if (text && create) options.push(...create(input.value.trim()));
      list.replaceChildren(...options.map((option, place) => make("li", {
        id: id + "-" + place, role: "option", "aria-selected": "false", class: option.run ? "ct-give__new" : null,
        pointerdown: (event) => event.preventDefault(), click: () => choose(option)
      }, option.label)));
      said.textContent = options.length ? "" : _("Nothing found.");
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      mark(-1);
    }

    // What was typed and not chosen: taken where it is the name of something, else kept as it is.
    async function settle() {
      shut();
      const text = input.value.trim();
      said.textContent = "";
      if (!many && !text && values.length) values = [];
      if (text && (many || !values.length || labelOf(values[0]) !== text)) {
        const wanted = giving.fold(text), known = await choices();
        const found = known.find(([value, label]) => value === text || giving.fold(label) === wanted) || known.find((one) => namesOf(one).some((name) => giving.fold(name) === wanted));
        if (found) return put(found[0]);
        if (!many) values = [];
      }
      changed();
    }

    input.addEventListener("input", function () {
      if (!many) values = [];
      open();
    });
    input.addEventListener("focus", open);
    input.addEventListener("click", () => list.hidden && open());
    input.addEventListener("blur", settle);
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) open();
        else if (options.length) mark((active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + options.length) % options.length);
      } else if (event.key === "Enter") {
        event.preventDefault();
        const only = options.filter((option) => !option.run);
        if (!list.hidden && active >= 0) choose(options[active]);
        else if (!list.hidden && input.value.trim() && only.length === 1) choose(only[0]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        shut();
      }
    });

    return {
      element: make("div", { class: "ct-give__combo" }, chips, input, list, said),
      input: input,
      // What is chosen; with what was typed and stands for nothing, for whoever judges it.
      read: function () {
        const text = input.value.trim(), loose = text && (many || !values.length) ? [text] : [];
        return many ? [...values, ...loose] : values[0] || loose[0] || "";
      },
      write: function (given) {
        values = (many ? given || [] : given ? [given] : []).slice();
        input.value = many || !values.length ? "" : labelOf(values[0]);
        draw();
      },
      // Takes another value in the place of one.
      swap: function (value, other) {
        if (!values.includes(value)) return;
        values = [...new Set(values.map((one) => (one === value ? other : one)))];
        if (!many) input.value = labelOf(values[0]);
        draw();
      },
      forget: function (value) {
        if (!values.includes(value)) return;
        values = values.filter((one) => one !== value);
        if (!many) input.value = "";
        draw();
      }
    };
  };
})(window.commonThreadGiving);
