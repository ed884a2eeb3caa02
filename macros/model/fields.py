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
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.model.length import Least
from macros.model.steps import Step, Written
from macros.words import N_

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
    min_length: ClassVar[int] = 1
    max_length: ClassVar[int] = MAX_ID

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.str_schema(min_length=self.min_length, max_length=self.max_length, strip_whitespace=True)

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
    pattern: ClassVar[str] = REFERENCE_PATTERN
    max_length: ClassVar[int] = 2 * MAX_ID

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.str_schema(pattern=self.pattern, max_length=self.max_length, strip_whitespace=True)

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


_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_NO_DAY = Step("day", (), "bad_date", N_("this day does not exist"))
_YEARS = Step(
    "years", (FIRST_YEAR, LAST_YEAR), "bad_date", N_("write a day from {first} to {last}"),
    (("first", FIRST_YEAR), ("last", LAST_YEAR)),
)  # fmt: skip
_DIGITS = Step("matches", (r"[0-9]{1,12}",), "bad_number", N_("write a whole number, digits only"))
_MOST = 10**12
_AUTHORITY = (
    r"(?:[^\s/?#@]*@)?(?:\[[0-9A-Fa-f:.]{2,}\]|[^\s/?#:\[\]]+)"
    r"(?::(?:[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])?)?"
)
"""The host of a web address, with the user before it and the port behind it."""
_NO_ADDRESS = N_("write an address that begins with https:// (or mailto:)")


def _parts(value: str) -> str:
    """Refuse an address that the standard library can't take apart, since exports and link checks do."""
    try:
        urlsplit(value)
    except ValueError as error:
        raise PydanticCustomError("bad_link", "{why}", {"why": str(error)}) from None
    return value


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=MAX_ID)]
"""A stable ASCII id: lower-case words with hyphens."""
LINE_PATTERN = r"^[^\n]+$"
Title = Annotated[str, StringConstraints(max_length=100, pattern=LINE_PATTERN), Least(2)]
"""A title of 100 characters at most, on one line."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=600, pattern=LINE_PATTERN)]
"""Plain text on one line."""
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=1200, pattern=LINE_PATTERN), Prose()]
"""Markdown on one line: emphasis, links, [[id]] and [@source]."""
Summary = Annotated[str, StringConstraints(max_length=1600), Least(20)]
"""Plain text, 250 words or less; shown on cards, in tooltips and in search results."""
Markdown = Annotated[str, StringConstraints(min_length=1, max_length=20_000), Prose()]
"""Markdown prose."""
Quote = Annotated[
    str,
    Least(2),
    Written(
        (
            Step(
                "words", (MAX_QUOTE_WORDS,), "long_quote",
                N_("a quotation may have {limit} words, this one has {found}"), (("limit", MAX_QUOTE_WORDS),),
            ),
        )
    ),
]  # fmt: skip
"""Words taken exactly from a source, without quotation marks; 15 at most."""
Day = Annotated[
    datetime.date,
    Written(
        (Step("matches", (_DAY,), "bad_date", N_("write year, month and day, such as 2024-05-31")), _NO_DAY, _YEARS),
        "day",
    ),
    WithJsonSchema({"type": "string", "format": "date"}),
]
"""A calendar day of the library's time, YYYY-MM-DD."""
PartialDate = Annotated[
    str,
    Written(
        (
            Step(
                "matches", (PARTIAL_DATE.pattern,), "bad_date", N_("write the year first: 2024, 2024-05 or 2024-05-31")
            ),
            _NO_DAY,
        )
    ),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
"""As much of a date as the source gives: YYYY, YYYY-MM or YYYY-MM-DD."""
Count = Annotated[int, Written((_DIGITS,), "number")]
"""A whole number, zero or more."""
Size = Annotated[
    int,
    Written((_DIGITS, Step("between", (1, _MOST), "bad_number", N_("write a whole number from 1 on"))), "number"),
]
"""A whole number, one or more."""
Months = Annotated[
    int,
    Written(
        (
            _DIGITS,
            Step(
                "between", (1, MAX_MONTHS), "bad_number",
                N_("write a number of months from 1 to {most}, or leave it out"), (("most", MAX_MONTHS),),
            ),
        ),
        "number",
    ),
]  # fmt: skip
"""A number of months, from one to a hundred years."""
YesNo = Annotated[
    bool, Written((Step("matches", ("true|false",), "bad_yes_no", N_("write true or false")),), "yes or no")
]
"""true or false, and no other spelling."""
WebAddress = Annotated[
    str,
    StringConstraints(max_length=600),
    Written(
        (
            Step(
                "matches", (r"(?:https?://[^\s<>\x22'`\\]+|mailto:[^\s<>\x22'`\\]+@[^\s<>\x22'`\\]+)",), "bad_link",
                _NO_ADDRESS,
            ),
            Step(
                "matches", (rf"(?:https?://{_AUTHORITY}(?:[/?#].*)?|mailto:.*)",), "bad_link",
                N_("write the name of the host after https://; a port has a number up to 65535"),
            ),
        )
    ),
    AfterValidator(_parts),
]  # fmt: skip
"""https://… (http:// where the source has no other), or mailto:…"""
LanguageTag = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
"""A BCP 47 language tag: en, ro, pt-BR, uz-Cyrl."""
