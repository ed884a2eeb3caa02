"""The index in pieces: classic scripts, each one call with JSON in it, that a browser also reads from a folder.

`start.js` says what there is; `forms-*.js` lead from readers' words to terms; `terms-*.js` hold postings;
`foreign-*.js` say what words of other languages
mean; `lengths.js` holds what weighing needs of every section; `text-*.js` hold titles and texts to show. Where a
piece begins and what it is called depends on what stands in it, not on its number, so that a small change of
the library changes few pieces. Every piece is known to `start.js` by a checksum.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from macros.search.codec import LAST, encode, encode_postings, signed
from macros.search.foreign import Foreign
from macros.search.index import Index, frequency_class
from macros.search.names import Name
from macros.search.sections import FIELDS

CALL = "commonThreadShard"
"""The function that every piece calls with its name and its content."""
TERMS_SIZE, TEXT_SIZE = (1_200, 9_000, 64), (1_600, 7_000, 4)
"""Characters from which a piece may end, and at which it does; and how many names there are to one that it ends before.

The rarer that is, the less often a changed size moves the end; texts are so large that it can't be rare.
"""


@dataclass(frozen=True)
class Shard:
    """A piece of the index."""

    name: str
    content: Any
    """What JSON can say: whole numbers, texts, lists, mappings."""
    sealed: bool = False
    """Whether it carries its own checksum, since no other piece knows it."""

    @property
    def script(self) -> str:
        """The file's text."""
        seal = f',"{self.checksum}"' if self.sealed else ""
        return f'{CALL}("{self.name}",{self.json}{seal});\n'

    @cached_property
    def json(self) -> str:
        """The content as `JSON.stringify` writes it, which the checksum is made of."""
        return json.dumps(self.content, ensure_ascii=False, separators=(",", ":"))

    @property
    def checksum(self) -> str:
        """CRC-32 of the content, in base 36."""
        return base36(zlib.crc32(self.json.encode()))


def read_script(script: str) -> Any:
    """The content of a piece, from the text of its file."""
    return json.JSONDecoder().raw_decode(script, script.index(",") + 1)[0]


def base36(number: int) -> str:
    """A number in figures and small letters, as JavaScript's `toString(36)` writes it."""
    signs = ""
    while number or not signs:
        number, digit = divmod(number, 36)
        signs = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + signs
    return signs


def index_shards(
    index: Index,
    names: Sequence[Name],
    ignored: frozenset[str],
    words: Mapping[str, Any],
    foreign: Foreign | None = None,
) -> list[Shard]:
    """The whole index in pieces, `start.js` first.

    Args:
        index: the library's index.
        names: what else its terms are called.
        ignored: forms of the site's language that mean nothing by themselves.
        words: what the search says of kinds of pages and where it leads; goes into `start.js` as it is.
        foreign: words of other languages.
    """
    forms = list(_forms(index, names, ignored))
    terms = list(_terms(index))
    texts = list(_texts(index))
    lengths = _lengths(index)
    abroad = list(_foreign(foreign or Foreign()))
    start = Shard("start", _start(index, forms, terms, texts, lengths, abroad, words), sealed=True)
    pieces = [*forms, *abroad, *(shard for _, shard in terms), lengths, *(shard for _, shard in texts)]
    return [start, *pieces]


