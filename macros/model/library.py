"""Read a whole project: settings, controlled lists, redirects and every record.

The only module of this layer that touches files, through `macros.load`. Next stage:
`macros.knowledge`, which looks from one record to another.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from macros.load.docs import read_docs
from macros.load.document import Document
from macros.load.files import load_file, load_folder, unread_files
from macros.model import vocabulary as vocabulary_model
from macros.model.accepted import ACCEPTED_PATH, Accepted, AcceptedFindings
from macros.model.beside import AttachedFile, read_beside
from macros.model.catalogues import own_catalogues, read_own_words
from macros.model.entries import EntryReader, authored_in, taken_address
from macros.model.entry_name import why_refused
from macros.model.gap import GAPS_PATH, Gap, Gaps
from macros.model.record import Record
from macros.model.registry import record_types
from macros.model.sensitive_words import WORDS_PATH, SensitiveWords, WordsOfCare
from macros.model.settings import (
    COUNTRIES,
    GROUPS,
    LANGUAGES,
    PATH,
    PUBLISHED_PATH,
    REDIRECTS_PATH,
    TYPES,
    YEARS,
    FileSettings,
    Redirects,
    Settings,
)
from macros.model.sound import SoundEntries
from macros.model.validate import build, mismatch
from macros.model.vocabulary import Vocabulary
from macros.model.word_lists import WordLists, read_word_lists, word_lists
from macros.problems import Problem, nearest, some
from macros.words import ENGLISH, Words

Model = TypeVar("Model", bound=BaseModel)
OWN = frozenset({COUNTRIES, GROUPS, LANGUAGES, TYPES, YEARS})
"""Names that no controlled list can have: packs and filters are made by these too."""


@dataclass(frozen=True)
class Library:
    """Everything that a project's content files say, each record valid by itself."""

    root: Path
    settings: Settings
    vocabularies: Mapping[str, Vocabulary]
    records: Mapping[str, Record]
    """By id, in the order of types, then of ids."""
    documents: Mapping[str, Document]
    """The file behind each record, by id."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Old page (`practices/old-id`) to record id."""
    withdrawn: Mapping[str, datetime.date] = field(default_factory=dict, kw_only=True)
    """Page of an entry that was withdrawn (`practices/old-id`), and the day."""
    extra: Mapping[str, Document] = field(default_factory=dict)
    """The files behind settings, redirects, gaps and vocabularies, by path."""
    indexes: frozenset[str] = field(default_factory=lambda: frozenset(record_types()))
    """Types that have an index page; a library without entries of a type may leave it out."""
    words: Words = ENGLISH
    """What the interface says, in the language of the site."""
    gaps: tuple[Gap, ...] = ()
    """What editors know of crossings of lists where no entry stands."""
    accepted: tuple[Accepted, ...] = ()
    """Findings that somebody has accepted for a time."""
    word_lists: WordLists = field(default_factory=dict)
    """Words of other languages that the search knows."""
    sensitive_words: tuple[SensitiveWords, ...] = ()
    """Words that a second person should look at before they are published."""
    attachments: tuple[str, ...] = ()
    """Pictures and attachments of `docs/`, by their paths below it."""
    files: Mapping[str, tuple[AttachedFile, ...]] = field(default_factory=dict, kw_only=True)
    """Pictures and attachments that lie beside entries, by the ids of these."""
    unusual: tuple[str, ...] = ()
    """Ids of entries that hold more than readers write; see `macros.trial`."""


