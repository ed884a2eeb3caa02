"""Who must not go on: names of persons, mail addresses, telephone numbers. In doubt, it is a person.

Names are learned where minutes list them (attendance, signatures, owners); everywhere else they are known by titles,
by initials, by what people do in minutes (say, present, promise), and by being no word of the language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from simplemma import is_known, lemmatize

from macros.minutes.names_alone import names_alone
from macros.minutes.organisations import Mention, Organisations
from macros.minutes.place_words import words_of_places
from macros.minutes.reached import MAIL, WEB, ways_to_reach
from macros.minutes.wording import Wording, fold
from macros.sensitive.births import find_births
from macros.sensitive.identity import find_identities
from macros.sensitive.names import find_names
from macros.sensitive.person_words import opens_with_given_name

LEFT_OUT = "[…]"
"""What stands where something was dropped."""
_NAME_KIND = "name of a person"
_LETTER = r"[^\W\d_a-zß-öø-ÿăâîșțşţ]"
_NAME = rf"{_LETTER}[\w'’]+(?:-[\w'’]+)*"
_SMALL = "de|del|der|van|von|la|le|los|las|y|du|da|das|dos|do|bin|ben|al|el|di|ter|ten"
_PARTICLE = rf"(?:(?:{_SMALL}|Le|La|De|Van|Der|El|Al)[ -]){{0,2}}"
_INITIALS = re.compile(rf"(?<![\w.])(?:[A-ZÀ-Þ]\.[ -]?){{1,3}}{_PARTICLE}{_NAME}|(?<![\w.])(?:[A-Z]\.){{2,3}}(?![\w])")
_SEQUENCE = re.compile(rf"{_NAME}(?:[ ]{_PARTICLE}{_NAME}){{1,3}}")
_WITH_SHORT_FORM = re.compile(r"([^\W\d_][^,;:()\[\]\n|]{8,90}?)\s*\(([A-Z]{3,8})\)")
_OF = re.compile(r"(?:of|for|des?|du|d'|pentru|din)\b")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|a|la|pe|en)\s$")
_NO_INITIALS = frozenset(["U.N.", "E.U.", "A.O.B.", "N.G.O.", "O.N.G.", "R.D.C.", "U.S.", "U.K.", "P.M.", "A.M."])
_SHORT = {*_SMALL.split("|"), "and", "et", "si", "the"}


@dataclass
class Persons:
    """What is known of persons while minutes are read, and what was dropped of them."""

    words: Wording
    organisations: Organisations
    text: str
    """All of the minutes, to tell words from names."""
    _names: set[str] = field(default_factory=set)
    _seen: set[tuple[str, str]] = field(default_factory=set)
    _cleaned: dict[str, str] = field(default_factory=dict)
    _small: frozenset[str] = frozenset()
    _places: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._small = frozenset(re.findall(r"(?<![\w’'-])[^\W\d_A-Z][\w-]*", MAIL.sub(" ", WEB.sub(" ", self.text))))
        self._places = words_of_places(self.words.languages)
        titles = self.words.signs["titles"].pattern
        self._titled = re.compile(
            rf"\b(?:{titles})\b\.?\s+(?:(?:{titles})\b\.?\s+)*(?:[A-ZÀ-Þ]\.\s?)*{_PARTICLE}{_NAME}(?:\s{_PARTICLE}{_NAME}){{0,3}}"
        )
        speech = self.words.signs["speech"].pattern
        self._speaking = re.compile(rf"({_NAME}(?:\s{_PARTICLE}{_NAME}){{0,3}})(?=\s(?:also |then )?(?:{speech})\b)")
        self._learned: re.Pattern[str] | None = None

    def learn(self, text: str) -> int:
        """Take everything in a list of persons for a name that is no organisation, place or word of a role.

        Returns:
            How many it took.
        """
        rest = MAIL.sub(" , ", text)
        for one in reversed(self.organisations.find(rest)):
            rest = f"{rest[: one.start]} , {rest[one.end :]}"
        rest = _WITH_SHORT_FORM.sub(self._without_body, rest)
        count = 0
        for part in re.split(r"[,;:()\[\]|/–—•\n]|\s-\s|\d+", rest):
            if self._is_body_of_a_place(part):
                continue
            for name in [*self._in_part(part), *self._in_small_letters(part)]:
                self._names.add(name)
                self._seen.add((_NAME_KIND, fold(name)))
                count += 1
                self._learn_words(name)
        self._learned = None
        self._cleaned.clear()
        return count

    def _without_body(self, named: re.Match[str]) -> str:
        """A comma for a body, told by its first word, with a short form of its words: `Union of Growers (UOG)`."""
        letters = iter("".join(word[0] for word in re.findall(r"[^\W\d_]+", fold(named[1]))))
        made = all(letter in letters for letter in fold(named[2]))
        return " , " if made and self.organisations.is_shaped(named[1].split()[0]) else named[0]

    def _is_body_of_a_place(self, part: str) -> bool:
        """Whether it is `Network of the fishers of Konna`, with a place that the minutes name as one elsewhere."""
        first, _, rest = part.strip().partition(" ")
        joined = self.organisations.is_shaped(first) and _OF.match(fold(rest))
        names = re.findall(rf"(?<![\w'’-]){_LETTER}[\w'’-]+", rest) if joined else []
        return bool(names) and all(
            re.search(rf"\b(?:in|at|near|à|en|vers)\s{re.escape(one)}\b", self.text) for one in names
        )

    def _in_part(self, part: str) -> Iterator[str]:
        part = re.sub(rf"\b(?:{self.words.signs['titles'].pattern})\b\.?", " ", part).strip(" .")
        for run in re.findall(
            rf"(?:(?:[A-ZÀ-Þ]\.[ -]?)+|{_PARTICLE}{_NAME})(?:\s+(?:(?:[A-ZÀ-Þ]\.)+|{_PARTICLE}{_NAME}))*", part
        ):
            tokens = [token for token in re.split(r"\s+", run) if token]
            if tokens and not all(self._is_word_here(token) for token in tokens):
                yield " ".join(tokens)

    def _in_small_letters(self, part: str) -> Iterator[str]:
        """Words of a list that are none of any language, nor of a body or a place: notes write names so, too."""
        for word in re.findall(r"(?<![\w.@'’-])[^\W\d_A-Z][^\W\d_]{2,}(?![\w'’@.-])", part):
            usual = word != word.lower() or self._is_known(word) or is_known(word, lang="en")
            if not (usual and not opens_with_given_name(word)) and not self._is_word_here(word):
                yield word

    def _learn_words(self, name: str) -> None:
        for token in re.split(r"[\s-]+", name):
            plain = token.strip(".'’")
            if len(plain) >= 3 and fold(plain) not in _SHORT and not self._is_word_here(plain):
                self._names.add(plain)

    def _is_word_here(self, token: str) -> bool:
        """Whether a word in a list of persons is surely none of a name: a role, a place, or small elsewhere."""
        plain = token.strip(".,'’")
        folded = fold(plain)
        if not plain or folded in self._places or re.fullmatch(self.words.signs["roles"], folded):
            return True
        if plain.isupper() and len(plain) <= 5 and plain not in self._names and "." not in token:
            return False
        if self.organisations.is_shaped(plain):
            return True
        small = plain.lower()
        return small in self._small and not opens_with_given_name(plain) and self._is_known(small)

    def is_unusual(self, word: str) -> bool:
        """Whether a word is none of the languages of the minutes, as names are."""
        return not self._is_usual_word(word)

    def names_given(self, text: str) -> bool:
        """Whether a text opens with a frequent given name, a title or initials."""
        return opens_with_given_name(text) or bool(self._titled.match(text) or _INITIALS.match(text))

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """What must not go on in a text: begin, end, kind; in order, without overlaps."""
        found = list(ways_to_reach(text))
        safe = self.organisations.find(text)
        names = [*self._learned_in(text), *self._by_pattern(text, safe)]
        for one in find_names(text):
            end = text.find(" (", one.start, one.end)
            names.append((one.start, one.end if end < 0 else end))
        sure = [one for one in safe if self.organisations.is_sure(one)]
        bodies = [one for one in safe if one in sure or self.organisations.is_shaped(one.text.split()[0])]
        names = [_before_bodies(span, bodies, text) for span in names if not _inside(span, sure)]
        found += [(one.start, one.end, "identity number") for one in find_identities(text)]
        found += [(one.start, one.end, "birth date") for one in find_births(text)]
        found += [(start, end, _NAME_KIND) for start, end in names]
        merged: list[tuple[int, int, str]] = []
        for start, end, kind in sorted(found, key=lambda one: (one[0], -one[1])):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]), merged[-1][2])
            else:
                merged.append((start, end, kind))
        return merged

    def without(self, text: str) -> str:
        """A text with `[…]` where something was dropped; it is counted."""
        if text not in self._cleaned:
            self._cleaned[text] = self._without(text)
        return self._cleaned[text]

    def _without(self, text: str) -> str:
        for start, end, kind in reversed(self.spans(text)):
            if (kind, fold(text[start:end])) not in self._seen:
                self._seen.add((kind, fold(text[start:end])))
            text = f"{text[:start]}{LEFT_OUT}{text[end:]}"
        return re.sub(rf"{re.escape(LEFT_OUT)}(?:[\s,]+{re.escape(LEFT_OUT)})+", LEFT_OUT, text)

    def counted(self) -> Counter[str]:
        """How many different ones were dropped, by kind; a first name and a family name alone are not counted again."""
        titles = re.compile(rf"\b(?:{self.words.signs['titles'].pattern})\b\.?", re.IGNORECASE)
        names = {
            frozenset(re.findall(r"\w+", titles.sub(" ", name))) for kind, name in self._seen if kind == _NAME_KIND
        } - {frozenset()}
        names = {name for name in names if not any(name < other for other in names)}
        others = Counter(kind for kind, _ in self._seen if kind != _NAME_KIND)
        return Counter({_NAME_KIND: len(names), **dict(sorted(others.items()))})

    def note(self, texts: Iterable[str]) -> None:
        """Count what is dropped with texts that go on nowhere."""
        for text in texts:
            self.without(text)

    def _learned_in(self, text: str) -> Iterator[tuple[int, int]]:
        if self._learned is None:
            longest = sorted(self._names, key=len, reverse=True)
            either = "|".join(re.escape(name) for name in longest) or "(?!)"
            shouted = "|".join(re.escape(name.upper()) for name in longest if len(name) > 3) or "(?!)"
            quiet = "|".join(re.escape(name.lower()) for name in longest if self._is_quiet(name)) or "(?!)"
            self._learned = re.compile(rf"(?<!\w)(?:{either}|{shouted}|{quiet})(?!\w)")
        yield from (match.span() for match in self._learned.finditer(text))

    def _is_quiet(self, name: str) -> bool:
        """Whether a name may stand in small letters, as nothing else would: `okwe to call`."""
        words = re.split(r"[\s-]+", name.lower())
        return len(name) > 3 and not any(self._is_known(word) and not opens_with_given_name(word) for word in words)

    def _by_pattern(self, text: str, safe: Sequence[Mention]) -> Iterator[tuple[int, int]]:
        for match in self._titled.finditer(text):
            yield match.span()
        for match in _INITIALS.finditer(text):
            counts = match.start() == 0 and self._is_count(match[0])
            if not counts and match[0].strip().upper() not in _NO_INITIALS and not _covered(match.span(), safe):
                yield match.span()
        for match in self._speaking.finditer(text):
            if not _covered(match.span(1), safe) and not self._is_usual(match[1], text, match.start(1)):
                yield match.span(1)
        for match in _SEQUENCE.finditer(text):
            if not _covered(match.span(), safe) and self._is_name(match[0], text, match.start()):
                yield match.span()
        for span in names_alone(text, self.words, self.is_unusual, self._is_known, {one.start for one in safe}):
            if not _covered(span, safe):
                yield span
        subject = re.match(rf"(?:{_NAME})(?=\s)", text)
        follows = self.words.signs["undertakes"].match(fold(text), subject.end() + 1) if subject else None
        if subject and follows and not _covered(subject.span(), safe) and not self._is_usual(subject[0], text, 0):
            yield subject.span()

    def _is_count(self, text: str) -> bool:
        """Whether what looks like an initial at the beginning counts: `I. Strengthen`, `B. Teachers`."""
        number, _, word = text.partition(". ")
        return bool(re.fullmatch(r"[IVX]{1,4}|[A-H]", number)) and bool(word) and self._is_usual_word(word)

    def _is_name(self, run: str, text: str, start: int) -> bool:
        tokens = [part for token in run.split() for part in token.split("-") if part]
        if any(self.organisations.is_shaped(token) for token in tokens) or run.isupper():
            return False
        if all(self._is_usual_word(token) for token in tokens):
            return False
        unknown = [token for token in tokens if not self._is_usual_word(token)]
        return not (_PLACE_BEFORE.search(fold(text[:start])) and len(tokens) <= 2 and len(unknown) > 0)

    def _is_usual(self, words: str, text: str, start: int) -> bool:
        """Whether who speaks or promises is no person: a role, a plural, an acronym."""
        tokens = words.split()
        if len(tokens) > 1 and fold(tokens[0]) in ("the", "le", "la", "les", "un", "une"):
            tokens = tokens[1:]
        if opens_with_given_name(words):
            return False
        if any(self.organisations.is_shaped(token) for token in tokens):
            return True
        if all(
            re.fullmatch(self.words.signs["roles"], fold(token)) or token.lower() in self._small for token in tokens
        ):
            return True
        if len(tokens) == 1 and (sum(map(str.isupper, tokens[0])) > 1 or self._is_plural(tokens[0])):
            return True
        return len(tokens) == 1 and fold(tokens[0]) in self._words_of_sentences()

    def _words_of_sentences(self) -> frozenset[str]:
        return frozenset(word for common in self.words.common.values() for word in common)

    def _is_plural(self, token: str) -> bool:
        word = token.lower()
        return any(
            is_known(word, lang=language) and lemmatize(word, lang=language) != word for language in self.words.spoken
        )

    def _is_usual_word(self, token: str) -> bool:
        word = token.strip("'’.").lower()
        word = word.removesuffix("'s").removesuffix("’s")
        if len(word) < 2 or word in self._small or fold(word) in self._places or token.isupper():
            return True
        return self._is_known(word)

    def _is_known(self, word: str) -> bool:
        return any(is_known(word, lang=language) for language in self.words.spoken)


def _before_bodies(span: tuple[int, int], safe: Sequence[Mention], text: str) -> tuple[int, int]:
    """A name up to the organisation that follows it: `Dna B. Exemplu de la Asociația …`."""
    start, end = span
    cut = min((one.start for one in safe if start < one.start < end), default=end)
    return (start, end) if cut == end else (start, start + len(re.sub(rf"\s+{_PARTICLE}$", "", text[start:cut])))


def _covered(span: tuple[int, int], safe: Sequence[Mention]) -> bool:
    return any(one.start < span[1] and span[0] < one.end for one in safe)


def _inside(span: tuple[int, int], safe: Sequence[Mention]) -> bool:
    return any(one.start <= span[0] and span[1] <= one.end for one in safe)
