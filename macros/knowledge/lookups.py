"""What is asked of the library while a page is made, to know later whether it would come out the same.

A page that was made from the same answers is the same page. Nothing here is a list of dependencies that somebody has
to keep: what is not asked can't matter, and what is asked is noted; `watched_graph` answers as the graph does and notes
each question. Questions are texts, so that they can be kept.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from macros.knowledge.facets import Facet
from macros.model.record import Record

Question = tuple[str, ...]
"""What is asked, and of what: `("field", "social-cohesion", "summary")`."""


class Questions:
    """What has been asked while a page was made."""

    def __init__(self) -> None:
        self.noted: dict[Question, None] = {}
        self.words: dict[str, set[str]] = {}
        """Words in which terms were looked for, by language."""

    def about(self, own: Iterable[str] = ()) -> list[Question]:
        """Every question once, in order.

        Args:
            own: ids of records that the page is made of, so that anything in them matters.
        """
        whole = set(own)
        kept = [asked for asked in self.noted if not (asked[0] == "field" and asked[1] in whole)]
        words = [("words", language, " ".join(sorted(found))) for language, found in self.words.items()]
        return sorted({*kept, *words, *(("whole", id) for id in whole)})


_asked: Questions | None = None
"""Questions of the page that is being made; None while nobody listens. One page is made at a time in a process."""


@contextmanager
def listening() -> Iterator[Questions]:
    """Note every question that is asked inside."""
    global _asked
    before, _asked = _asked, Questions()
    try:
        yield _asked
    finally:
        _asked = before


@contextmanager
def unheard() -> Iterator[None]:
    """Work something out whose result is asked for as a whole."""
    global _asked
    before, _asked = _asked, None
    try:
        yield
    finally:
        _asked = before


def asked() -> Questions | None:
    """The questions of the page that is being made; None while nobody listens."""
    return _asked


def note(*question: str) -> None:
    """Note a question."""
    if _asked is not None:
        _asked.noted[question] = None


def checksum(text: str) -> str:
    """A short checksum of a text; two texts with the same one would be a chance of one in 10^19."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


_PLAIN = {str, int, float, bool, type(None), datetime.date}


def canonical(value: Any) -> str:
    """A value as a text that is the same for the same value, in any process; records by type and id alone."""
    if type(value) in _PLAIN:
        return repr(value)
    if type(value) is tuple or type(value) is list:
        return "(" + ",".join(map(canonical, value)) + ")"
    if isinstance(value, Record):
        return f"<{value.type_name} {value.id}>"
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{canonical(key)}:{canonical(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (tuple, Iterator)):
        return "(" + ",".join(map(canonical, value)) + ")"
    if isinstance(value, (set, frozenset)):
        return "(" + ",".join(sorted(map(canonical, value))) + ")"
    if isinstance(value, Facet):
        return canonical(shown(value))
    if is_dataclass(value) and not isinstance(value, type):
        return canonical([getattr(value, one.name) for one in fields(value)])
    if isinstance(value, (str, BaseModel)):
        return repr(value)
    raise TypeError(f"nobody has said what an answer of type {type(value).__name__} is called")


def shown(facet: Facet) -> Any:
    """What a facet says of itself, without its entries."""
    words = facet.id, facet.address, facet.title, facet.singular, facet.definition, facet.browse
    return words, [(value.id, value.label, value.definition) for value in facet.values]
