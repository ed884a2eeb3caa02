"""Small valid entries of every type, about places that do not exist, and how cases change them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from macros.load.files import load_folder
from macros.model.record import Record
from macros.model.registry import record_types
from macros.model.validate import validate_record
from macros.model.vocabulary import Vocabulary, VocabularyTerm
from macros.problems import Problem
from tests.casebook import FOLDER, Case, text_of

ENTRIES = FOLDER / "model" / "entries"


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """The controlled lists that the entries use."""
    listed = yaml.safe_load((ENTRIES / "vocabularies.yml").read_text("utf-8"))
    return {name: vocabulary(name, terms) for name, terms in listed.items()}


def vocabulary(name: str, terms: list[str]) -> Vocabulary:
    """A controlled list with these terms."""
    values = tuple(VocabularyTerm(id=term, label={"en": term}) for term in terms)
    return Vocabulary(id=name, title={"en": name}, definition="For tests.", terms=values)


def entry_text(type_name: str) -> str:
    """The valid entry of a type."""
    return (ENTRIES / f"{type_name}{record_types()[type_name].ending}").read_text("utf-8")


def changed(case: Case) -> str:
    """An entry after the changes of a case: `replace` texts, then `add` fields at the end and `body` below them."""
    text = entry_text(case["entry"])
    for old, new in case.get("replace", {}).items():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, text_of(new))
    if text.startswith("---\n"):
        _, fields, body = text.split("---\n", 2)
        text = f"---\n{fields}{text_of(case.get('add', ''))}---\n{text_of(case.get('body', body))}"
    else:
        text += text_of(case.get("add", ""))
    return text


def read_entry(root: Path, case: Case) -> tuple[Record | None, list[Problem]]:
    """Write the entry of a case where its type belongs, load it and validate it; paths are cut to the file name."""
    kind = record_types()[case["entry"]]
    folder = root / kind.folder
    folder.mkdir(parents=True)
    (folder / f"{case.get('file', 'an-entry')}{kind.ending}").write_text(changed(case), "utf-8")
    loaded = load_folder(root, kind.folder, kind.ending)
    problems = list(loaded.problems)
    record = None
    for document in loaded.documents:
        lists = {name: known for name, known in vocabularies().items() if name != case.get("without_list")}
        found = validate_record(document, kind, lists)
        record = found.record
        problems += found.problems
    return record, [_short(problem) for problem in problems]


def _short(problem: Problem) -> Problem:
    name = Path(problem.path).name
    return Problem(name, problem.line, problem.field, problem.message, problem.code, problem.severity)
