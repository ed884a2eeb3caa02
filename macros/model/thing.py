"""What an entry is in the words of schema.org, as its type answers; `macros.render.linked_data` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Facts = Mapping[str, str | None]
"""Values by property; None for what isn't known."""


@dataclass(frozen=True)
class Thing:
    """A type of schema.org with what is known of one: texts, organisations, a place, names, steps."""

    type: str
    facts: Facts = field(default_factory=dict)
    organisations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of organisations and groups by property."""
    place: str | None = None
    """Where it takes place, in words."""
    countries: tuple[str, ...] = ()
    """The same by id, where there are no words."""
    names: tuple[str, ...] = ()
    """Other names."""
    in_set: bool = False
    """Whether it is a term of the library's set of terms."""
    steps: str = ""
    """Markdown with a numbered list of what to do."""