def read_library(root: Path, sound: SoundEntries | None = None) -> tuple[Library | None, list[Problem]]:
    """Read all content below a project's root.

    Args:
        root: the project's root.
        sound: what earlier runs have found sound; afterwards what this one has.

    Returns:
        The library, or None when the settings can't be read; and every problem of every file.
    """
    problems: list[Problem] = []
    extra: dict[str, Document] = {}
    settings = _read_one(root, PATH, Settings, extra, problems)
    if settings is not None:
        problems += _unknown_types(extra[PATH], settings)
    words, found = read_own_words(root, settings.language if settings else ENGLISH.language)
    problems += found
    lists, found = read_word_lists(root, settings.language if settings else ENGLISH.language)
    problems += found
    redirects = _read_one(root, REDIRECTS_PATH, Redirects, extra, problems, optional=True)
    gaps = _read_one(root, GAPS_PATH, Gaps, extra, problems, optional=True)
    if gaps is not None:
        problems += some(extra[GAPS_PATH].problem(*broken) for broken in gaps.rules())
    accepted = _read_one(root, ACCEPTED_PATH, AcceptedFindings, extra, problems, optional=True)
    care = _read_one(root, WORDS_PATH, WordsOfCare, extra, problems, optional=True)
    if care is not None:
        problems += some(extra[WORDS_PATH].problem(*broken) for broken in care.rules())
    vocabularies = _read_vocabularies(root, extra, problems)
    if settings is not None:
        problems += _unknown_browse(extra[PATH], settings, vocabularies)
    sound = {} if sound is None else sound
    entries = EntryReader(root, vocabularies, sound)
    entries.read()
    files, found = read_beside(root, entries, settings.files if settings else FileSettings(), sound)
    problems += [*entries.problems, *found]
    known = {
        PATH,
        REDIRECTS_PATH,
        GAPS_PATH,
        ACCEPTED_PATH,
        PUBLISHED_PATH,
        WORDS_PATH,
        vocabulary_model.FOLDER,
        *(kind.folder for kind in record_types().values()),
    }
    problems += unread_files(root, "data", frozenset(known.union(own_catalogues(root), word_lists(root))))
    docs = read_docs(root, known)
    problems += [found for found in docs.problems if found not in problems]
    if settings is None:
        return None, problems
    library = Library(
        root,
        settings,
        vocabularies,
        entries.records,
        entries.documents,
        redirects.redirects if redirects else {},
        extra,
        frozenset(name for name, kind in record_types().items() if (root / kind.index_file()).is_file()),
        words,
        gaps.gaps if gaps else (),
        accepted.accepted if accepted else (),
        lists,
        care.kinds if care else (),
        docs.attachments,
        tuple(id for id in entries.unusual if id in entries.records),
        withdrawn=redirects.withdrawn if redirects else {},
        files=files,
    )
    return library, problems


def read_settings(root: Path) -> Settings | None:
    """A project's settings alone; none where there is no such file, or it is wrong: `commonthread check` says how."""
    return _read_one(root, PATH, Settings, {}, []) if (root / PATH).is_file() else None


def _read_one(
    root: Path,
    path: str,
    model: type[Model],
    extra: dict[str, Document],
    problems: list[Problem],
    *,
    optional: bool = False,
) -> Model | None:
    if not os.path.lexists(root / path):
        if not optional:
            problems.append(Problem(path, 1, "-", "the file is missing; every library needs it", "missing-field"))
        return None
    document, found = load_file(root, path)
    problems += found
    if document is None:
        return None
    extra[path] = document
    value, found = build(document, model)
    problems += found
    return value


def _read_vocabularies(root: Path, extra: dict[str, Document], problems: list[Problem]) -> dict[str, Vocabulary]:
    vocabularies: dict[str, Vocabulary] = {}
    loaded = load_folder(root, vocabulary_model.FOLDER, ".yml")
    problems += loaded.problems
    taken = authored_in(root, "browse")
    for document in loaded.documents:
        name = Path(document.path).stem
        extra[document.path] = document
        refused = why_refused(name) or (f"{name!r} is a list that the site makes by itself" if name in OWN else "")
        if refused:
            problems.append(Problem(document.path, 1, "-", refused, "bad-file-name"))
            continue
        problems += mismatch(document, name)
        if name in taken:
            problems.append(taken_address(document.path, "browse"))
        value, found = build(document, Vocabulary, {**document.data, "id": name})
        problems += found
        if value is not None:
            problems += [document.problem(*broken) for broken in value.rules()]
            vocabularies[value.id] = value
    return vocabularies


def _unknown_types(document: Document, settings: Settings) -> Iterator[Problem]:
    """Words for types that do not exist."""
    for name in settings.types:
        if name not in record_types():
            hint = nearest(name, record_types()) or f"; known are {', '.join(record_types())}"
            yield document.problem(("types", name), f'unknown type "{name}"{hint}', "unknown-field")


def _unknown_browse(
    document: Document, settings: Settings, vocabularies: Mapping[str, Vocabulary]
) -> Iterator[Problem]:
    """Lists to browse by that do not exist, or that say `browse: false`."""
    browse = [COUNTRIES, *(id for id, vocabulary in vocabularies.items() if vocabulary.browse)]
    explore = [*browse, TYPES, LANGUAGES, YEARS]
    for field_name, names, known in (("browse", settings.browse, browse), ("explore", settings.explore, explore)):
        for index, name in enumerate(names):
            if name not in known:
                hint = nearest(name, known) or f"; known are {', '.join(known)}"
                message = f'no list "{name}" to {field_name} by{hint}'
                yield document.problem((field_name, index), message, "unknown-vocabulary")
