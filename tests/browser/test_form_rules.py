"""One source of rules: the form in the browser, the workbook and `check` say the same of the same entries.

The very script of the form judges every case of `tests/cases/model` and `tests/cases/fields` and every shipped entry.
Where it may differ from the check is said once, in `DIFFERENT`, with the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page
from pydantic import create_model

from macros.giving import workbook
from macros.giving.entry_text import entry_text
from macros.giving.field_tree import field_tree
from macros.giving.filled import read_drafts
from macros.giving.form import GROUPS, form_of
from macros.giving.form_data import type_data
from macros.giving.given import Given, groups_in
from macros.giving.names import Names
from macros.giving.sheets import read_sheets
from macros.giving.workbook import make_workbook
from macros.load.document import Document
from macros.load.files import parse
from macros.model import fields
from macros.model.body import split_sections
from macros.model.library import Library, read_library
from macros.model.part import Part
from macros.model.registry import record_types
from macros.model.rules import _TESTS as RULE_TESTS
from macros.model.steps import _TESTS as STEP_TESTS
from macros.model.validate import build, validate_record
from macros.problems import Problem
from macros.words import ENGLISH
from tests.casebook import FOLDER, Case
from tests.conftest import ROOT
from tests.model.entries import changed, vocabularies

SCRIPTS = ROOT / "overrides"
DIFFERENT = {
    "bad-file-name": "the name of the file is made of the id, which the form judges by itself",
    "id-mismatch": "a form makes the file's name of the id",
    "unknown-section": "the form asks for each section by itself and knows no other",
    "duplicate-section": "the same",
    "text-outside-section": "the same",
    "dates-reversed: actions.*": "the order of an action's history is asked by the check alone (`histories`)",
}
"""What the check finds and the form doesn't, with the reason."""
NOT_IN_A_CELL = {
    "wrong-type": "a cell holds a text where fields or a list belong, or the other way round",
    "unknown-field": "a form asks for no field that its type lacks",
    "missing-field": "what is empty in a form is left out, and an item without a value is no row",
    "unknown-section": "a form has a cell for each section, and no headings",
    "duplicate-section": "the same",
    "text-outside-section": "the same",
    "id-mismatch": "a form names the file by the id",
    "bad-file-name": "the same",
}
"""Problems that a workbook can't bring in as they stand."""

Told = list[tuple[str, str]]


