"""What contributors need to know of a type: its fields, read from the model."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from macros.model.fields import LANGUAGE_PATTERN, Prose, Ref, Term
from macros.model.record import Record
from macros.model.registry import model_in

_WORDS: dict[Any, str] = {str: "text", int: "number", bool: "true or false", datetime.date: "date"}


@dataclass(frozen=True)
class FieldDescription:
    """One field, said for a contributor."""

    name: str
    """Dotted for fields inside fields: `results.kind`."""
    required: bool
    shape: str
    """`text`, `list of ids`, `term`, `language`, …"""
    vocabulary: str | None
    types: tuple[str, ...]
    help: str


@cache
def fields_of(kind: type[Record]) -> tuple[FieldDescription, ...]:
    """All fields of a type in their order, nested ones after their parent."""
    return tuple(_fields(kind, ""))


def _fields(model: type[BaseModel], prefix: str) -> Iterator[FieldDescription]:
    for name, field in model.model_fields.items():
        if name == "body" and not prefix:
            continue
        marks = list(_marks(field.annotation, tuple(field.metadata)))
        term = next((mark for mark in marks if isinstance(mark, Term)), None)
        ref = next((mark for mark in marks if isinstance(mark, Ref)), None)
        many = "tuple[" in str(field.annotation)
        inner = model_in(field.annotation)
        shape = (
            "fields" if inner else "term" if term else "id" if ref else "language" if _is_language(marks)
            else "Markdown" if any(isinstance(mark, Prose) for mark in marks) else _plain(field.annotation)
        )  # fmt: skip
        yield FieldDescription(
            prefix + name,
            field.is_required() and prefix + name != "id",
            f"list of {shape}{'' if shape in ('fields', 'text', 'Markdown') else 's'}" if many else shape,
            term.vocabulary if term else None,
            (ref.types or ("any entry",)) if ref else (),
            field.description or "",
        )
        if inner:
            yield from _fields(inner, f"{prefix}{name}.")


def _marks(annotation: Any, metadata: tuple[Any, ...]) -> Iterator[Any]:
    yield from metadata
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return
    if hasattr(annotation, "__metadata__"):
        yield from annotation.__metadata__
    for argument in get_args(annotation):
        yield from _marks(argument, ())


def _is_language(marks: list[Any]) -> bool:
    return any(getattr(mark, "pattern", None) == LANGUAGE_PATTERN for mark in marks)


def _plain(annotation: Any) -> str:
    """What a plain value is called: the type below annotations, optional values and lists."""
    if annotation in _WORDS:
        return _WORDS[annotation]
    inner = get_args(annotation)
    return _plain(inner[0]) if inner else "text"
