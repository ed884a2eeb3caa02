"""Documents to records: every problem of a document, said in plain words with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from macros.load.document import Document, Location
from macros.model.body import split_sections
from macros.model.fields import ID_PATTERN, MAX_ID
from macros.model.record import Record
from macros.model.registry import terms
from macros.model.vocabulary import Vocabulary
from macros.problems import Problem, nearest

Model = TypeVar("Model", bound=BaseModel)

_LISTS = {"tuple_type", "list_type"}


def validate_record(
    document: Document, kind: type[Record], vocabularies: Mapping[str, Vocabulary]
) -> tuple[Record | None, list[Problem]]:
    """Turn a document into a record of a type.

    Args:
        document: one content file.
        kind: the type its folder stands for.
        vocabularies: every controlled list by id.

    Returns:
        The record, or None where the fields don't fit the type; and the problems, which may also
        concern a record that could be built (an unknown term, a broken rule).
    """
    problems: list[Problem] = []
    data = dict(document.data)
    name = PurePosixPath(document.path).stem
    if not _is_id(name):
        message = f"{name!r} can't be an id: use lower-case letters a–z, digits and single hyphens, up to {MAX_ID}"
        problems.append(Problem(document.path, 1, "-", message, "bad-file-name"))
    if "body" in data:
        problems.append(document.problem(("body",), "the text goes below the fields, not into one", "unknown-field"))
        del data["body"]
    stated = data.setdefault("id", name)
    if stated != name:
        problems.append(document.problem(("id",), f"{stated!r} differs from the file name {name!r}", "id-mismatch"))
        data["id"] = name
    sections, found = split_sections(document, kind.sections) if kind.ending == ".md" else ({}, [])
    problems += found
    data["body"] = sections
    record, found = build(document, kind, data)
    problems += found
    if record is not None:
        problems += [document.problem(*broken) for broken in record.rules()]
        problems += _unknown_terms(document, record, vocabularies)
        problems += _repeated_items(document, record)
    return record, problems


def build(
    document: Document, model: type[Model], data: Mapping[str, Any] | None = None
) -> tuple[Model | None, list[Problem]]:
    """Validate a document's data against a model; None and the problems where they don't fit."""
    data = document.data if data is None else data
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_explain(document, model, data, dict(item)) for item in error.errors(include_url=False)]


def _is_id(name: str) -> bool:
    return bool(re.fullmatch(ID_PATTERN, name)) and len(name) <= MAX_ID


def _unknown_terms(document: Document, record: Record, vocabularies: Mapping[str, Vocabulary]) -> list[Problem]:
    problems = []
    for slot, location, value in terms(record):
        vocabulary = vocabularies.get(slot.marker.vocabulary)
        if vocabulary is None:
            message = f"the list data/vocabularies/{slot.marker.vocabulary}.yml is missing"
            problems.append(document.problem(location, message, "unknown-vocabulary"))
        elif value not in vocabulary:
            known = [term.id for term in vocabulary.terms]
            hint = nearest(value, known) or f"; known in {vocabulary.id} are {', '.join(known[:12])}" + (
                ", …" if len(known) > 12 else ""
            )
            problems.append(document.problem(location, f'unknown term "{value}"{hint}', "unknown-term"))
    return problems


def _repeated_items(document: Document, record: Record) -> list[Problem]:
    problems = []
    seen: dict[str, int] = {}
    for location, item, _ in record.items():
        if item in seen:
            message = f"the id {item!r} already stands on line {seen[item]} of this entry"
            problems.append(document.problem(location, message, "duplicate-id"))
        seen.setdefault(item, document.line_of(location))
    return problems


def _explain(document: Document, model: type[BaseModel], data: Any, error: dict[str, Any]) -> Problem:
    """One pydantic error as a problem a contributor understands."""
    location: Location = tuple(part for part in error["loc"] if part != "[key]")
    kind, found, context = error["type"], error.get("input"), error.get("ctx", {})
    shown = _show(found)
    if kind == "missing":
        return document.problem(location[:-1] or (), f'the field "{location[-1]}" is missing; add it', "missing-field")
    if kind == "extra_forbidden":
        known = _known_fields(model, location[:-1])
        hint = nearest(str(location[-1]), known) or f"; known here are {', '.join(known)}"
        return document.problem(location, f'unknown field "{location[-1]}"{hint}', "unknown-field")
    if found is None or found == "":
        return document.problem(location, "the field is empty; fill it in or delete its line", "missing-field")
    if kind in _LISTS:
        return document.problem(
            location, f"must be a list (a line with a hyphen for each item); found {shown}", "wrong-type"
        )
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return document.problem(location, f"must be fields (name: value); found {shown}", "wrong-type")
    if kind == "string_type":
        return document.problem(location, f"must be text; found {shown}", "wrong-type")
    if kind == "bad_date":
        return document.problem(location, f"{shown} is no date: {error['msg']}", "bad-date")
    if kind == "bad_link":
        return document.problem(location, f"{shown} is no usable address: {error['msg']}", "bad-link")
    if kind == "long_quote":
        return document.problem(location, error["msg"], "quotation-too-long")
    if kind == "string_too_long":
        message = f"has {len(str(found))} characters; {context.get('max_length')} at most"
        return document.problem(location, message, "too-long")
    if kind == "string_too_short":
        message = f"{shown} is too short; {context.get('min_length')} characters at least"
        return document.problem(location, message, "bad-value")
    if kind == "too_short":
        return document.problem(location, "the list is empty; give at least one item", "missing-field")
    if kind == "string_pattern_mismatch":
        return document.problem(location, f"{shown} {_pattern_words(str(context.get('pattern', '')))}", "bad-value")
    return document.problem(location, f"{shown}: {error['msg']}", "bad-value")


def _show(value: Any) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "fields"
    text = str(value)
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'


def _pattern_words(pattern: str) -> str:
    if "#" in pattern:
        return "is no id: write the id of an entry, or entry#item (lower-case letters, digits, hyphens)"
    if pattern == ID_PATTERN:
        return "is no id: use lower-case letters, digits and single hyphens"
    if pattern == r"^[^\n]+$":
        return "must stand on one line"
    if "A-Z][a-z]{3}" in pattern:
        return "is no language tag: write en, fr, ro, pt-BR"
    return f"does not fit the pattern {pattern}"


def _known_fields(model: type[BaseModel], location: Location) -> list[str]:
    """The fields a model has at a location; walks annotations like the registry does."""
    current: Any = model
    for part in location:
        if isinstance(part, int):
            continue
        field = getattr(current, "model_fields", {}).get(part)
        if field is None:
            return []
        current = _model_in(field.annotation)
    return [name for name in getattr(current, "model_fields", {}) if name != "body"]


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None
