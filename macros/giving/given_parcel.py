"""What a parcel says: a proposal for each entry that it brings or corrects, with the line behind each value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from macros.giving.correction import corrected
from macros.giving.draft import Draft
from macros.giving.found import Found, Line
from macros.giving.given import checksum
from macros.giving.made_for import of_another
from macros.giving.parcel import Correction, GivenEntry, Parcel, at_line, read_parcel
from macros.giving.proposal import Proposal, propose
from macros.load.document import Document, Location
from macros.load.files import load_bytes
from macros.model.library import Library
from macros.model.registry import record_types
from macros.problems import nearest


def proposals_of(
    content: bytes, file: str, library: Library, day: str
) -> tuple[list[Proposal], list[Found], list[str]]:
    """What a parcel proposes, what is newly needed first; what is wrong; and why it corrects what it corrects.

    Args:
        content: of the parcel, or of a message with one in it.
        file: its name, for the problems.
        library: whose entries it corrects.
        day: on which an entry is added that says no other.
    """
    parcel, document, found = read_parcel(content, file)
    if parcel is None:
        return [], found, []
    reader = _Reader(document, library)
    drafts = list(reader.drafts(parcel))
    drafts.sort(key=lambda draft: not draft.kind.directory)
    notes = [f"{one.entry}: {' '.join(one.reason.split())}" for one in parcel.corrections if one.reason.strip()]
    found += of_another(parcel.library, library, file, Line(file, document.lines.get(("library",), 1)))
    return [*propose(drafts, day, library), *reader.corrections(parcel)], [*found, *reader.found], notes


class _Reader:
    """A parcel while its parts are read; gathers what is wrong."""

    def __init__(self, document: Document, library: Library) -> None:
        self.found: list[Found] = []
        self._document = document
        self._library = library

    def drafts(self, parcel: Parcel) -> Iterator[Draft]:
        """The drafts of its entries."""
        for number, given in enumerate(parcel.entries):
            where = ("entries", number)
            if given.type not in record_types():
                self._tell((*where, "type"), f'no type is called "{given.type}"{nearest(given.type, record_types())}')
            else:
                yield self._draft(given, where)

    def _draft(self, given: GivenEntry, where: Location) -> Draft:
        draft = Draft(given.type, self._line(where))
        if given.changes:
            draft.before = given.changes.file
        draft.data = self._values(draft, (*where, "fields"), given.fields)
        self._wanted_id(draft, given, where)
        known = [section.key for section in draft.kind.sections]
        for key, text in given.sections.items():
            place = (*where, "sections", key)
            if key not in known:
                message = f'a {given.type} has no section "{key}"{nearest(key, known)}'
                self._tell(place, message, "unknown-section")
            elif not isinstance(text, str):
                self._tell(place, "must be text", "wrong-type")
            elif text.strip():
                draft.sections[key] = text.strip("\n")
                draft.cells["body", key] = self._line(place)
        return draft

    def _wanted_id(self, draft: Draft, given: GivenEntry, where: Location) -> None:
        """Whether what names the file is what can name one; a change names the entry that it changes."""
        for key in ("id", "title"):
            if not isinstance(draft.data.get(key, ""), str):
                self._tell((*where, "fields", key), "must be text", "wrong-type")
                del draft.data[key]
        if given.changes:
            draft.data["id"] = given.changes.id
            record = self._library.records.get(given.changes.id)
            if record is None or record.type_name != given.type:
                message = f'changes the {given.type} "{given.changes.id}", and there is none'
                self._tell((*where, "changes", "id"), message, "dangling-reference")

    def _values(self, draft: Draft, place: Location, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The values that say something; what is empty is left out, as in every form."""
        waiting: list[tuple[Location, Location, Any, Any]] = [((key,), (*place, key), fields, key) for key in fields]
        while waiting:
            where, at, holder, key = waiting.pop()
            value = holder[key]
            draft.cells[where] = self._line(at)
            if isinstance(value, dict):
                waiting += [((*where, inner), (*at, inner), value, inner) for inner in value]
            elif isinstance(value, list):
                waiting += [((*where, inner), (*at, inner), value, inner) for inner in range(len(value))]
        return {key: value for key, value in fields.items() if value not in (None, "", [], {})}

    def corrections(self, parcel: Parcel) -> list[Proposal]:
        """A proposal for each file that corrections change, all of those of one file in it."""
        changed: dict[str, tuple[Draft, bytes]] = {}
        for number, one in enumerate(parcel.corrections):
            where = ("corrections", number)
            record = self._library.records.get(one.entry)
            if record is None:
                message = f'there is no entry "{one.entry}"{nearest(one.entry, self._library.records)}'
                self._tell((*where, "entry"), message, "dangling-reference")
                continue
            draft, before = changed.get(one.entry) or self._begun(one, where, type_name=record.type_name)
            path = self._library.documents[one.entry].path
            after, why = corrected(path, before, one.was, one.now, self._library)
            if why:
                self._tell((*where, "was"), why, "bad-value")
            else:
                changed[one.entry] = draft, after
        return [Proposal(draft, after.decode(), whole=False) for draft, after in changed.values()]

    def _begun(self, one: Correction, where: Location, type_name: str) -> tuple[Draft, bytes]:
        content, _ = load_bytes(self._library.root, self._library.documents[one.entry].path)
        draft = Draft(type_name, self._line((*where, "now")), {"id": one.entry})
        draft.before = checksum(content or b"")
        return draft, content or b""

    def _line(self, where: Location) -> Line:
        return Line(self._document.path, self._document.line_of(where))

    def _tell(self, where: Location, message: str, code: str = "bad-value") -> None:
        self.found.append(at_line(self._document.problem(where, message, code)))