def _cases(module: str) -> Iterator[tuple[str, Case]]:
    for path in sorted((FOLDER / module).glob("*.yml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            yield f"{path.stem}: {case['name']}", case


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page with nothing but the rules and the fields."""
    opened = browser.new_page()
    opened.set_content("<p></p>")
    words = (SCRIPTS / "assets/js/interface.js").read_text("utf-8").replace("{{ interface_words|tojson }}", "{}")
    opened.add_script_tag(content=words)
    for name in ("dom", "take"):
        opened.add_script_tag(content=(SCRIPTS / f"assets/js/search/{name}.js").read_text("utf-8"))
    for name in ("dom", "parcel", "rules", "alike", "combobox", "fields", "entry"):
        opened.add_script_tag(content=(SCRIPTS / f"giving/{name}.js").read_text("utf-8"))
    yield opened
    opened.close()


def _judged(page: Page, asked: list[tuple[Any, dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    """What the script says of entries, each with what its type is made of."""
    types = {id(data): data for data, _ in asked}
    found: list[list[dict[str, Any]]] = page.evaluate(
        "([asked, types]) => asked.map(([type, entry]) => window.commonThreadGiving.judge(types[type], entry))",
        [
            [[str(id(data)), entry] for data, entry in asked],
            {str(key): json.loads(json.dumps(data)) for key, data in types.items()},
        ],
    )
    return found


def _of_form(found: list[dict[str, Any]]) -> Told:
    """What is told of a field by itself; what the check says only then, where that is all right."""
    first = [one for one in found if not one["later"] and one["at"][0] != "body"]
    told = [one for one in found if not one["later"]] if first else found
    places = ["text" if one["code"] == "missing-section" else ".".join(map(str, one["at"])) for one in told]
    return sorted(zip(places, (one["code"] for one in told), strict=True))


def _of_check(problems: list[Problem]) -> Told:
    return sorted((one.field, one.code) for one in problems if not _is_different(one))


def _is_different(one: Problem) -> bool:
    family = f"{one.code}: {one.field.partition('.')[0]}.*"
    return one.code in DIFFERENT or family in DIFFERENT or _is_empty_section(one)


def _is_empty_section(one: Problem) -> bool:
    return one.code == "missing-section" and "the section is empty" in one.message


def _graph(lists: Any) -> Any:
    kinds = SimpleNamespace(label=lambda name: name, purpose=lambda name: name)
    return SimpleNamespace(words=ENGLISH, language="en", kinds=kinds, vocabularies=lists)


def _read(case: Case) -> tuple[Document, dict[str, str]]:
    kind = record_types()[case["entry"]]
    path = f"{kind.folder}/{case.get('file', 'an-entry')}{kind.ending}"
    document, _ = parse(path, changed(case).encode())
    assert document is not None
    return document, split_sections(document, kind.sections)[0] if kind.ending == ".md" else {}


def test_the_form_and_the_check_agree_on_every_case_of_the_models(page: Page) -> None:
    """Field and code of every problem, for valid and invalid entries of every type."""
    asked, expected, names = [], [], []
    types: dict[tuple[str, Any], Any] = {}
    for name, case in _cases("model"):
        lists = {id: known for id, known in vocabularies().items() if id != case.get("without_list")}
        document, sections = _read(case)
        found = validate_record(document, record_types()[case["entry"]], lists)
        if any("never ends" in one.message for one in found.problems):
            continue  # in the form each section has a field of its own, so no block hides the next
        values = {key: value for key, value in document.data.items() if key != "body"}
        if values.get("id", "") is None or not isinstance(values.get("id", ""), str):
            del values["id"]
        made_for = case["entry"], case.get("without_list")
        if made_for not in types:
            types[made_for] = type_data(_graph(lists), case["entry"])
        asked.append((types[made_for], {"fields": values, "sections": sections}))
        told = [one for one in found.problems if one.field != "body" or one.code != "unknown-field"]
        expected.append(_of_check(told))
        names.append(name)
    assert len(asked) > 100
    found_by_form = dict(zip(names, map(_of_form, _judged(page, asked)), strict=True))
    assert found_by_form == dict(zip(names, expected, strict=True))


def test_the_form_and_the_check_agree_on_every_value_of_every_kind_of_field(page: Page) -> None:
    """What a field takes and refuses, as text, list, fields or nothing."""
    asked, expected = [], []
    for _, case in _cases("fields"):
        model = create_model("Asked", __base__=Part, value=(getattr(fields, case["field"]), ...))
        data = {"fields": field_tree(model, ENGLISH), "sections": [], "rules": [], "ids": [], "lists": {}, "tabled": {}}
        for value in [*case["good"], *(value for values in case["bad"].values() for value in values)]:
            asked.append((data, {"fields": {"value": value}}))
            expected.append((value, _of_check(build(Document("a.yml", {"value": value}), model)[1])))
    found = _judged(page, asked)
    assert [(value, _of_form(one)) for (value, _), one in zip(expected, found, strict=True)] == expected


def test_the_form_and_the_program_agree_on_what_may_be_the_same(page: Page) -> None:
    """On every pair of names and addresses of `tests/cases/alike`."""
    cases = yaml.safe_load((FOLDER / "alike" / "names.yml").read_text("utf-8"))
    asked = [[one["one"], one.get("addresses", ["", ""]), one["other"]] for one in cases]
    found = page.evaluate(
        """(asked) => asked.map(([one, addresses, other]) =>
            window.commonThreadGiving.alike([one], addresses[0], [["it", other, [], addresses[1]]]).length)""",
        asked,
    )
    told = dict(zip((one["name"] for one in cases), map(bool, found), strict=True))
    assert told == {one["name"]: one["alike"] for one in cases}


def test_the_form_finds_nothing_wrong_with_any_shipped_entry(page: Page) -> None:
    """Nor any reference that leads nowhere; items inside entries are the check's."""
    library = _shipped()
    data = {name: type_data(_graph(library.vocabularies), name) for name in record_types()}
    entries = []
    for record in library.records.values():
        document = library.documents[record.id]
        kind = type(record)
        sections = split_sections(document, kind.sections)[0] if kind.ending == ".md" else {}
        values = {key: value for key, value in document.data.items() if value is not None}
        entries.append((record.type_name, {"fields": values, "sections": sections}))
    known = [[record.id, record.type_name] for record in library.records.values()]
    found = page.evaluate(
        """([entries, types, known]) => {
            const ids = { entries: new Map(known) };
            return entries.flatMap(([type, entry]) => window.commonThreadGiving.judge(types[type], entry, ids)
                .map((one) => [type, entry.fields.title, one.at.join("."), one.code]));
        }""",
        [entries, json.loads(json.dumps(data)), known],
    )
    assert len(entries) > 400 and found == []


def test_the_fields_give_back_every_entry_that_is_written_into_them(page: Page) -> None:
    """As a draft is; every tenth shipped entry, blanks and line ends of one-line fields apart."""
    library = _shipped()
    data = {name: type_data(_graph(library.vocabularies), name) for name in record_types()}
    entries = []
    for record in list(library.records.values())[::10]:
        document, kind = library.documents[record.id], type(record)
        sections = split_sections(document, kind.sections)[0] if kind.ending == ".md" else {}
        if groups_in(form_of(kind), Given(document.data)) <= GROUPS:
            entries.append([record.type_name, {"fields": document.data, "sections": sections}])
    assert len(entries) > 40
    found = page.evaluate(
        """([entries, types]) => {
            const giving = window.commonThreadGiving, none = () => {};
            const context = { combos: new Set(), changed: none, entries: async () => [], labelOf: (value) => value,
                creatable: () => [], kind: (name) => name, create: none };
            return entries.map(function ([type, entry]) {
                const form = new giving.Entry(types[type], context);
                form.write(entry);
                return form.read();
            });
        }""",
        [entries, json.loads(json.dumps(data))],
    )
    for (_, entry), back in zip(entries, found, strict=True):
        assert _plain(back) == _plain(entry)


def _plain(value: Any) -> Any:
    """A value with blanks as one, without what is empty; values of lists in any order, since boxes have their own."""
    if isinstance(value, dict):
        return {key: plain for key, one in value.items() if (plain := _plain(one)) not in (None, [], {}, "")}
    if isinstance(value, list):
        return sorted(map(_plain, value)) if value and isinstance(value[0], str) else list(map(_plain, value))
    return None if value is None else " ".join(str(value).split())


def test_the_script_knows_every_test_that_rules_and_fields_are_made_of() -> None:
    """A new one in Python needs one there."""
    script = (SCRIPTS / "giving/rules.js").read_text("utf-8")
    for name in (*RULE_TESTS, *STEP_TESTS):
        assert f"    {name}: " in script or f'    "{name}": ' in script, name


def test_the_workbook_and_the_check_agree_on_the_cases_that_fit_into_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A case for each field and code of practices, lessons and workshops, written into a workbook and read back."""
    monkeypatch.setattr(workbook, "needed_types", lambda form: [])
    library = replace(_shipped(), records={}, documents={}, vocabularies=vocabularies())
    names = Names(library)
    compared: set[object] = set()
    for name, case in _cases("model"):
        if case["entry"] not in ("practice", "lesson", "workshop"):
            continue
        document, sections = _read(case)
        kind = record_types()[case["entry"]]
        found = validate_record(document, kind, vocabularies())
        kinds = {(case["entry"], re.sub(r"[0-9]+", "*", one.field), one.code) for one in found.problems}
        if not kinds - compared or any(one.code in NOT_IN_A_CELL for one in found.problems):
            continue
        compared |= kinds
        path = tmp_path / "form.xlsx"
        make_workbook(library, case["entry"], given=Given({**document.data, "id": "an-entry"}, sections)).save(path)
        drafts, problems = read_drafts(read_sheets(path.read_bytes(), path.name)[0], path.name, names)
        again, unread = parse(document.path, entry_text(kind, drafts[0].data, drafts[0].sections).encode())
        assert again is not None and unread == [] and len(drafts) == 1, name
        told = validate_record(again, kind, vocabularies()).problems
        assert _told([*told, *(one.problem for one in problems)]) == _told(found.problems), name
    assert len(compared) > 20


def _told(problems: list[Problem]) -> Told:
    return sorted({(one.field, one.code) for one in problems})


def _shipped() -> Library:
    library, _ = read_library(ROOT)
    assert library is not None
    return library
