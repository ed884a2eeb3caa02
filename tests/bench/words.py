"""Sentences that read like field reports, from a seeded source of chance.

The shape matters, not the sense: word lengths, punctuation, names that grow rarer as the library
grows, defined terms in running text. Most words are drawn as natural text draws them: the commonest are
those of the shipped library, the rare ones are invented, and there is no end to them.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import yaml

from macros.search.words import stop_words

T = TypeVar("T")
_ROOT = Path(__file__).parents[2]

_ACTORS = (
    "local committees", "the district office", "women's associations", "the host municipality", "teachers",
    "market traders", "the coordination group", "village elders", "social workers", "the regional secretariat",
    "youth clubs", "health volunteers", "the labour inspectorate", "displaced families", "a mixed task team",
    "the water board", "farmers and herders", "civil registry clerks", "the cash working group", "employers",
)  # fmt: skip
_ACTS = (
    "agreed on", "mapped", "repaired", "paid for", "disputed", "took over", "published", "counted", "brought together",
    "adapted", "tested", "postponed", "reviewed", "handed over", "financed", "translated", "monitored", "shared",
)  # fmt: skip
_THINGS = (
    "a joint assessment", "the public works", "the registration list", "two community centres", "the grievance desk",
    "school meals", "the seasonal calendar", "a common problem statement", "the transfer value", "the river crossing",
    "vocational courses", "the service map", "a savings scheme", "the cost estimate", "the referral pathway",
    "the market stalls", "a conflict analysis", "the annual plan", "the voucher system", "the training manual",
)  # fmt: skip
_ENDS = (
    "before the rainy season", "although funding came late", "with the same criteria for residents and newcomers",
    "after three rounds of talks", "which lowered the number of complaints", "without a baseline to compare with",
    "so that both sides could see the figures", "while prices rose by {n} per cent", "in {n} of the {m} settlements",
    "under the supervision of the prefecture", "for {n} households", "and reported it to the ministry",
)  # fmt: skip
_STARTS = ("In {place}", "During the second phase", "Near {place}", "Where trust was low", "By the end of {year}")
_TERM_CLAUSES = ("as part of {t}", "with an eye to {t}", "because {t} was weak", "which strengthened {t}")
_SMALL = (
    "the", "of", "and", "to", "in", "for", "with", "on", "a", "by", "from", "the", "of", "and", "their", "that", "or",
    "as", "the", "in",
)  # fmt: skip
_TEMPLATES = 0.15
"""Part of the sentences that are put together from the phrases above."""
_FLATTENING, _TAIL = 60, 0.7
"""Zipf's law as Mandelbrot wrote it, fitted to the shipped library: at 1,600 sections the commonest term stands
in 4 of 10 sections, the hundredth in 8 of 100, and each tripling of the text doubles its words."""
_ENDINGS = ("", "", "", "s", "ing", "ed", "al", "ment", "er", "ly")
_SYLLABLES = ("ka", "lo", "mi", "ra", "ben", "tu", "sha", "dor", "vel", "ni", "gar", "eso", "pim", "qua", "zel", "hu")

ADJECTIVES = (
    "shared", "adaptive", "inclusive", "portable", "seasonal", "mutual", "layered", "nested", "hybrid", "open",
    "rooted", "gradual", "reciprocal", "anticipatory", "territorial", "plural", "mobile", "joint", "durable", "lateral",
    "paired", "civic", "voluntary", "rotating", "parallel", "staged", "common", "delegated", "pooled", "local",
    "twin", "collective", "deliberative", "residual", "negotiated", "outreach", "circular", "baseline", "early", "fair",
)  # fmt: skip
NOUNS = (
    "custody", "stewardship", "entitlement", "brokerage", "accompaniment", "targeting", "mediation", "enrolment",
    "livelihood", "mandate", "compact", "safeguard", "resilience", "signalling", "tenure", "convening", "budgeting",
    "oversight", "membership", "reintegration", "reciprocity", "grievance", "threshold", "coverage", "floor",
    "coalition", "federation", "benchmark", "dialogue", "caseload", "transition", "recovery", "solidarity",
    "trusteeship", "platform", "corridor", "commons", "guarantee", "charter", "benefit",
)  # fmt: skip


def skewed(random: Random, items: Sequence[T]) -> T:
    """One of the items; the first ones far more often, as with organisations and terms in a real library."""
    return items[int(len(items) * random.random() ** 2.2)]


def several(random: Random, items: Sequence[T], least: int, most: int) -> list[T]:
    """Different items, skewed towards the first, in order of choice; fewer where there are fewer."""
    wanted = min(random.randint(least, most), len(items))
    found: dict[T, None] = {}
    while len(found) < wanted:
        found[skewed(random, items)] = None
    return list(found)


def place_names(random: Random, count: int) -> list[str]:
    """Different invented names of places."""
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = random.choices(_SYLLABLES, k=random.choice((2, 3, 3, 4)))
        found["".join(syllables).capitalize()] = None
    return list(found)


@functools.cache
def shipped_words() -> tuple[str, ...]:
    """The words of the shipped library without those that say nothing, the commonest first."""
    found: Counter[str] = Counter()
    small = stop_words("en")
    for path in sorted((_ROOT / "docs").rglob("*.md")):
        found.update(re.findall(r"\b[a-z]{3,18}\b", path.read_text(encoding="utf-8")))
    for path in sorted((_ROOT / "data").rglob("*.yml")):
        loaded = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for text in _prose(loaded):
            found.update(re.findall(r"\b[a-z]{3,18}\b", text))
    return tuple(word for word, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])) if word not in small)


def _prose(value: Any) -> Iterator[str]:
    """The texts in a YAML file, without its ids and codes."""
    if isinstance(value, str) and " " in value:
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _prose(inner)


@functools.cache
def word_of_rank(rank: int) -> str:
    """A word by how common it is, from 0: one of the shipped library's, beyond these an invented one."""
    shipped = shipped_words()
    if rank < len(shipped):
        return shipped[rank]
    random = Random(f"word {rank}")
    return "".join(random.choices(_SYLLABLES, k=random.choice((2, 3, 3, 4)))) + random.choice(_ENDINGS)


