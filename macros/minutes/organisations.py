"""Organisations that a text names: those of the library by what they are called, others by how their names are made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from macros.minutes.wording import Wording, fold
from macros.model.group import Group
from macros.model.library import Library
from macros.model.organisation import Organisation
from macros.model.record import Record

_TOKEN = re.compile(r"[^\W\d_][\w'’.&-]*[\w]|[^\W\d_]")
_JOINING = frozenset(
    [
        "de",
        "des",
        "du",
        "d",
        "l",
        "la",
        "le",
        "les",
        "of",
        "for",
        "and",
        "the",
        "et",
        "&",
        "pentru",
        "din",
        "si",
        "in",
        "al",
        "a",
        "ale",
        "pe",
        "del",
        "los",
        "las",
        "y",
        "e",
        "do",
        "da",
        "dos",
        "das",
        "para",
        "pour",
        "por",
    ]
)
_JOINT = re.compile(r"\s+(?:and|et|si|y|e|&)\s+(?:the |la |le |les |el |los |las |l')?$")
_AND = frozenset(["and", "et", "si", "y", "e"])
_NEXT = re.compile(r"\s(?:the |la |le |les |el |los |las |l'|o |a |os |as )")
_OFFICE = re.compile(r"\b(?:office|unit|team|department|country|regional|bureau|birou\w*|oficiul)\b")
"""Words that, beside an organisation's name, still mean the organisation."""


@dataclass(frozen=True)
class Mention:
    """An organisation in a text."""

    start: int
    end: int
    text: str
    id: str
    """Of its entry; empty where the library has none."""


