// One question of the form: its label, what it means, a field for the answer, and what is wrong with it.
(function (giving) {
  "use strict";
  const { _ } = window.commonThreadWords;
  const { make } = giving;
  const BOXES = 12, LONG = 200;

  const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

  // A text, on one line or on several; several answers stand one to a line.
  function textField(question, asked, id) {
    const tall = question.many || question.shape === "Markdown" || (!asked.steps && (asked.max ? asked.max > LONG : !asked.pattern));
    const control = make(tall ? "textarea" : "input", {
      id: id, rows: !tall ? null : question.shape === "Markdown" ? 5 : question.many || asked.max > 1000 ? 3 : 2,
      type: tall ? null : "text", inputmode: question.shape === "number" ? "numeric" : null, autocomplete: "off"
    });
    const oneLine = asked.pattern && !question.many && question.shape !== "Markdown";
    return {
      element: control, control: control,
      read: () => (question.many ? lines(control.value) : oneLine ? control.value.replace(/\s*\n\s*/g, " ") : control.value),
      write: (value) => (control.value = question.many ? (value || []).join("\n") : value || "")
    };
  }

  function select(id, choices) {
    const options = [["", _("Choose …")], ...choices].map(([value, label]) => make("option", { value: value }, label));
    const control = make("select", { id: id }, options);
    const meaning = make("span", { class: "ct-give__meaning", "aria-live": "polite" });
    const show = function () {
      const found = choices.find((choice) => choice[0] === control.value);
      meaning.textContent = (found && found[2]) || "";
    };
    control.addEventListener("change", show);
    return {
      element: make("div", {}, control, meaning), control: control, read: () => control.value,
      write: function (value) {
        control.value = value || "";
        if (control.value !== (value || "")) control.value = "";
        show();
      }
    };
  }

  function boxes(id, choices) {
    const all = choices.map(([value, label], place) => make("input", { type: "checkbox", id: place ? id + "-" + place : id, value: value }));
    const rows = all.map((box, place) => make("label", { class: "ct-give__box" }, box, " ", choices[place][1]));
    return {
      element: make("div", { class: "ct-give__boxes" }, rows), control: all[0], group: true,
      read: () => all.filter((box) => box.checked).map((box) => box.value),
      write: (values) => all.forEach((box) => (box.checked = (values || []).includes(box.value)))
    };
  }

  // A language by its name; its code may be written too.
  function language(context, id) {
    const known = giving.languages || [], labels = new Map(known);
    const combo = giving.combobox(id, {
      many: false, choices: () => Promise.resolve(known), labelOf: (value) => labels.get(value) || value, changed: context.changed
    });
    return { element: combo.element, control: combo.input, read: combo.read, write: combo.write };
  }

  // An entry that is there, or one that is added along.
  function reference(question, context, id, field) {
    const combo = giving.combobox(id, {
      many: Boolean(question.many), choices: () => context.entries(question.types), labelOf: context.labelOf,
      create: (text) => context.creatable(question.types).map((type) => ({
        label: _("Add “%(name)s” as new: %(kind)s", { name: text, kind: context.kind(type) }), run: (put) => context.create(type, text, put, field())
      })),
      changed: context.changed
    });
    context.combos.add(combo);
    return { element: combo.element, control: combo.input, read: combo.read, write: combo.write };
  }

  function ofList(question, context, id) {
    const choices = context.data.lists[question.list] || [];
    if (!question.many) return select(id, choices);
    if (choices.length <= BOXES && choices.length) return boxes(id, choices);
    const labels = new Map(choices);
    const combo = giving.combobox(id, {
      many: true, choices: () => Promise.resolve(choices), labelOf: (value) => labels.get(value) || value, changed: context.changed
    });
    return { element: combo.element, control: combo.input, read: combo.read, write: combo.write };
  }

  // The question with its field: `read` and `write` its answer, `tell` what is wrong, `focus` it.
  giving.field = function (question, asked, context) {
    const id = giving.newId();
    const inner = question.types ? reference(question, context, id, () => one)
      : question.shape === "language" && !question.many ? language(context, id)
      : question.list ? ofList(question, context, id)
      : question.shape === "true or false" ? select(id, [["true", _("Yes")], ["false", _("No")]])
      : textField(question, asked, id);
    const need = question.need ? make("span", { class: "ct-give__need" }, " ", _("(needed)")) : null;
    const several = question.many && !inner.group && !question.types && !question.list ? " " + _("Several: one to a line.") : "";
    const choose = question.types ? " " + _("Type a few letters, then choose.") + (context.creatable(question.types).length ? " " + _("What isn't there can be added.") : "") : "";
    const help = make("p", { class: "ct-give__help", id: id + "-help" }, question.help + several + choose);
    const wrong = make("p", { class: "ct-give__wrong", id: id + "-wrong" });
    const described = id + "-help " + id + "-wrong";
    const element = inner.group
      ? make("fieldset", { class: "ct-give__field", "aria-describedby": described }, make("legend", {}, question.label, need), help, inner.element, wrong)
      : make("div", { class: "ct-give__field" }, make("label", { for: id }, question.label, need), help, inner.element, wrong);
    if (!inner.group) inner.control.setAttribute("aria-describedby", described);
    if (question.need && !inner.group) inner.control.setAttribute("aria-required", "true");
    const one = {
      question: question, label: question.label, element: element, read: inner.read, write: inner.write, touched: false,
      tell: function (message) {
        wrong.textContent = message;
        element.classList.toggle("ct-give__field--wrong", Boolean(message));
        if (message) inner.control.setAttribute("aria-invalid", "true");
        else inner.control.removeAttribute("aria-invalid");
      },
      focus: () => giving.reveal(inner.control)
    };
    element.addEventListener("focusout", function () {
      one.touched = true;
      context.changed();
    });
    element.addEventListener("input", context.changed);
    return one;
  };
})(window.commonThreadGiving);