def drawn_word(random: Random) -> str:
    """A word, common or rare, with the chances that natural text gives it."""
    return word_of_rank(int(_FLATTENING * ((1 - random.random()) ** (-1 / _TAIL) - 1)))


class Writer:
    """Writes prose about places, with defined terms in it."""

    def __init__(self, random: Random, places: Sequence[str], terms: Sequence[str]) -> None:
        self.random = random
        self.places = places
        self.terms = terms

    def sentence(self, mention: bool = False) -> str:
        """One sentence of 8 to 25 words, on request with a defined term."""
        random = self.random
        if random.random() < _TEMPLATES:
            words = f"{random.choice(_ACTORS)} {random.choice(_ACTS)} {random.choice(_THINGS)}"
        else:
            words = self.phrase(random.randint(5, 8))
        if random.random() < 0.15:
            words = f"{random.choice(_STARTS)} {words}"
        if mention and self.terms:
            words += " " + random.choice(_TERM_CLAUSES).replace("{t}", skewed(random, self.terms))
        if random.random() < _TEMPLATES:
            words += ", " + random.choice(_ENDS)
        elif random.random() < 0.5:
            words += ", " + self.phrase(random.randint(3, 5))
        words = words.format(
            n=random.randint(2, 99), m=random.randint(100, 300), year=random.randint(2005, 2025),
            place=random.choice(self.places),
        )  # fmt: skip
        return words[0].upper() + words[1:]

    def phrase(self, count: int) -> str:
        """So many drawn words, with small ones between them."""
        random = self.random
        return " ".join(
            f"{random.choice(_SMALL)} {drawn_word(random)}" if random.random() < 0.6 else drawn_word(random)
            for _ in range(count)
        )

    def text(self, words: int, cites: Sequence[str] = (), links: Sequence[str] = ()) -> str:
        """A paragraph of about so many words that cites sources and links to entries by id."""
        sentences: list[str] = []
        while sum(len(sentence.split()) for sentence in sentences) < words:
            written = self.sentence(mention=not len(sentences) % 2)
            if cites and len(sentences) % 3 == 1:
                written += f" [@{self.random.choice(cites)}, p. {self.random.randint(1, 90)}]"
            elif links and len(sentences) % 3 == 2:
                written += f" (see [[{self.random.choice(links)}]])"
            sentences.append(written + ".")
        return " ".join(sentences)

    def items(self, count: int, words: int, mark: str, cites: Sequence[str] = ()) -> str:
        """A list; `mark` is `-` or `1.`."""
        return "\n".join(f"{mark} {self.text(words, cites)}" for _ in range(count))

    def title(self) -> str:
        """A title of 5 to 9 words."""
        random = self.random
        thing = random.choice(_THINGS).removeprefix("the ").removeprefix("a ")
        start = f"{random.choice(ADJECTIVES)} {thing}"
        return f"{start.capitalize()} with {self.phrase(2)} in {random.choice(self.places)}"

    def summary(self) -> str:
        """Two sentences of plain text."""
        return f"{self.sentence()}. {self.sentence()}."