class Organisations:
    """Finds organisations and groups in texts."""

    def __init__(self, known: Mapping[str, str], exact: Mapping[str, str], words: Wording) -> None:
        self._known, self._exact = known, exact
        self._names = _any_of(known)
        self._acronyms = _any_of(exact)
        self._here: dict[str, str] = {}
        self._names_here = _any_of({})
        bodies = f"{words.signs['organisation_words'].pattern}|{words.signs['bodies'].pattern}"
        self._shape = re.compile(rf"\b(?:{bodies})(?:'s|s')?\b")

    @classmethod
    def of(cls, library: Library, words: Wording) -> Organisations:
        """Those of a library: titles and further names in any case, acronyms and names of one word as they are."""
        names: dict[str, set[str]] = {}
        exact: dict[str, set[str]] = {}
        for record in library.records.values():
            if isinstance(record, Organisation | Group):
                for name in _called(record):
                    one_word = len(re.findall(r"\w+", name)) < 2
                    (exact if one_word or name.isupper() else names).setdefault(
                        name if one_word or name.isupper() else fold(name), set()
                    ).add(record.id)
        return cls(
            {name: min(ids) for name, ids in names.items() if len(ids) == 1},
            {name: min(ids) for name, ids in exact.items() if len(ids) == 1},
            words,
        )

    def learn(self, name: str) -> None:
        """Take a name for one of an organisation from now on, as these minutes use it; it gets no entry by that."""
        if not self.known(name):
            self._here[name] = ""
            self._names_here = _any_of(self._here)

    def is_sure(self, one: Mention) -> bool:
        """Whether a mention is of an organisation that the library has or that the minutes themselves show as one."""
        return bool(one.id) or one.text in self._here

    def known(self, text: str) -> list[Mention]:
        """Those that have entries."""
        folded = fold(text)
        found = [(match, self._known[match[0]]) for match in self._names.finditer(folded)]
        found += [(match, self._exact[match[0]]) for match in self._acronyms.finditer(text)]
        mentions = [Mention(*match.span(), text[match.start() : match.end()], id) for match, id in found]
        kept: list[Mention] = []
        for one in sorted(mentions, key=lambda one: (one.start - one.end, one.start)):
            if not any(other.start < one.end and one.start < other.end for other in kept):
                kept.append(one)
        return sorted(kept, key=lambda one: one.start)

    def find(self, text: str) -> list[Mention]:
        """All of them. A known name inside a longer one (`EU Delegation`) is the longer one's."""
        known = self.known(text)
        shaped = list(self._shaped(text))
        named = list(self._well_known(text))
        shaped = [one for one in shaped if not any(_within(one, other) for other in named)]
        shaped += [one for one in named if not any(_within(one, other) for other in shaped)]
        shaped = [one for one in shaped if not any(_within(one, other) for other in known)]
        for one in shaped:
            inside = [other for other in known if _within(other, one)]
            for other in inside:
                joint = _JOINT.search(fold(text[one.start : other.start]))
                if joint and other.end == one.end:
                    cut = one.start + joint.start()
                    shorter = Mention(one.start, cut, text[one.start : cut], "")
                    shaped = [shorter if keep is one else keep for keep in shaped]
                    continue
                rest = fold(text[one.start : other.start] + " " + text[other.end : one.end])
                if self._shape.search(_OFFICE.sub(" ", rest)):
                    known.remove(other)
                else:
                    shaped = [keep for keep in shaped if keep is not one]
        overlap = [one for one in shaped if not any(one.start < k.end and k.start < one.end for k in known)]
        return sorted([*known, *overlap], key=lambda one: one.start)

    def is_shaped(self, word: str) -> bool:
        """Whether a word is one that names of organisations are made of."""
        return self._shape.fullmatch(fold(word)) is not None

    def _well_known(self, text: str) -> Iterator[Mention]:
        """Organisations that have no entry, and a name that doesn't say what they are."""
        for names in (_well_known_names(), self._names_here):
            for match in names.finditer(text):
                yield Mention(*match.span(), match[0], "")

    def _shaped(self, text: str) -> Iterator[Mention]:
        """Runs of words in capitals with a word in them that organisations have in their names."""
        run: list[re.Match[str]] = []
        for token in [*_TOKEN.finditer(text), None]:
            joined = token is not None and (
                not run or text[run[-1].end() : token.start()] in (" ", "-", " & ", "' ", "’ ")
            )
            if token is not None and run and fold(token[0]) in _AND and self._is_whole(text, run, token):
                joined = False
            if token is not None and joined and (token[0][0].isupper() or (run and fold(token[0]) in _JOINING)):
                run.append(token)
                continue
            yield from self._run(text, run)
            run = [token] if token is not None and token[0][0].isupper() else []
            if not joined and token is None:
                break

    def _is_whole(self, text: str, run: list[re.Match[str]], joint: re.Match[str]) -> bool:
        """Whether a name is at its end before an `and`: behind the word that says what it is, a short form, or
        before an article.
        """
        if self.is_shaped(run[-1][0]) or (len(run) == 1 and run[0][0].isupper()):
            return True
        return bool(_NEXT.match(fold(text), joint.end())) and any(self.is_shaped(token[0]) for token in run)

    def _run(self, text: str, run: list[re.Match[str]]) -> Iterator[Mention]:
        while run and fold(run[-1][0]) in _JOINING:
            run = run[:-1]
        while run and fold(run[0][0]) in _JOINING | {"l'", "d'"}:
            run = run[1:]
        if len(run) >= 2 and any(self.is_shaped(token[0].split("'")[-1].split("’")[-1]) or self.is_shaped(token[0])
                                 for token in run if token[0][0].isupper()):  # fmt: skip
            start, end = run[0].start(), run[-1].end()
            yield Mention(start, end, text[start:end], "")


@cache
def _well_known_names() -> re.Pattern[str]:
    names = yaml.safe_load(files("macros.minutes").joinpath("known_names.yml").read_text(encoding="utf-8"))
    return _any_of(dict.fromkeys(names, ""))


def _called(record: Record) -> Iterator[str]:
    yield record.title
    before = record.title.partition(",")[0]
    if before != record.title and len(before.split()) > 1:
        yield before
    for name in record.known_as():
        yield name.text


def _any_of(names: Mapping[str, str]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?![\w]|-\w)")


def _within(one: Mention, other: Mention) -> bool:
    return other.start <= one.start and one.end <= other.end