def write_shards(shards: Iterable[Shard], folder: Path) -> list[Path]:
    """Write pieces into a folder, made when missing; returns their files in the same order."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for shard in shards:
        path = folder / f"{shard.name}.js"
        path.write_text(shard.script, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def _start(
    index: Index,
    forms: Sequence[Shard],
    terms: Sequence[tuple[int, Shard]],
    texts: Sequence[tuple[int, Shard]],
    lengths: Shard,
    foreign: Sequence[Shard],
    words: Mapping[str, Any],
) -> dict[str, Any]:
    """What there is; counts are given instead of places, so that adding something changes one number."""
    patterns: list[int] = []
    for pattern in index.patterns:
        present = [(place, times) for place, times in enumerate(pattern) if times]
        patterns += [len(present), *(number for pair in present for number in pair)]
    return {
        "sections": len(index.sections),
        "boosts": [_number(boost) for boost in FIELDS.values()],
        "totals": [sum(lengths[place] for lengths in index.lengths) for place in range(len(FIELDS))],
        "pageKinds": _page_kinds(index),
        "pageBoosts": [_number(boost) for boost in _page_boosts(index)],
        "patterns": encode(patterns),
        "lengths": lengths.checksum,
        "forms": [[shard.name, shard.checksum] for shard in forms],
        "foreign": [[shard.name, shard.checksum] for shard in foreign],
        "terms": [[shard.name, shard.checksum, count] for count, shard in terms],
        "texts": [[shard.name, shard.checksum, count] for count, shard in texts],
        **words,
    }


def _number(number: float) -> float:
    """A number as JavaScript writes it, without a fraction that is none; the checksum depends on it."""
    return int(number) if number == int(number) else number


def _page_boosts(index: Index) -> list[float]:
    return sorted({entry.boost for entry in index.entries})


def _page_kinds(index: Index) -> list[str]:
    return sorted({entry.kind for entry in index.entries})


def forms_key(form: str) -> str:
    """The piece in which a form stands: by its first letter, or by the block of characters it comes from."""
    first = form[0]
    if "a" <= first <= "z":
        return first
    return "0" if "0" <= first <= "9" else f"x{ord(first) >> 8:x}"


def _forms(index: Index, names: Sequence[Name], ignored: frozenset[str]) -> Iterator[Shard]:
    """Forms in order: what each shares with the one before it, its own end, and its terms; names, and their words."""
    grouped: dict[str, list[str]] = {}
    for form in sorted({*index.forms, *ignored}):
        grouped.setdefault(forms_key(form), []).append(form)
    named: dict[str, list[Name]] = {}
    for name in names:
        named.setdefault(forms_key(name.forms[0]), []).append(name)
    called: dict[str, list[str]] = {}
    for word in sorted({form for name in names for form in name.forms[1:]} - {name.forms[0] for name in names}):
        called.setdefault(forms_key(word), []).append(word)
    for key in sorted({*grouped, *named, *called}):
        spelled, numbers, before, last = [], [], "", 0
        for form in grouped.get(key, ()):
            shared = _shared(before, form)
            spelled.append(LAST[_units(form[:shared])] + form[shared:])
            before = form
            terms = index.forms.get(form, ())
            numbers.append(len(terms) * 4 + (form in index.foreign) * 2 + (form in ignored))
            for term in terms:
                numbers += [signed(term - last), frequency_class(index.postings[term])]
                last = term
        targets: dict[tuple[str, str, str, int], int] = {}
        said = []
        for name in named.get(key, ()):
            target = (name.means, name.path, name.note, int(name.defines))
            said.append(f"{' '.join(name.forms)}={targets.setdefault(target, len(targets))}")
        content = [",".join(spelled), encode(numbers), ",".join(said), list(map(list, targets)), called.get(key, [])]
        yield Shard(f"forms-{key}", content)


def _foreign(foreign: Foreign) -> Iterator[Shard]:
    """Words of other languages by their first letters: for each language its words with their meanings."""
    grouped: dict[str, dict[str, list[str]]] = {}
    for language, known in foreign.languages.items():
        for word, meant in sorted(known.items()):
            told = f"{word}={' '.join(meant)}" if meant else word
            grouped.setdefault(forms_key(word), {}).setdefault(language, []).append(told)
    for key in sorted(grouped):
        yield Shard(f"foreign-{key}", [[language, ",".join(told)] for language, told in grouped[key].items()])


def _shared(one: str, other: str) -> int:
    """How many characters two forms begin with in common, as long as one sign can say it."""
    most, length = min(len(one), len(other)), 0
    while length < most and one[length] == other[length]:
        length += 1
    while _units(other[:length]) >= len(LAST):
        length -= 1
    return length


def _units(text: str) -> int:
    """The length of a text as JavaScript counts it."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def _terms(index: Index) -> Iterator[tuple[int, Shard]]:
    """Postings of terms in order: of each its pattern plus one and its section, then a zero.

    So a further posting of a term is one insertion, and what stands before and behind it stays as it is.
    """
    for first, pieces in pieces_of(
        zip(index.terms, map(encode_postings, index.postings), strict=True), len, TERMS_SIZE
    ):
        yield len(pieces), Shard(f"terms-{first}", "".join(pieces))


def _lengths(index: Index) -> Shard:
    """For each page: its kind and its boost, its sections, and of each the terms in every field."""
    boosts, kinds = _page_boosts(index), _page_kinds(index)
    counts = [0] * len(index.entries)
    for page in index.pages:
        counts[page] += 1
    numbers: list[int] = []
    section = 0
    for entry, count in zip(index.entries, counts, strict=True):
        numbers += [kinds.index(entry.kind) * len(boosts) + boosts.index(entry.boost), count]
        for lengths in index.lengths[section : section + count]:
            numbers += lengths
        section += count
    return Shard("lengths", encode(numbers))


def _texts(index: Index) -> Iterator[tuple[int, Shard]]:
    """Pages with their sections, for showing."""
    shown: dict[int, list[list[str]]] = {}
    for page, section in zip(index.pages, index.sections, strict=True):
        shown.setdefault(page, []).append([section.anchor, section.heading, section.text])
    pages = (
        (
            entry.path,
            [
                entry.path,
                entry.title,
                entry.kind,
                entry.status,
                entry.tone,
                entry.language,
                entry.answer,
                entry.facts,
                shown[number],
            ],
        )
        for number, entry in enumerate(index.entries)
    )
    for first, pieces in pieces_of(pages, lambda page: len(str(page)), TEXT_SIZE):
        yield len(pieces), Shard(f"text-{first}", pieces)


def pieces_of(
    items: Iterable[tuple[str, Any]], size: Any, limits: tuple[int, int, int]
) -> Iterator[tuple[str, list[Any]]]:
    """Items in pieces that end where an item's own name says so; each with a name made of its first item's."""
    piece: list[Any] = []
    first, held = "", 0
    for name, item in items:
        sign = zlib.crc32(name.encode())
        if piece and (held + size(item) > limits[1] or (held >= limits[0] and sign % limits[2] == 0)):
            yield first, piece
            piece, held = [], 0
        if not piece:
            first = base36(sign)
        piece.append(item)
        held += size(item)
    if piece:
        yield first, piece
