"""What somebody sent, told apart by its content: `KINDS` says who reads what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from macros.giving.action_sheet import is_action_sheet, read_actions
from macros.giving.answer import write_answer
from macros.giving.filled import made_for, read_drafts
from macros.giving.found import Found, whole
from macros.giving.given_parcel import proposals_of
from macros.giving.issue.read import looks_like_issue, read_issue
from macros.giving.made_for import of_another
from macros.giving.names import Names
from macros.giving.parcel import looks_like_parcel
from macros.giving.phone.export import COLUMNS as EXPORT_COLUMNS
from macros.giving.phone.export import ROWS as EXPORT_ROWS
from macros.giving.phone.export import is_export, is_form_itself
from macros.giving.phone.read import read_export
from macros.giving.proposal import Proposal, propose
from macros.giving.sheets import MAX_BYTES, Sheet, read_sheets
from macros.giving.word.answer import write_answer as write_word_answer
from macros.giving.word.package import looks_like_word, open_package
from macros.giving.word.read import read_form
from macros.model.library import Library

MOST_BYTES = MAX_BYTES
"""Of anything that is sent."""
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Sent:
    """A file that was sent, or what was pasted."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Received:
    """What somebody sent, as entries for the library."""

    proposals: Sequence[Proposal]
    found: Sequence[Found]
    """What is wrong with it, before it is checked among all entries."""
    answer: Callable[[Sequence[Found]], bytes] | None = None
    """Makes a copy of it with what is wrong beside each answer, to send back; None for kinds without."""
    notes: Sequence[str] = field(default=())
    """What the sender tells the editors."""
    sheets: Sequence[str] = field(default=())
    """Names of the sheets of a workbook, in their order."""

    def answered(self, found: Sequence[Found]) -> bytes | None:
        """The copy with what is wrong; None where a part of the file that nobody asked for is too damaged to copy."""
        try:
            return self.answer(found) if self.answer else None
        except Exception:  # whatever a damaged or forged part makes the libraries raise
            return None


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken."""

    name: str
    """What people call it."""
    is_one: Callable[[Sent], bool]
    """Whether something sent is of this kind, as its content shows."""
    read: Callable[[Sent, Library, str], Received]
    """Reads it; the text is the day on which an entry is added that says no other."""


def _is_workbook(sent: Sent) -> bool:
    return sent.content.startswith(_ZIP) or sent.name.lower().endswith(".xlsx")


def _workbook(sent: Sent, library: Library, day: str) -> Received:
    sheets, unread = read_sheets(sent.content, sent.name)
    if is_form_itself(sheets):
        message = "is a form for phones, which isn't filled in: upload it to KoboToolbox or ODK, and take their export"
        return Received((), [whole(sent.name, message, "unread-file")])
    if is_export(sheets):
        return _phones(sent, library, day)
    drafts, wrong = read_drafts(sheets, sent.name, Names(library)) if sheets else ([], [])
    wrong += of_another(made_for(sheets).get("library", ""), library, sent.name, None)
    answer = partial(write_answer, sent.content) if sheets else None
    return Received(propose(drafts, day, library), [*unread, *wrong], answer, sheets=_names_of(sheets))


def _returned(sent: Sent, library: Library, day: str) -> Received:
    sheets, unread = read_sheets(sent.content, sent.name)
    proposals, wrong = read_actions(sheets[0], library, day, sent.name)
    return Received(proposals, [*unread, *wrong], partial(write_answer, sent.content), sheets=_names_of(sheets))


def _is_returned(sent: Sent) -> bool:
    return sent.content.startswith(_ZIP) and is_action_sheet(read_sheets(sent.content, sent.name)[0])


def _phones(sent: Sent, library: Library, day: str) -> Received:
    sheets, unread = read_sheets(sent.content, sent.name, rows=EXPORT_ROWS, columns=EXPORT_COLUMNS)
    drafts, wrong = read_export(sheets, sent.name, Names(library)) if sheets else ([], [])
    answer = partial(write_answer, sent.content) if sheets else None
    return Received(propose(drafts, day, library), [*unread, *wrong], answer, sheets=_names_of(sheets))


def _names_of(sheets: Sequence[Sheet]) -> list[str]:
    return [sheet.name for sheet in sheets]


def _is_word(sent: Sent) -> bool:
    named = sent.name.lower().endswith((".docx", ".docm", ".doc"))
    return named or (sent.content.startswith(_ZIP) and looks_like_word(sent.content))


def _word(sent: Sent, library: Library, day: str) -> Received:
    package = open_package(sent.content)
    if isinstance(package, str):
        return Received((), [whole(sent.name, package, "unread-file")])
    drafts, found = read_form(package, sent.name, Names(library), library.settings.language)
    answer = partial(write_word_answer, sent.content, package)
    return Received(propose(drafts, day, library), found, answer)


def _issue(sent: Sent, library: Library, day: str) -> Received:
    drafts, found = read_issue(sent.content, sent.name, Names(library))
    return Received(propose(drafts, day, library), found)


def _parcel(sent: Sent, library: Library, day: str) -> Received:
    proposals, found, notes = proposals_of(sent.content, sent.name, library, day)
    return Received(proposals, found, notes=notes)


KINDS = (
    Kind("a parcel (.parcel.json, or a message with one in it)", lambda sent: looks_like_parcel(sent.content), _parcel),
    Kind("an issue that a form made (.md)", lambda sent: looks_like_issue(sent.content), _issue),
    Kind("a Word file (.docx)", _is_word, _word),
    Kind("a sheet of actions (.xlsx)", _is_returned, _returned),
    Kind("a workbook or an export from phones (.xlsx)", _is_workbook, _workbook),
)
"""Every kind that is taken; the first that knows its own reads it."""


def read_received(sent: Sent, library: Library, day: str) -> Received:
    """Read something that was sent.

    Args:
        sent: of any kind.
        library: that it is for.
        day: on which an entry is added that says no other.
    """
    if len(sent.content) > MOST_BYTES:
        return Received(
            (), [whole(sent.name, f"has more than {MOST_BYTES:,} bytes; {MOST_BYTES:,} are taken", "too-large")]
        )
    for kind in KINDS:
        if kind.is_one(sent):
            return kind.read(sent, library, day)
    known = " nor ".join(kind.name for kind in KINDS)
    return Received((), [whole(sent.name, f"is neither {known}", "unread-file")])
