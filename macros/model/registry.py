"""The record types of this program: every `Record` subclass in `macros.model` that names a folder.

A new type is a new module beside this one; nothing has to be registered.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel

import macros.model
from macros.load.document import Location
from macros.model.fields import Prose, Ref, Term
from macros.model.record import Record

Marker = TypeVar("Marker", Ref, Term, Prose)


@functools.cache
def record_types() -> Mapping[str, type[Record]]:
    """All record types by name, in their order."""
    for module in pkgutil.iter_modules(macros.model.__path__):
        importlib.import_module(f"macros.model.{module.name}")
    found = [kind for kind in _subclasses(Record) if vars(kind).get("folder")]
    return {kind.type_name: kind for kind in sorted(found, key=lambda kind: (kind.order, kind.type_name))}


def _subclasses(base: type[Record]) -> Iterator[type[Record]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _subclasses(kind)


@dataclass(frozen=True)
class Slot(Generic[Marker]):
    """A place in a type where marked values stand: `results.*.kind`."""

    path: tuple[str, ...]
    """Field names; `*` stands for every item of a list or mapping."""
    marker: Marker
    label: str
    """The field's name in words: `thematic leads`."""

    def values(self, record: BaseModel) -> Iterator[tuple[Location, str]]:
        """Every value of this slot in a record, with its location."""
        name = self.path[0]
        first = getattr(record, name)
        if not first and first != "":
            return iter(())
        if len(self.path) == 1:
            return iter((((name,), first),))
        return _descend(first, self.path[1:], (name,))


def slots(kind: type[Record], marker: type[Marker]) -> tuple[Slot[Marker], ...]:
    """All places of a type that carry a marker, in field order."""
    asked: Any = marker
    return _known_slots(kind, asked)


@functools.cache
def _known_slots(kind: type[Record], marker: type) -> tuple[Slot[Any], ...]:
    return tuple(_slots(kind, marker, ()))


def _slots(model: type[BaseModel], marker: type, path: tuple[str, ...]) -> Iterator[Slot[Any]]:
    for name, field in model.model_fields.items():
        yield from _in_annotation(field.annotation, tuple(field.metadata), marker, (*path, name))


def _in_annotation(
    annotation: Any, metadata: tuple[Any, ...], marker: type, path: tuple[str, ...]
) -> Iterator[Slot[Any]]:
    for item in metadata:
        if isinstance(item, marker):
            words = [part.replace("_", " ") for part in path if part != "*"]
            yield Slot(path, item, " ".join(words))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _slots(annotation, marker, path)
        return
    origin, arguments = get_origin(annotation), get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        yield from _in_annotation(
            arguments[0] if arguments else annotation.__origin__, annotation.__metadata__, marker, path
        )
    elif origin is tuple:
        yield from _in_annotation(arguments[0], (), marker, (*path, "*"))
    elif origin is dict:
        yield from _in_annotation(arguments[1], (), marker, (*path, "*"))
    else:
        for argument in arguments:
            yield from _in_annotation(argument, (), marker, path)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that an annotation holds, alone or in a list, a mapping or a choice; none where it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for argument in get_args(annotation) if (found := model_in(argument))), None)


def _descend(value: Any, path: tuple[str, ...], location: Location) -> Iterator[tuple[Location, str]]:
    if value is None:
        return
    if not path:
        yield location, value
    elif path[0] != "*":
        yield from _descend(getattr(value, path[0]), path[1:], (*location, path[0]))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _descend(item, path[1:], (*location, key))
    else:
        for index, item in enumerate(value):
            yield from _descend(item, path[1:], (*location, index))


def references(record: Record) -> Iterator[tuple[Slot[Ref], Location, str]]:
    """Every reference of a record."""
    for slot in slots(type(record), Ref):
        for location, value in slot.values(record):
            yield slot, location, value


def terms(record: Record) -> Iterator[tuple[Slot[Term], Location, str]]:
    """Every controlled value of a record."""
    for slot in slots(type(record), Term):
        for location, value in slot.values(record):
            yield slot, location, value


def badge(record: Record) -> tuple[str, str] | None:
    """The list and the value that stand on a record's cards; none where its type or the record has no badge."""
    kind = type(record)
    value = getattr(record, kind.badge) if kind.badge else None
    found = next((slot for slot in slots(kind, Term) if slot.path == (kind.badge,)), None)
    return (found.marker.vocabulary, value) if value and found else None


def prose(record: Record) -> Iterator[tuple[Slot[Prose], Location, str]]:
    """Every Markdown text of a record."""
    for slot in slots(type(record), Prose):
        for location, value in slot.values(record):
            yield slot, location, value
