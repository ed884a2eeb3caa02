"""Finding the community's defined terms in running text.

The longest term wins; matches never overlap. A term is its words with the signs that belong to them, as
`macros.model.letters` divides them: *C++* is not *C*, *bonding, bridging and linking* has a comma, and Chinese, Thai or
Khmer terms are found inside a sentence without blanks. Acronyms match as they are written; other names without regard
to case, but a word in capitals (*AIDS*) is no plural of a small one (*aid*). English names match in both numbers.

One pass over the words of the text: the cost grows with the text, not with the number of terms. What may stand at a
word is looked up by as many words as a name has, so that a thousand names with one beginning cost no more than one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from macros.knowledge.inflection import other_numbers
from macros.knowledge.term_places import belongs_to, in_address, in_other_name
from macros.model.definition import Definition, Name
from macros.model.languages import CEDILLA, base_language
from macros.model.letters import APOSTROPHES, CYRILLIC, SIGNS, UNSEEN, UNSPACED, places

_PLAIN = re.compile(r"\w+")
_JOINED = re.compile(r"\.(?=\w)(?<=\w\.)|[,'’](?=\d)(?<=\d.)")
"""Initials and numbers, of which the parts are one word."""
_BETWEEN = re.compile(r"[ \u00a0\n\-\u2010-\u2014/'’ʼ]{0,3}")
"""What may stand between the words of a term, whatever stands there in its name."""
NAME_SIGNS = "+#@%*"
"""Signs that make another word of the one they stand at."""
_ONE_APOSTROPHE = dict.fromkeys(map(ord, APOSTROPHES), "'")


class TermMatch(NamedTuple):
    """A defined term in a text."""

    start: int
    end: int
    definition: str
    """Id of the definition."""


class _Word(NamedTuple):
    start: int
    end: int
    written: str
    """Without dots, blanks and signs that nobody sees."""
    folded: str


class _Entry(NamedTuple):
    words: tuple[str, ...]
    joints: tuple[str | None, ...]
    """Signs between its words; None where they overlap, as in scripts without blanks."""
    exact: bool
    """Whether it is found only as it is written."""
    capitals: tuple[bool, ...]
    """Which of its words are written in capitals."""
    ends: tuple[str, str]
    """Signs before and after it."""
    plural: bool
    """Whether a small s may follow."""
    definition: str
    near: tuple[str, ...]
    """Words of which one must stand in the same text; empty for none."""


class Glossary:
    """All names of all definitions in one language, ready to be found."""

    def __init__(self, definitions: Iterable[Definition], language: str) -> None:
        self._by_first: dict[str, list[_Entry]] = {}
        self._by_words: dict[tuple[str, ...], list[_Entry]] = {}
        self._english = base_language(language) == "en"
        seen: set[tuple[object, ...]] = set()
        for definition in definitions:
            for name in definition.names:
                if is_acronym(name) or base_language(name.language) == base_language(language):
                    for entry in self._entries(definition.id, name):
                        key = (entry.words, entry.joints, entry.exact, entry.ends)
                        if key not in seen:
                            seen.add(key)
                            self._by_first.setdefault(entry.words[0].casefold(), []).append(entry)
                            for words in _looked_up(entry):
                                self._by_words.setdefault(words, []).append(entry)
        for entries in self._by_words.values():
            entries.sort(key=lambda entry: (-len("".join(entry.ends)), not entry.exact))
        self._lengths = {
            first: sorted({len(entry.words) for entry in entries}, reverse=True)
            for first, entries in self._by_first.items()
        }

    def _entries(self, definition: str, name: Name) -> Iterator[_Entry]:
        """A name as it is looked for: as it is, and in its other number."""
        words = _words(name.text)
        if not words or not name.linked or is_number(name):
            return
        acronym = is_acronym(name)
        exact = acronym or name.as_written or (len(words) == 1 and len(words[0].written) == 1)
        joints = tuple(_joint(name.text, one, other) for one, other in pairwise(words))
        capitals = tuple(_capitals(word.written) for word in words)
        before, after = name.text[: words[0].start].strip(), name.text[words[-1].end :].strip()
        ends = (before if set(before) <= {*NAME_SIGNS, "."} else "", after if set(after) <= set(NAME_SIGNS) else "")
        plural = self._english and acronym and not name.as_written
        near = tuple(word.casefold() for word in name.near)
        shown = tuple(word.written if exact else word.folded for word in words)
        yield _Entry(shown, joints, exact, capitals, ends, plural, definition, near)
        if self._english and not exact and shown[-1].isascii():
            for other in other_numbers(shown):
                yield _Entry(other, joints, exact, capitals, ends, False, definition, near)

    def find(self, text: str) -> Iterator[TermMatch]:
        """Every defined term in a plain text, from left to right."""
        if not self._by_first:
            return
        lengths, spans = self._lengths, _spans(text)
        near = cache(partial(_stands_near, text.casefold()))
        position = 0
        while position < len(spans):
            begin, end = spans[position]
            folded = _forms(text[begin:end])[1]
            known = lengths.get(folded)
            if known is None and folded[-1:] == "s":  # an acronym of one word may have a small s
                known = lengths.get(folded[:-1])
            match = self._match(text, spans, position, known, near) if known else None
            if match is None:
                position += 1
                continue
            entry, last = match
            end = spans[last][1]
            before, after = map(len, entry.ends)
            yield TermMatch(spans[position][0] - before, end + after, entry.definition)
            position = last + 1
            while position < len(spans) and spans[position][0] < end:
                position += 1

    def _lone(self, entry: _Entry) -> bool:
        """Whether an entry is an everyday English word by itself."""
        return self._english and len(entry.words) == 1 and not entry.exact and not entry.capitals[0]

    @staticmethod
    def words_of(text: str) -> set[str]:
        """The words of a text with which a name could begin."""
        found = {_forms(text[slice(*span)])[1] for span in _spans(text)}
        return found | {word[:-1] for word in found if word.endswith("s")}

    @property
    def by_first(self) -> Mapping[str, list[_Entry]]:
        """Its names by the word that each begins with: those of a text's words decide what `find` finds in it."""
        return self._by_first

    def _match(
        self,
        text: str,
        spans: list[tuple[int, int]],
        position: int,
        lengths: list[int],
        near: Callable[[tuple[str, ...]], bool],
    ) -> tuple[_Entry, int] | None:
        """The longest name that stands at a word, and its last word; `lengths` of those that begin so, falling."""
        if self._english and position and belongs_to(text, spans[position - 1], spans[position]):
            return None
        words = [_word(text, span) for span in spans[position : position + lengths[0]]]
        folded = tuple(word.folded for word in words)
        for length in lengths:
            found = words[:length]
            for entry in self._by_words.get(folded[:length], ()) if length <= len(words) else ():
                if (
                    _same_words(entry, found)
                    and all(_fits(text, entry, number, found) for number in range(len(entry.joints)))
                    and _same_ends(text, entry, found[0].start, found[-1].end)
                    and (not entry.near or near(entry.near))
                    and not in_address(text, found[0].start, found[-1].end)
                    and not (self._lone(entry) and in_other_name(text, found[0].start, found[-1].end))
                ):
                    return entry, position + length - 1
        return None


