"""A parcel: what somebody gives as one text file, to download, mail or paste.

It holds entries with what they newly need (values only, by the names of the fields), and corrections to paragraphs.
Whoever makes one writes JSON. It is read by the reader of content files, which knows no types, no references and no
second value for a key, and says the line of each; text around it, as mails have, is left out.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from macros.giving.found import Found, Line, whole
from macros.load.document import Document
from macros.load.text import MAX_BYTES, UnreadableTextError, decode, suspicious
from macros.load.yaml_reader import read_yaml
from macros.model.fields import Id
from macros.model.length import Least
from macros.model.record import Part
from macros.model.validate import build
from macros.problems import Problem, some

VERSION = "1"
"""Of the format; a parcel of another version is refused."""
BEGIN, END = "-----BEGIN PARCEL-----", "-----END PARCEL-----"
"""Lines around a parcel in a mail or a message."""
MOST = 50
"""Most entries, and most corrections, of one parcel."""
_QUOTED = re.compile(r"^(?:[ \t]*>)+ ?", re.MULTILINE)
"""What mail programs put before the lines of a mail that is answered."""
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
"""A character that JSON in plain letters writes in two halves, which YAML doesn't know."""
_NO_BREAK = "\u00a0"
_Checksum = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class Changed(Part):
    """The entry that another changes, as it was."""

    id: Id = Field(description="Id of the entry.")
    file: _Checksum = Field(description="First 16 signs of the SHA-256 checksum of its file.")


class GivenEntry(Part):
    """An entry of a parcel: values only."""

    type: str = Field(description="Name of the type.", max_length=80)
    form: str = Field("", description="Version of the form of that type, when it was filled in.", max_length=80)
    changes: Changed | None = Field(None, description="The entry that it changes; none for a new one.")
    fields: dict[str, Any] = Field(description="Values by the names of the fields.")
    sections: dict[str, Any] = Field({}, description="Texts by the keys of the sections.")


class Correction(Part):
    """Other words for some of an entry's."""

    entry: Id = Field(description="Id of the entry.")
    was: Annotated[str, StringConstraints(max_length=8000), Least(2)] = Field(
        description="Words of one paragraph, as the page shows them or the file has them."
    )
    now: Annotated[str, StringConstraints(min_length=1, max_length=8000)] = Field(
        description="The words in their place."
    )
    reason: Annotated[str, StringConstraints(max_length=2000)] = Field(
        "", description="Why, and which source says so; for the editors."
    )


class Parcel(Part):
    """All that a parcel holds."""

    parcel: Literal["1"] = Field(description="Version of the format.")
    library: str = Field("", description="Name of the library that it is for.", max_length=600)
    entries: tuple[GivenEntry, ...] = Field((), description="New and changed entries.", max_length=MOST)
    corrections: tuple[Correction, ...] = Field((), description="Corrections to paragraphs.", max_length=MOST)


def looks_like_parcel(content: bytes) -> bool:
    """Whether a file is a parcel, or a message with one in it."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") or BEGIN.encode() in content


def read_parcel(content: bytes, file: str) -> tuple[Parcel | None, Document, list[Found]]:
    """Read a parcel.

    Args:
        content: of the file, or of a message.
        file: its name, for the problems.

    Returns:
        The parcel, none where it can't be read; the lines of its values; what is wrong with it.
    """
    nothing = Document(file, {})
    if len(content) > MAX_BYTES:
        return None, nothing, [whole(file, f"has {len(content):,} bytes; {MAX_BYTES:,} are taken", "too-large")]
    try:
        text = decode(file, content)
    except UnreadableTextError as unreadable:
        return None, nothing, [at_line(unreadable.problem)]
    hidden = some(suspicious(file, text))
    if hidden:
        return None, nothing, list(map(at_line, hidden))
    try:
        text, first_line = _unwrapped(text)
    except ValueError as error:
        return None, nothing, [whole(file, str(error), "unread-file")]
    data, lines, problems = read_yaml(file, _PAIR.sub(_joined, text), first_line)
    if problems or not isinstance(data, dict):
        told = problems or [Problem(file, first_line, "-", "is no parcel: it must begin with {", "bad-yaml")]
        return None, nothing, [at_line(_said_of_parcels(one)) for one in told]
    document = Document(file, data, lines)
    version = data.get("parcel")
    if version != VERSION:
        found = f"version {version[:20]!r}" if isinstance(version, str) else "no version"
        message = (
            f'{found} of a parcel; this program reads version "{VERSION}". Make it again with this library\'s form'
        )
        return None, document, [at_line(document.problem(("parcel",), message, "bad-value"))]
    parcel, problems = build(document, Parcel)
    if parcel and not (parcel.entries or parcel.corrections):
        problems = [
            document.problem((), "the parcel is empty: it holds neither entries nor corrections", "missing-field")
        ]
    return (None if problems else parcel), document, list(map(at_line, problems))


def _joined(pair: re.Match[str]) -> str:
    return pair[1] + bytes.fromhex(pair[2] + pair[3]).decode("utf-16-be")


def at_line(problem: Problem) -> Found:
    """A problem of a text file at its line."""
    return Found(problem, Line(problem.path, problem.line))


def _said_of_parcels(problem: Problem) -> Problem:
    """What the reader of content files says, in words that fit somebody who sends a parcel."""
    message = problem.message.replace("the YAML can't be read", "the parcel can't be read, it was damaged on its way")
    return Problem(problem.path, problem.line, problem.field, message, problem.code, problem.severity)


def _unwrapped(text: str) -> tuple[str, int]:
    """A parcel without the message around it, and its first line there.

    Raises:
        ValueError: when the message has no end of the parcel, or several parcels that differ.
    """
    if BEGIN not in text:
        return text, 1
    before, *pieces = text.split(BEGIN)
    if not all(END in piece for piece in pieces):
        raise ValueError(f'the line "{END}" is missing: the message was cut off. Ask for it again, as a file')
    parcels = [_QUOTED.sub("", piece.split(END)[0]).replace(_NO_BREAK, " ") for piece in pieces]
    if len({" ".join(one.split()) for one in parcels}) > 1:
        raise ValueError(f"holds {len(parcels)} parcels that differ; receive one after the other")
    return parcels[0], before.count("\n") + 1
