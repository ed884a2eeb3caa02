"""What records are made of: the base of every piece."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A piece of a record: frozen, and without fields that nobody defined."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        defer_build=True,  # a piece is validated with its record, by the record's validator
    )
