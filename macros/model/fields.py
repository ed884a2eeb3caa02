"""The kinds of field that records are made of.

A field's annotation says everything that checks, forms, schemas and pages need: which controlled
list a value comes from (`Term`), which types a reference may lead to (`Ref`), whether a text is
Markdown (`Prose`). Values arrive as text (see `macros.load.yaml_reader`), so numbers, dates and
true/false are read here, strictly.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
REFERENCE_PATTERN = ID_PATTERN[:-1] + r"(?:#[a-z0-9]+(?:-[a-z0-9]+)*)?$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$"
VALUE_PATTERN = r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$"
"""A value of a controlled list."""
PARTIAL_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
MAX_ID = 80
FIRST_YEAR, LAST_YEAR = 1980, 2105
"""Years in which a library can be kept and built: what the date of a file in an archive can be, with some room."""
MAX_MONTHS = 1200
"""Most months between two reviews."""
MAX_QUOTE_WORDS = 15
"""Longest word-for-word quotation, in words: enough to recognise a text, short of reprinting it."""


@dataclass(frozen=True)
class Term:
    """Marks a text as a term of a controlled list."""

    vocabulary: str
    """Id of the list: `data/vocabularies/<id>.yml`."""
    aside: bool = False
    """Whether the value says nothing of the entry as it is now: a status that it once had."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.str_schema(min_length=1, max_length=MAX_ID, strip_whitespace=True)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(core), "x-vocabulary": self.vocabulary}


@dataclass(frozen=True)
class Ref:
    """Marks a text as the id of another record, or `record#item` for an item inside it."""

    types: tuple[str, ...]
    """Record types it may lead to; empty for any."""
    role: str
    """What this record says of the target, as the target's page words it: `implementer of`."""
    aside: bool = False
    """Whether the record isn't about the target: an organisation isn't about the country of its seat."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.str_schema(pattern=REFERENCE_PATTERN, max_length=2 * MAX_ID, strip_whitespace=True)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(core), "x-reference": list(self.types) or ["any"]}


@dataclass(frozen=True)
class Prose:
    """Marks a text as Markdown: paragraphs, lists, tables, links, [[id]] and [@source]."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(core), "contentMediaType": "text/markdown"}


def reference(*types: str, role: str, aside: bool = False) -> Ref:
    """Marks a reference field: the id of an entry, or `id#item` where an item inside it is meant."""
    return Ref(types, role, aside)


def term(vocabulary: str, *, aside: bool = False) -> Term:
    """Marks a field whose value comes from a controlled list."""
    return Term(vocabulary, aside)


def _iso_date(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("bad_date", "write the date as YYYY-MM-DD")
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("bad_date", "this day does not exist") from None


def _recordable(value: datetime.date) -> datetime.date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError(
            "bad_date", "write a day from {first} to {last}", {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return value


def _partial_date(value: str) -> str:
    if not PARTIAL_DATE.fullmatch(value):
        raise PydanticCustomError("bad_date", "write YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        datetime.date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        raise PydanticCustomError("bad_date", "this day does not exist") from None
    return value


def _whole_number(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,12}", value):
        return int(value)
    raise PydanticCustomError("bad_number", "write a whole number, digits only")


def _positive(value: int) -> int:
    if value < 1:
        raise PydanticCustomError("bad_number", "write a whole number from 1 on")
    return value


def _months(value: int) -> int:
    if not 1 <= value <= MAX_MONTHS:
        raise PydanticCustomError(
            "bad_number", "write a number of months from 1 to {most}, or leave it out", {"most": MAX_MONTHS}
        )
    return value


def _yes_no(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise PydanticCustomError("bad_yes_no", "write true or false")


def _web_address(value: str) -> str:
    if not re.fullmatch(r"(?:https?://[^\s<>\"'`\\]+|mailto:[^\s<>\"'`\\]+@[^\s<>\"'`\\]+)", value):
        raise PydanticCustomError("bad_link", "write an address that begins with https:// (or mailto:)")
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise PydanticCustomError("bad_link", "{why}", {"why": str(error)}) from None
    if parts.scheme != "mailto" and not host:
        raise PydanticCustomError("bad_link", "write the name of the host after https://")
    return value


def _quotation(value: str) -> str:
    if len(value.split()) > MAX_QUOTE_WORDS:
        raise PydanticCustomError(
            "long_quote",
            "a quotation may have {limit} words, this one has {found}",
            {"limit": MAX_QUOTE_WORDS, "found": len(value.split())},
        )
    return value


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=MAX_ID)]
"""A stable ASCII id: lower-case words with hyphens."""
LINE_PATTERN = r"^[^\n]+$"
Title = Annotated[str, StringConstraints(min_length=2, max_length=100, pattern=LINE_PATTERN)]
"""A title of 100 characters at most, on one line."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=600, pattern=LINE_PATTERN)]
"""Plain text on one line."""
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=1200, pattern=LINE_PATTERN), Prose()]
"""Markdown on one line: emphasis, links, [[id]] and [@source]."""
Summary = Annotated[str, StringConstraints(min_length=20, max_length=1600)]
"""Plain text, 250 words or less; shown on cards, in tooltips and in search results."""
Markdown = Annotated[str, StringConstraints(min_length=1, max_length=20_000), Prose()]
"""Markdown prose."""
Quote = Annotated[str, StringConstraints(min_length=2), AfterValidator(_quotation)]
"""Words taken exactly from a source, without quotation marks; 15 at most."""
Day = Annotated[
    datetime.date,
    BeforeValidator(_iso_date),
    AfterValidator(_recordable),
    WithJsonSchema({"type": "string", "format": "date"}),
]
"""A calendar day of the library's time, YYYY-MM-DD."""
PartialDate = Annotated[
    str,
    AfterValidator(_partial_date),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
"""As much of a date as the source gives: YYYY, YYYY-MM or YYYY-MM-DD."""
Count = Annotated[int, BeforeValidator(_whole_number)]
"""A whole number, zero or more."""
Size = Annotated[int, BeforeValidator(_whole_number), AfterValidator(_positive)]
"""A whole number, one or more."""
Months = Annotated[int, BeforeValidator(_whole_number), AfterValidator(_months)]
"""A number of months, from one to a hundred years."""
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
"""true or false, and no other spelling."""
WebAddress = Annotated[str, StringConstraints(max_length=600), AfterValidator(_web_address)]
"""https://… (http:// where the source has no other), or mailto:…"""
LanguageTag = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
"""A BCP 47 language tag: en, ro, pt-BR, uz-Cyrl."""
