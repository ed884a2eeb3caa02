"""Documents to records: every problem of a document, said in plain words with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from macros.load.document import Document, Location
from macros.model.body import section_lines, split_sections
from macros.model.entry_name import why_refused
from macros.model.explain import explain, show
from macros.model.fields import Term
from macros.model.record import Record
from macros.model.registry import Slot, terms
from macros.model.vocabulary import Vocabulary
from macros.problems import Problem, nearest, some

Model = TypeVar("Model", bound=BaseModel)
MAX_ITEMS = 1000
"""Most items of one list of an entry."""


@dataclass(frozen=True)
class Validated:
    """What validating a document gave."""

    record: Record | None
    """None where the fields don't fit the type."""
    problems: list[Problem]
    """They may also concern a record that could be built: an unknown term, a broken rule."""
    given: Mapping[str, Any]
    """What the type was given: the fields, the id and the sections of the text. They alone make the record."""
    terms: tuple[tuple[str, str], ...] = ()
    """Every controlled value with its list."""


def validate_record(document: Document, kind: type[Record], vocabularies: Mapping[str, Vocabulary]) -> Validated:
    """Turn a document into a record of a type.

    Args:
        document: one content file.
        kind: the type its folder stands for.
        vocabularies: every controlled list by id.
    """
    problems: list[Problem] = []
    data = dict(document.data)
    name = PurePosixPath(document.path).stem
    refused = why_refused(name)
    if refused:
        problems.append(Problem(document.path, 1, "-", refused, "bad-file-name"))
    if "body" in data:
        problems.append(document.problem(("body",), "the text goes below the fields, not into one", "unknown-field"))
        del data["body"]
    problems += mismatch(document, name)
    data["id"] = name
    sections, found = split_sections(document, kind.sections) if kind.ending == ".md" else ({}, [])
    problems += found
    data["body"] = sections
    if sections:
        lines: dict[Location, int] = {
            ("body", key): line for key, line in section_lines(document, kind.sections).items()
        }
        document = replace(document, lines={**document.lines, **lines})
    too_many = list(_long_lists(document))
    if too_many:
        return Validated(None, [*problems, *too_many], data)
    record, found = build(document, kind, data)
    problems += [problem for problem in found if not (refused and problem.field == "id")]
    if record is None:
        return Validated(None, problems, data)
    controlled = list(terms(record))
    problems += some(document.problem(*broken) for broken in record.rules())
    problems += some(_unknown_terms(document, controlled, vocabularies))
    problems += some(_repeated_items(document, record))
    return Validated(record, problems, data, tuple((slot.marker.vocabulary, value) for slot, _, value in controlled))


def _long_lists(document: Document) -> Iterator[Problem]:
    """Lists that nobody reads to their end; only a file with as many values can hold one."""
    if len(document.lines) <= MAX_ITEMS:
        return
    waiting: list[tuple[Location, Any]] = [((), document.data)]
    while waiting:
        location, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*location, key), inner) for key, inner in value.items()]
        elif isinstance(value, list) and len(value) > MAX_ITEMS:
            message = f"the list has {len(value):,} items; {MAX_ITEMS:,} at most. Keep those that matter most"
            yield document.problem(location, message, "too-long")
        elif isinstance(value, list):
            waiting += [((*location, index), inner) for index, inner in enumerate(value)]


def mismatch(document: Document, name: str) -> list[Problem]:
    """A stated id that differs from the file name; leaving it out, or empty, is fine."""
    stated = document.data.get("id")
    if stated in (None, name):
        return []
    return [document.problem(("id",), f"{show(stated)} differs from the file name {name!r}", "id-mismatch")]


def build(
    document: Document, model: type[Model], data: Mapping[str, Any] | None = None
) -> tuple[Model | None, list[Problem]]:
    """Validate a document's data against a model; None and the problems where they don't fit."""
    try:
        return model.model_validate(document.data if data is None else data), []
    except ValidationError as error:
        found: list[dict[str, Any]] = [dict(item) for item in error.errors(include_url=False)]
        broken = {item["loc"][:end] for item in found for end in range(len(item["loc"]))}
        telling = (item for item in found if not (item["type"] == "too_short" and item["loc"] in broken))
        return None, some(explain(document, model, item) for item in telling)


def _unknown_terms(
    document: Document, controlled: Iterable[tuple[Slot[Term], Location, str]], vocabularies: Mapping[str, Vocabulary]
) -> Iterator[Problem]:
    for slot, location, value in controlled:
        vocabulary = vocabularies.get(slot.marker.vocabulary)
        if vocabulary is None:
            message = f"the list data/vocabularies/{slot.marker.vocabulary}.yml is missing"
            yield document.problem(location, message, "unknown-vocabulary")
        elif value not in vocabulary:
            known = [term.id for term in vocabulary.terms]
            some = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
            hint = nearest(value, known) or (
                f"; known in {vocabulary.id} are {some}" if known else f"; the list {vocabulary.id} is empty"
            )
            yield document.problem(location, f'unknown term "{value}"{hint}', "unknown-term")


def _repeated_items(document: Document, record: Record) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for location, item, _ in record.items():
        if item in seen:
            message = f"the id {item!r} already stands on line {seen[item]} of this entry"
            yield document.problem(location, message, "duplicate-id")
        seen.setdefault(item, document.line_of(location))
