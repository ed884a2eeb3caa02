"""The bounds that the documentation promises are those that the code keeps."""

from __future__ import annotations

import re

from macros.knowledge.reviews import GRACE
from macros.load import text
from macros.model import definition, entries, fields, validate
from macros.problems import MOST_PROBLEMS
from macros.render import authored
from macros.trial import MEGABYTES, SECONDS
from tests.conftest import ROOT

PAGE = (ROOT / "docs/contribute/writing.md").read_text("utf-8")
KEPT = {
    "bytes of a file": text.MAX_BYTES,
    "characters of all Markdown texts of an entry": entries.MAX_PROSE,
    "characters of one Markdown text": 20_000,
    "items of a list": validate.MAX_ITEMS,
    "names of a definition": definition.MAX_NAMES,
    "words of a name": definition.MAX_NAME_WORDS,
    "headings and rules of one text": text.MAX_HEADINGS,
    "columns of a table": text.MAX_COLUMNS,
    "cells of all tables of one text": text.MAX_CELLS,
    "lines without an empty one between them": text.MAX_LINES,
    "opening brackets in a paragraph": text.MAX_MARKS["["],
    "stars, underscores, backticks, tildes or `<` in a paragraph, of each": text.MAX_MARKS["*"],
    "one punctuation mark in a row": text.MAX_RUN,
    "list and quotation marks at the start of a line": text.MAX_NESTING,
    "blanks at the start of a line": text.MAX_INDENT,
    "accents on one letter": text.MAX_ACCENTS,
    "months between two reviews": fields.MAX_MONTHS,
    "days that a day may lie ahead": GRACE.days,
    "problems that are told of one file": MOST_PROBLEMS,
    "seconds that a processor may take over the page of an unusual entry": SECONDS,
    "megabytes that this page may need": MEGABYTES,
}


def test_every_bound_of_an_entry_stands_on_the_page_on_writing() -> None:
    """With its number; no row is left over."""
    section = PAGE.partition("## What an entry may hold\n")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| (.+?) \| ([0-9,]+) \|$", section, re.MULTILINE))
    assert {name: int(number.replace(",", "")) for name, number in rows.items()} == KEPT
    assert {text.MAX_MARKS[mark] for mark in "*_`~<"} == {text.MAX_MARKS["*"]}


def test_what_is_unusual_is_said_as_it_is_decided() -> None:
    """On the page and in the decision."""
    decided = (ROOT / "docs/about/decisions/0052-pages-tried-apart.md").read_text("utf-8")
    for page in (PAGE, decided):
        said = next(line for line in page.splitlines() if line.startswith("An entry is unusual if"))
        numbers = [int(number.replace(",", "")) for number in re.findall(r"[0-9,]*[0-9]", said)]
        assert numbers == [entries.USUAL_BYTES // 1024, text.USUAL_LENGTH, text.USUAL_LINES, text.USUAL_MARKS]


def test_the_limits_of_macros_are_said_as_they_are() -> None:
    """In the decision about checks of proposals."""
    decided = (ROOT / "docs/about/decisions/0053-checks-of-proposals-run-nothing.md").read_text("utf-8")
    assert f"{authored.SECONDS} seconds of processor time and {authored.MEGABYTES} MB" in decided
