"""What in an entry could harm somebody: personal data, words that need care, and who cleared it.

The search itself is `macros.sensitive`; here it is asked of every text of every entry, and what it gives is told with
line, field, rule and a way to mend it. What was found is shown so that its author knows it and nobody else learns it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from macros.knowledge.harm_rules import RULES, SENSITIVE, cleared_by
from macros.knowledge.links import cited_sources, first_lines
from macros.load.document import Document, Location
from macros.model.country import Country
from macros.model.fields import Ref
from macros.model.library import Library
from macros.model.record import Record
from macros.model.registry import slots
from macros.model.sensitivity import Sensitivity
from macros.model.sound import SeenDatum, SeenHarm, SoundEntries
from macros.model.source import Source
from macros.problems import Problem, some
from macros.sensitive.datum import KINDS, Personal
from macros.sensitive.letters import plain
from macros.sensitive.personal import find_personal
from macros.sensitive.phrases import Kind, PhraseSearch

CITED_WORK = frozenset({"title", "authors", "published_in", "date_note"})
"""Fields of a source that name it as it is cited: authors of published works may stand there."""
_QUOTED = frozenset({"meant"})
"""What a clearance quotes, which the check finds where it stands."""
NOTHING_USED: Mapping[str, Collection[int]] = MappingProxyType({})
_NO_PROSE = "abcdefghijklmnopqrstuvwxyz0123456789-_.#"
"""Signs of ids, terms and dates, which hold no words of anybody."""


def harm(
    library: Library, sound: SoundEntries | None = None, in_files: Mapping[str, Collection[int]] = NOTHING_USED
) -> Iterator[Problem]:
    """What could harm somebody in any entry, errors where its form leaves little doubt, else warnings.

    Args:
        library: every record that could be read.
        sound: what earlier runs have found; what this one finds is added.
        in_files: clearances by their place in an entry that speak of words in its files, by the entry's id.
    """
    phrases = PhraseSearch(
        [
            Kind(kind.id, tuple(one for words in kind.words.values() for one in words), kind.with_count)
            for kind in library.sensitive_words
        ]
    )
    listed = hashlib.sha256(repr(library.sensitive_words).encode()).hexdigest()[:16]
    for record in library.records.values():
        document = library.documents[record.id]
        entry = sound.get(document.path) if sound else None
        regions = regions_of(record, library)
        asked = " ".join((listed, *regions))
        if entry is not None and entry.seen is not None and entry.seen.asked == asked:
            found = entry.seen.found
        else:
            found = tuple(_search(record, regions, phrases))
            if sound is not None and entry is not None:
                sound[document.path] = replace(entry, seen=SeenHarm(asked, found))
        if found or record.sensitivity is not None:
            yield from some(_told(record, document, found, library, in_files.get(record.id, ())))


def _search(record: Record, regions: tuple[str, ...], phrases: PhraseSearch) -> Iterator[SeenDatum]:
    for location, text in _texts(record):
        cited = isinstance(record, Source) and location[0] in CITED_WORK
        for one in find_personal(text, regions):
            if not (cited and one.kind == "person's name"):
                yield SeenDatum(location, one.start, one.end, one.kind, one.sure)
        for phrase in phrases.find(text):
            yield SeenDatum(location, phrase.start, phrase.end, phrase.kind, False)


def _texts(record: Record) -> Iterator[tuple[Location, str]]:
    """Every text of a record with its place, but for ids, terms and dates, and for what a clearance quotes."""
    waiting: list[tuple[Location, Any]] = [((), record)]
    while waiting:
        location, value = waiting.pop()
        if isinstance(value, str):
            if value.strip(_NO_PROSE):
                yield location, value
            continue
        inner: Iterable[tuple[str | int, Any]]
        if isinstance(value, tuple):
            inner = enumerate(value)
        elif isinstance(value, dict):
            inner = value.items()
        elif isinstance(value, BaseModel):
            inner = vars(value).items()
        else:
            continue
        waiting += [((*location, name), one) for name, one in inner if one and name not in _QUOTED]


def regions_of(record: Record, library: Library) -> tuple[str, ...]:
    """Codes of the countries that an entry names, in their order."""
    ids = [record.id] if isinstance(record, Country) else []
    for slot in slots(type(record), Ref):
        if slot.marker.types == ("country",):
            ids += [value for _, value in slot.values(record)]
    countries = (library.records.get(id) for id in dict.fromkeys(ids))
    return tuple(country.iso2 for country in countries if isinstance(country, Country))


def _told(
    record: Record, document: Document, found: tuple[SeenDatum, ...], library: Library, in_files: Collection[int]
) -> Iterator[Problem]:
    cleared = record.sensitivity
    used = set(in_files)
    authors: frozenset[str] | None = None
    lines: Mapping[str, int] | None = None
    for one in found:
        text = _text_at(record, one.place)
        words = text[one.start : one.end]
        meant = _meant(cleared, words)
        if meant is not None:
            used.add(meant)
            continue
        if one.kind == "person's name":
            authors = _authors(record, library) if authors is None else authors
            if plain(words.split(" (")[0].split()[-1]) in authors:
                continue
        problem = _problem(document, one, text, library)
        if one.place[0] == "body":
            lines = first_lines(document, record) if lines is None else lines
            line = lines.get(str(one.place[1]), document.body_line) + text.count("\n", 0, one.start)
            problem = replace(problem, line=line, field="text")
        yield problem
    if cleared is not None:
        yield from _of_clearance(record, document, cleared, used, library)


def _problem(document: Document, one: SeenDatum, text: str, library: Library) -> Problem:
    if one.kind not in RULES:
        kind = next(kind for kind in library.sensitive_words if kind.id == one.kind)
        message = f'"{text[one.start : one.end]}" needs a second look: {kind.why}. Rule: {SENSITIVE}. {_IF_MEANT}'
        return document.problem(one.place, message, "sensitive-words", "warning")
    rule = RULES[one.kind]
    kind_of_datum = next(kind for kind in KINDS if kind == one.kind)
    shown = Personal(one.start, one.end, kind_of_datum, one.sure).masked(text)
    name = f"an {one.kind}" if one.kind[0] in "aeiou" else f"a {one.kind}"
    looks = f"is {name}, by its form" if one.sure else f"may be {name}"
    shown = f'"{shown}" {looks}' if one.kind != "coordinates" else f'"{shown}" are coordinates finer than a town'
    message = f"{shown}: {rule.instead}. Rule: {rule.says}. {_IF_MEANT}"
    code = "small-count" if one.kind == "small count" else "personal-data"
    return document.problem(one.place, message, code, "error" if one.sure else "warning")


_IF_MEANT = "If it is meant and harmless, have it cleared under sensitivity"


def _text_at(record: Record, place: Location) -> str:
    value: Any = record
    for step in place:
        value = getattr(value, str(step)) if isinstance(value, BaseModel) else value[step]
    return str(value)


def _meant(cleared: Sensitivity | None, words: str) -> int | None:
    """The clearance that speaks of a finding."""
    return cleared_by((meant.found for meant in cleared.meant), words) if cleared else None


def _authors(record: Record, library: Library) -> frozenset[str]:
    """Surnames of the authors of the works that an entry cites: they are named as these are."""
    said = set()
    for id in cited_sources(record):
        source = library.records.get(id)
        if isinstance(source, Source) and source.authors:
            said |= {plain(word.strip(".,;()")) for word in source.authors.split()}
    return frozenset(said)


def _of_clearance(
    record: Record, document: Document, cleared: Sensitivity, used: set[int], library: Library
) -> Iterator[Problem]:
    """What a clearance says that doesn't hold."""
    public = library.settings.public_levels
    if cleared.level not in public:
        message = (
            f'"{cleared.level}" may not be published (data/site.yml: public_levels are {", ".join(public) or "none"}). '
            "Take out what makes it so and have it cleared again, or take the file out of this library: whoever has "
            "its history can read it there"
        )
        yield document.problem(("sensitivity", "level"), message, "not-public")
    changed = record.updated or record.added
    if cleared.cleared_on < changed:
        message = f"cleared on {cleared.cleared_on}, and changed on {changed}: have the new text looked at, too"
        yield document.problem(("sensitivity", "cleared_on"), message, "outdated-clearance", "warning")
    for index, meant in enumerate(cleared.meant):
        if index not in used:
            message = f"the check finds no such words (any more): {len(meant.found)} characters; take the item out"
            yield document.problem(("sensitivity", "meant", index, "found"), message, "outdated-clearance", "warning")
