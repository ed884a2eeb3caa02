"""A picture or an attachment of an entry, as the entry names it; the file itself lies in a folder beside it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from macros.load.clean.clean_file import LONGEST_NAME, NAME_PATTERN
from macros.model.fields import LanguageTag, Line
from macros.model.part import Part
from macros.model.rules import Rule
from macros.words import N_

MOST_FILES = 20
"""Files of one entry."""
_A_PICTURE = r".*\.(?:jpe?g|png|webp)"
FileName = Annotated[str, StringConstraints(pattern=NAME_PATTERN, max_length=LONGEST_NAME)]
"""Name of a file that an entry may carry."""


class EntryFile(Part):
    """A picture or an attachment."""

    file: FileName = Field(description="Its name; it lies in a folder beside the entry that has the entry's name.")
    title: Line = Field(description="What it is: the caption of a picture, the name of an attachment in the list.")
    alt: Line | None = Field(
        None, description="What a picture shows, for those who don't see it; every picture needs it."
    )
    credit: Line | None = Field(
        None, description="Whose it is: an organisation, a group or an office; no person's name."
    )
    licence: Line | None = Field(None, description="How others may use it, e.g. `CC BY 4.0`.")
    language: LanguageTag | None = Field(
        None, description="Language of what is written in it, where that is not the entry's."
    )


FILE_RULES = (
    Rule("files", ("more items", "files", MOST_FILES), N_("has %(found)s files; 20 at most"), "too-long"),
    Rule(
        "alt", ("all", ("matches", "file", _A_PICTURE), ("empty", "alt")),
        N_("say in a sentence what the picture shows, for those who don't see it"), "missing-alt", each="files",
    ),
    Rule(
        "alt", ("all", ("not", ("matches", "file", _A_PICTURE)), ("not", ("empty", "alt"))),
        N_("only a picture has it; say under title what the file is"), "bad-value", each="files",
    ),
    Rule("file", ("again", "file", ("all",)), N_('"%(file)s" stands twice'), "duplicate-id", each="files"),
)  # fmt: skip
"""Rules between the fields of a file."""