def is_number(name: Name) -> bool:
    """Whether a name has no letter, and isn't a number with a sign of its own: what texts hold doesn't mean it."""
    signed = any(map(str.isalnum, name.text)) and any(sign in name.text for sign in NAME_SIGNS)
    return not signed and not any(map(str.isalpha, name.text))


def is_one_word(name: Name) -> bool:
    """Whether a name is a single word of everyday letters, by which texts are linked."""
    return name.linked and not is_acronym(name) and len(_spans(name.text)) == 1


def is_acronym(name: Name) -> bool:
    """Whether a name is found in texts of every language, and only as it is written."""
    return name.kind == "acronym" or (name.text.isupper() and len(name.text) > 1)


def forms_of(text: str) -> list[tuple[str, str]]:
    """The words of a name as they are written, each beside what it is when case doesn't matter."""
    return [(word.written, word.folded) for word in _words(text)]


def _looked_up(entry: _Entry) -> Iterator[tuple[str, ...]]:
    """The words of a text by which a name is looked up, in small letters."""
    *first, last = (_forms(word)[1] for word in entry.words)
    yield (*first, last)
    if entry.plural:
        yield (*first, f"{last}s")


def _stands_near(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of some words stands in a text."""
    return any(word in text for word in words)


def _words(text: str) -> list[_Word]:
    return [_word(text, span) for span in _spans(text)]


def _word(text: str, span: tuple[int, int]) -> _Word:
    return _Word(*span, *_forms(text[slice(*span)]))


def _spans(text: str) -> list[tuple[int, int]]:
    """Where words stand; asks the table of all scripts only where that divides a text otherwise than `\\w+` does."""
    if any(map(_divides_otherwise, set(text))) or _JOINED.search(text):
        return list(places(text))
    return [word.span() for word in _PLAIN.finditer(text)]


@cache
def _divides_otherwise(char: str) -> bool:
    """Whether a character is a sign that can belong to a word, a mark, unseen, or of a script without blanks.

    Cyrillic letters are among them for the apostrophes between them.
    """
    code, kind = ord(char), unicodedata.category(char)
    inside = any(first <= code <= last for first, last in (*UNSEEN, *UNSPACED, *CYRILLIC))
    return inside or char in SIGNS or kind[0] == "M"


@lru_cache(maxsize=100_000)
def _forms(word: str) -> tuple[str, str]:
    """A word as it is compared: as it is written, and when case doesn't matter."""
    word = word.translate(_ONE_APOSTROPHE)
    if not word.isalnum():
        kept = unicodedata.normalize("NFC", word)
        word = "".join(sign for sign in kept if sign not in ". \u00a0" and unicodedata.category(sign) != "Cf")
    return word, word.casefold().translate(CEDILLA)


def _capitals(word: str) -> bool:
    """Whether a word is written in capitals, as acronyms are."""
    return len(word) > 1 and word.isupper()


def _joint(text: str, one: _Word, other: _Word) -> str | None:
    """The signs between two words, blanks and hyphens apart; None where the words overlap."""
    if other.start < one.end:
        return None
    return "".join(_BETWEEN.sub("", text[one.end : other.start]).split())


def _same_words(entry: _Entry, found: list[_Word]) -> bool:
    *first, last = zip(entry.words, found, strict=True)
    if entry.exact:
        wanted, word = last
        ends = word.written == wanted or (entry.plural and word.written == f"{wanted}s")
        return ends and all(word.written == wanted for wanted, word in first)
    if not all(word.folded == wanted for wanted, word in (*first, last)):
        return False
    capitals = tuple(_capitals(word.written) for word in found)
    shouted = len(found) > 1 and all(_capitals(word.written) or not word.written.isalpha() for word in found)
    return shouted or capitals == entry.capitals


def _fits(text: str, entry: _Entry, number: int, found: list[_Word]) -> bool:
    """Whether what stands between two words is what a name has there; in an enumeration commas may come and go."""
    one, other, wanted = found[number], found[number + 1], entry.joints[number]
    if wanted is None or other.start < one.end:
        return wanted is None and other.start < one.end
    between = text[one.end : other.start]
    signs = _joint(text, one, other) or ""
    if any(joint == "," for joint in entry.joints):
        signs, wanted = signs.replace(",", ""), wanted.replace(",", "")
    return signs == wanted and 0 < len(between) <= 3 + len(signs)


def _same_ends(text: str, entry: _Entry, start: int, end: int) -> bool:
    """Whether the same signs stand at both ends, and none that would make another word."""
    before, after = entry.ends
    if not text.endswith(before, 0, start) or not text.startswith(after, end):
        return False
    return text[end + len(after) : end + len(after) + 1] not in ("+", "#", "_") and (
        not start or text[start - 1] != "_"
    )
