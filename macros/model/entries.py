"""Read every entry of a project: files to records, but for what an earlier run has found sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from macros.load.document import Document, UnparsedDocument
from macros.load.files import find_entries, load_bytes, parse
from macros.load.text import is_unusual, leads_to_heading, may_be_unusual
from macros.load.walk import Kind, walk_names
from macros.model.record import Record
from macros.model.registry import prose, record_types
from macros.model.sound import SoundEntries, SoundEntry, checksum_of, term_name
from macros.model.validate import validate_record
from macros.model.vocabulary import Vocabulary
from macros.problems import Problem

MAX_PROSE = 60_000
"""Most characters of all Markdown texts of one entry; the longest shipped entry has less than half."""
USUAL_BYTES = 64 * 1024
"""Size of a file that no entry of readers exceeds; the largest shipped one has 41 KB."""


class EntryReader:
    """Reads the entries of one project, one folder after the other."""

    def __init__(self, root: Path, vocabularies: Mapping[str, Vocabulary], sound: SoundEntries) -> None:
        """Read nothing yet.

        Args:
            root: the project's root.
            vocabularies: every controlled list by id.
            sound: what earlier runs have left; afterwards what this one leaves.
        """
        self.records: dict[str, Record] = {}
        """By id, in the order of types, then of ids."""
        self.documents: dict[str, Document] = {}
        """The file behind each record, by id."""
        self.problems: list[Problem] = []
        self.unusual: list[str] = []
        """Ids of entries whose pages are made apart before anybody relies on them; see `macros.trial`."""
        self.beside: list[tuple[type[Record], str]] = []
        """Files in folders below those of entries, each with the type whose entries lie there."""
        self._root = root
        self._vocabularies = vocabularies
        self._terms = {term_name(id, term.id) for id, known in vocabularies.items() for term in known.terms}
        self._sound = sound

    def read(self) -> None:
        """Read every folder of entries."""
        read: set[str] = set()
        for kind in record_types().values():
            read.update(self._read_folder(kind))
        folders = tuple(f"{kind.folder}/" for kind in record_types().values())
        for path in set(self._sound) - read:
            if path.startswith(folders):  # of other files whoever reads them knows which are gone
                del self._sound[path]

    def _read_folder(self, kind: type[Record]) -> tuple[str, ...]:
        """Read the entries of one type; returns their paths and those of the files beside them."""
        in_docs = kind.folder.startswith("docs/")
        skip = frozenset({"index.md"} if in_docs else ())
        found = find_entries(self._root, kind.folder, kind.ending, skip=skip, beside=True)
        self.beside += [(kind, path) for path in found.beside]
        self.problems += found.problems
        taken = frozenset[str]() if in_docs else authored_in(self._root, PurePosixPath(kind.folder).name)
        for path in found.paths:
            record, document = self._read_file(path, kind)
            if document is not None and PurePosixPath(path).stem in taken:
                self.problems.append(taken_address(path, PurePosixPath(kind.folder).name))
            if document is None or record is None:
                continue
            if record.id in self.documents:
                other = self.documents[record.id].path
                message = f"the id {record.id!r} already belongs to {other}; rename one file"
                self.problems.append(document.problem((), message, "duplicate-id"))
                continue
            self.records[record.id] = record
            self.documents[record.id] = document
        return (*found.paths, *found.beside)

    def _read_file(self, path: str, kind: type[Record]) -> tuple[Record | None, Document | None]:
        raw, problems = load_bytes(self._root, path)
        if raw is None:
            self._sound.pop(path, None)
            self.problems += problems
            return None, None
        known, checksum = self._sound.get(path), checksum_of(raw)
        if known is not None and known.checksum == checksum and self._terms.issuperset(known.terms):
            return kind.model_validate(known.given()), UnparsedDocument(path, partial(_parsed, path, raw))
        return self._read_anew(path, raw, kind, checksum)

    def _read_anew(
        self, path: str, raw: bytes, kind: type[Record], checksum: str
    ) -> tuple[Record | None, Document | None]:
        self._sound.pop(path, None)
        document, problems = parse(path, raw)
        self.problems += problems
        if document is None:
            return None, None
        found = validate_record(document, kind, self._vocabularies)
        self.problems += found.problems
        if found.record is not None and len(raw) > MAX_PROSE:
            self.problems += _much_prose(document, found.record)
        if found.record is not None and _is_unusual(raw, found.record):
            self.unusual.append(found.record.id)
        elif found.record is not None and not problems and not found.problems:
            terms = dict.fromkeys(term_name(*one) for one in found.terms)
            self._sound[path] = SoundEntry(checksum, tuple(terms), partial(dict, found.given))
        return found.record, document


def _is_unusual(raw: bytes, record: Record) -> bool:
    """Whether an entry holds more than readers write. It is never kept as sound: its page is tried each time."""
    if len(raw) > USUAL_BYTES or leads_to_heading(raw):
        return True
    return may_be_unusual(raw) and any(is_unusual(text) for _, _, text in prose(record))


def _much_prose(document: Document, record: Record) -> Iterator[Problem]:
    """That an entry says more than one page can hold, at its longest text."""
    texts = [(len(text), location) for _, location, text in prose(record)]
    said = sum(length for length, _ in texts)
    if said > MAX_PROSE:
        message = f"its texts have {said:,} characters in all; {MAX_PROSE:,} at most. Make two entries"
        yield document.problem(max(texts, key=lambda text: text[0])[1], message, "too-long")


def authored_in(root: Path, folder: str) -> frozenset[str]:
    """The names, without their ending, of the pages that maintainers have written in a folder of `docs/`."""
    pages = (PurePosixPath(name) for name, kind in walk_names(root / "docs" / folder, 0) if kind is Kind.FILE)
    return frozenset(page.stem for page in pages if page.suffix == ".md")


def taken_address(path: str, folder: str) -> Problem:
    """That an authored page has the address of an entry or a list: `docs/definitions/glossary.md`.

    Args:
        path: the file of the entry or the list.
        folder: where its page would lie.
    """
    page = f"docs/{folder}/{PurePosixPath(path).stem}.md"
    return Problem(path, 1, "-", f"{page} already has this address; choose another name", "bad-file-name")


def _parsed(path: str, raw: bytes) -> Document:
    document, _ = parse(path, raw)
    assert document is not None, "it was sound before"
    return document
