"""What pydantic finds, in the words of a contributor: one error, one `Problem` with its line and code."""

from __future__ import annotations

import re
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from macros.load.clean.clean_file import NAME_PATTERN
from macros.load.document import Document, Location
from macros.model.fields import ID_PATTERN, LANGUAGE_PATTERN, LINE_PATTERN, REFERENCE_PATTERN, VALUE_PATTERN
from macros.model.length import letters
from macros.model.record import Record
from macros.model.registry import model_in
from macros.model.settings import OLD_PAGE_PATTERN, PUBLIC_KEY_PATTERN
from macros.problems import Problem, nearest
from macros.words import N_

_LISTS = {"tuple_type", "list_type"}
PATTERNS = {
    ID_PATTERN: N_("is no id: use lower-case letters, digits and single hyphens"),
    REFERENCE_PATTERN: N_("is no id: write the id of an entry, or entry#item (lower-case letters, digits, hyphens)"),
    LANGUAGE_PATTERN: N_("is no language tag: write en, fr, ro, pt-BR"),
    VALUE_PATTERN: "can't be a value: use lower-case letters and digits, with single hyphens, dots or underscores "
    "between",
    LINE_PATTERN: N_("must stand on one line"),
    NAME_PATTERN: N_(
        "is no name of a file that an entry can carry: use small letters, digits and hyphens, and .jpg, .png, .webp, "
        ".pdf, .docx, .xlsx or .csv"
    ),
    PUBLIC_KEY_PATTERN: "is no public key of minisign; take the second line of its file, RW and 54 signs more",
    OLD_PAGE_PATTERN: "is no retired page; write folder/old-id",
    r"^[A-Z]{2}$": N_("must be two capital letters"),
    r"^[A-Z]{3}$": N_("must be three capital letters"),
}
"""What the patterns of fields ask, in words."""
STEP_CODES = {"bad_date": "bad-date", "bad_link": "bad-link", "long_quote": "quotation-too-long"}
"""Codes of what steps of `macros.model.steps` find; the others are `bad-value`."""


def explain(document: Document, model: type[BaseModel], error: dict[str, Any]) -> Problem:
    """One pydantic error as a problem a contributor understands."""
    kind, found, context = error["type"], error.get("input"), error.get("ctx", {})
    marks = set() if kind == "extra_forbidden" else {"[key]"}
    location: Location = tuple(part for part in error["loc"] if part not in marks)
    shown = show(found)
    if kind == "missing":
        return document.problem(location, f'the field "{location[-1]}" is missing; add it', "missing-field")
    if kind == "extra_forbidden":
        known = _known_fields(model, location[:-1])
        hint = nearest(str(location[-1]), known) or f"; known here are {', '.join(known)}"
        return document.problem(location, f'unknown field "{location[-1]}"{hint}', "unknown-field")
    if found is None or (isinstance(found, str) and not found.strip()):
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
        return document.problem(location, f"{shown} is no date: {error['msg']}", STEP_CODES[kind])
    if kind == "bad_link":
        blank = re.search(r"\s", str(found).strip())
        if blank and re.match(r"(?:https?|mailto):", str(found).strip()):
            message = f"{shown} is no usable address: there is a blank in it; write %20 for it, or take it out"
            return document.problem(location, message, STEP_CODES[kind])
        return document.problem(location, f"{shown} is no usable address: {error['msg']}", STEP_CODES[kind])
    if kind == "long_quote":
        return document.problem(location, error["msg"], STEP_CODES[kind])
    if kind == "string_too_long":
        message = f"has {len(str(found))} characters; {context.get('max_length')} at most"
        return document.problem(location, message, "too-long")
    if kind == "string_too_short":
        counted = letters(str(found))
        message = f"{shown} is too short; {context.get('min_length')} characters at least"
        if counted > len(str(found)):
            message += f" (in this script each counts for several: these for {counted})"
        return document.problem(location, message, "bad-value")
    if kind == "too_short":
        return document.problem(location, "the list is empty; give at least one item", "missing-field")
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", ""))
        code = "bad-redirect" if pattern == OLD_PAGE_PATTERN else "bad-value"
        words = PATTERNS.get(pattern, f"does not fit the pattern {pattern}")
        return document.problem(location, f"{shown} {words}", code)
    return document.problem(location, f"{shown}: {error['msg']}", "bad-value")


def show(value: Any) -> str:
    """A value as problems quote it: cut, or named by its shape."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "fields"
    text = str(value)
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'


def _known_fields(model: type[BaseModel], location: Location) -> list[str]:
    """The fields a model has at a location; walks annotations like the registry does."""
    current: Any = model
    annotation: Any = model
    for part in location:
        if isinstance(part, int):
            continue
        if get_origin(annotation) is dict:
            annotation = get_args(annotation)[1]
        else:
            field = getattr(current, "model_fields", {}).get(part)
            if field is None:
                return []
            annotation = field.annotation
        current = model_in(annotation)
    known = getattr(current, "model_fields", {})
    return [name for name in known if not (name == "body" and issubclass(current, Record))]
