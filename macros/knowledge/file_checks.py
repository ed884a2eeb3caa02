"""What pictures and attachments hold that could harm somebody: data that readers don't see, and texts of tables.

Of files of `docs/` nothing is taken out, so what they hide is told. Files beside entries are published without it
(`macros.load.clean`); of these only tables are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from macros.knowledge.harm_rules import PERSONAL, RULES
from macros.load.docs import FOLDER
from macros.load.hidden_documents import OFFICE, hidden_in_document
from macros.load.hidden_pictures import ENDINGS, Hidden, hidden_in_picture
from macros.model.library import Library
from macros.problems import Problem, some
from macros.sensitive.datum import Personal
from macros.sensitive.personal import find_personal

_TEXTS = (".csv", ".txt")
_MOST_CHARACTERS = 2_000_000
"""Of a text or a table to take away that are looked at."""
_STRIP_PICTURE = "Take it out: exiftool -all= FILE, or a copy of the picture saved without its metadata"
_STRIP_DOCUMENT = (
    "Take it out: in Word, Excel and PowerPoint File › Info › Inspect Document; in LibreOffice File › Properties › "
    "Reset Properties, and accept the changes; then make the PDF anew"
)


def hidden_data(library: Library) -> Iterator[Problem]:
    """A problem for each file that says where, with what or by whom it was made: warnings for makers, else errors.

    Texts and tables to take away are read as entries are, as far as `_MOST_CHARACTERS`.
    """
    for name in library.attachments:
        path = f"{FOLDER}/{name}"
        ending = PurePosixPath(name).suffix.lower()
        if ending in (*ENDINGS, *OFFICE, ".pdf", *_TEXTS):
            yield from some(_of_file(library.root / path, path, ending))
    for files in library.files.values():
        for one in files:
            if one.path.endswith(_TEXTS):
                yield from some(_of_file(library.root / one.path, one.path, PurePosixPath(one.path).suffix))


def _of_file(place: Path, path: str, ending: str) -> Iterator[Problem]:
    try:
        content = place.read_bytes()
        if ending in _TEXTS:
            yield from _in_text(content.decode("utf-8", "replace")[:_MOST_CHARACTERS], path)
            return
        picture = ending in ENDINGS
        found = hidden_in_picture(content) if picture else hidden_in_document(content, ending)
        for one in found:
            yield _hidden(path, one, _STRIP_PICTURE if picture else _STRIP_DOCUMENT)
    except OSError as error:
        yield Problem(path, 1, "-", f"the file can't be read: {error.strerror or error}", "unread-file")
    except ValueError as error:
        message = f"nobody can tell what the file holds beside what it shows: it can't be looked into ({error})"
        yield Problem(path, 1, "-", message, "hidden-data", "warning")


def _hidden(path: str, one: Hidden, strip: str) -> Problem:
    if one.about == "the place":
        message = f"the file says where it was made ({one.where}). {strip}. Rule: {RULES['coordinates'].says}"
        return Problem(path, 1, "-", message, "hidden-data")
    shown = Personal(0, len(one.value), "person's name").masked(one.value)
    if one.about == "the camera":
        message = f"the file says with whose camera it was made ({one.where}: {shown}). {strip}. Rule: {PERSONAL}"
        return Problem(path, 1, "-", message, "hidden-data")
    message = (
        f"the file says who made it ({one.where}: {shown}); an organisation may stand there, a person not. {strip}. "
        f"Rule: {PERSONAL}"
    )
    return Problem(path, 1, "-", message, "hidden-data", "warning")


def _in_text(text: str, path: str) -> Iterator[Problem]:
    for one in find_personal(text):
        rule = RULES[one.kind]
        looks = "is" if one.sure else "may be"
        message = f'"{one.masked(text)}" {looks} personal ({one.kind}): {rule.instead}. Rule: {rule.says}'
        code = "small-count" if one.kind == "small count" else "personal-data"
        line = text.count("\n", 0, one.start) + 1
        yield Problem(path, line, "-", message, code, "error" if one.sure else "warning")
