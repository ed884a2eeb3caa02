"""What is asked in the tests: real questions, and words made from those of an index, always the same."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml

from macros.search.index import Index
from macros.search.names import Name

JUDGEMENTS = Path(__file__).parent / "judgements"
REAL = (
    "social cohesion", "social cohesion definition", "how to measure social cohesion", "HDP nexus",
    "triple nexus", "humanitarian development peace nexus", "cash coordination", "cash working group",
    "do no harm", "conflict sensitivity", "refugees in Romania", "host communities", "host community tensions",
    "collective outcomes", "joint analysis", "new way of working", "localisation", "area-based approach",
    "social protection", "Ukraine refugees in Moldova", "rumours and hate speech", "football",
    "what is the WHO", "WHO", "who does what", "UNHCR", "UNHCR Lebanon", "iraq", "iraq football ",
    "lessons from Kenya", "Turkana integrated settlement", "Kalobeyei", "legal status",
    "Venezuelans in Colombia", "education in emergencies", "accountability to affected people", "AAP", "MHPSS",
    "gender based violence", "durable solutions", "internally displaced persons", "IDPs",
    "inter-sector working group", "workshop Turin 2015", "Romania workshop April 2024", "definition agreed",
    "guidance for coordinators", "peacebuilding indicators", "trust in institutions", "youth employment",
    "women and girls", "monitoring framework", "the of and", "who", "what is it", "a", "how to",
    "cohésion sociale", "coeziune socială", "соціальна згуртованість", "التماسك الاجتماعي", "Украина",
    "Rumänien", "Côte d'Ivoire", "Cote dIvoire", "sahel 2021", "2030 agenda", "SDG 16", "covid19", "vpn",
    "evidence of what worked", "livelihoods for refugees and host communities in Uganda", "nexus nexus nexus",
)  # fmt: skip
APART = (
    "trust -Kenya", "refugees NOT Lebanon", 'cohesion -"social protection" ', "refugiați -România", "cash -NWOW -DRC",
    "peace −xyzzy", "what is NOT trust", "-Kenya", "DO NOT HARM", "المجتمع -لبنان", "cash NOT", "trust -\u5e73\u548c",
)  # fmt: skip
"""With a minus or NOT before what a page shall not hold."""
HOSTILE = (
    "", " ", "\t\n", '"', "'", '"social cohesion"', "^~*:+-", "+cohesion -trust", "title:cohesion", "cohes*",
    "coh?sion~2", "cohesion^10", "foo:bar:baz", "*", "AND OR NOT", "(a OR b)", "\\", "\\u0041", "%", "%20",
    "&amp;", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)",
    "../../../etc/passwd", "${7*7}", "{{ 7*7 }}", "'; DROP TABLE x; --", "__proto__", "constructor", "toString",
    "hasOwnProperty", "prototype", "valueOf", "__proto__ constructor", "proto", "length", "undefined", "null",
    "NaN", "true", "Infinity", "-0", "\x00", "cohe\x00sion", "\x00\x00 cohesion", "😀", "cohesion 😀",
    "😀cohesion", "👩‍👩‍👧", "𝐜𝐨𝐡𝐞𝐬𝐢𝐨𝐧", "𝕮𝖔𝖍𝖊𝖘𝖎𝖔𝖓", "ｃｏｈｅｓｉｏｎ", "ⓒⓞⓗⓔⓢⓘⓞⓝ", "\ud800", "\udc00",
    "cohesion\ud800", "\ud83d cohesion", "\udc00\ud800", "co\ud800hesion", "\u200fcohesion\u200e",
    "\u202ecohesion", "co\u200dhesion", "co\u00adhesion", "\u200b", "\ufefftrust", "trust\u00a0cohesion",
    "trust\u2028cohesion", "ıstanbul", "ISTANBUL", "Iğdır", "IĞDIR", "ŞANLIURFA", "straße", "STRASSE", "STRAẞE",
    "ﬁeld coordination", "eﬀect", "ﬀ", "ﬃ", "Ĳssel", "ǅ", "ŉ", "ſocial", "K", "Å", "\u0301",
    "\u0301\u0301\u0301", "e\u0301valuation", "évaluation", "cohe\u0301sion", "Z\u0351\u036b\u0343a\u0352l",
    "ًٌَُِ", "ـــ", "٢٠٢٤", "۲۰۲۴", "२०२४", "２０２４", "²", "½", "Ⅳ", "①", "2024-04-05", "1.5", "1,000", "0",
    "00", "x", "xx", "é", "ß", "ŝ", "你好", "社会的結束", "사회", "สังคม", "ልማት", "ΟΔΟΣ", "σίσυφος", "ΣΊΣΥΦΟΣ",
    "ﷺ", "﷽", "ﻻ", "ﬡ", "ª", "ﾊﾞ", "가", "a b c d e f g h i j k l m n o p", "a" * 10_000, "cohesion " * 1_000,
    "cohesion" * 1_250, "\u0301" * 10_000, "ü" * 299 + "x", "x" * 299 + " y", "trust " * 13,
    "e\u0301" * 150 + " trust", "-" * 299 + "trust", "…", "—", "·", "¶", "#", "@", "?", "!", "/",
    "practices/iraq-mixed-football.html", "https://example.org/?q=cohesion#a", "a@b.org", "C++", "C#", "h2o",
    "N/A", "R&D", "WHO in the WASH", "who in the WASH", "WHO WASH", "OR in Iraq", "IT and ALL", "IN", "in IN",
    "ÎN în", "ΤΟ the", "Wh", "wH",
)  # fmt: skip
_VARIANTS = (
    ("ș", "şs"), ("ț", "ţt"), ("ă", "a"), ("é", "e"), ("è", "e"), ("ç", "c"), ("ñ", "n"), ("ё", "е"),
    ("й", "и"), ("ї", "і"), ("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ة", "ه"), ("ى", "ي"), ("ا", "أإآ"),
)  # fmt: skip


@functools.cache
def judged() -> tuple[str, ...]:
    """Every query that somebody judged the answers of."""
    found: dict[str, None] = {}

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("query"), str):
                found[value["query"]] = None
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    for path in sorted(JUDGEMENTS.rglob("*.yml")):
        collect(yaml.safe_load(path.read_text("utf-8")))
    return tuple(found)


def real() -> list[str]:
    """What people ask, judged or not."""
    return list(dict.fromkeys((*REAL, *judged())))


def beginnings(index: Index, per_length: int = 15, most: int = 14) -> Iterator[str]:
    """Words broken off after so many characters, of every length."""
    random = Random("beginnings")
    forms = sorted(form for form, terms in index.forms.items() if terms)
    for length in range(1, most + 1):
        for form in random.sample([form for form in forms if len(form) > length], per_length):
            yield form[:length]


def slips(index: Index, count: int = 160) -> Iterator[str]:
    """Words with a letter dropped, doubled, changed with its neighbour or for another, some of them twice."""
    random = Random("slips")
    forms = sorted(form for form, terms in index.forms.items() if terms and len(form) > 2)
    for number in range(count):
        word = random.choice(forms)
        for _ in range(1 + number % 3 // 2):
            word = _slip(random, word, number % 4)
        yield word + " " * (number % 2)


def _slip(random: Random, word: str, kind: int) -> str:
    place = random.randrange(len(word) - 1)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + word[place] + word[place:]
    if kind == 2:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + random.choice("aeiorstnxк") + word[place + 1 :]


def names(known: Iterable[Name], every: int = 5) -> Iterator[str]:
    """Some of the names in each alphabet, alone, in a sentence, in capitals, and half written."""
    by_alphabet: dict[int, list[str]] = {}
    for name in known:
        by_alphabet.setdefault(ord(name.forms[0][0]) >> 8, []).append(" ".join(name.forms))
    for found in by_alphabet.values():
        for number, text in enumerate(found[:: every if len(found) > 60 else 2]):
            yield text
            yield (f"{text} in lebanon ", f"what is {text.upper()}", text[: max(2, len(text) - 2)])[number % 3]


def variants(words: Iterable[tuple[str, str]], count: int = 8) -> Iterator[str]:
    """Words of the library with one letter written as others write it, and Arabic ones with marks or stretched."""
    texts = sorted({word for _, word in words})
    for letter, others in _VARIANTS:
        held = [word for word in texts if letter in word]
        for word in held[:: max(1, len(held) // count)][:count]:
            for other in others:
                yield word.replace(letter, other)
    arabic = [word for word in texts if "\u0620" <= word[0] <= "\u064a" and len(word) > 3]
    for word in arabic[:: max(1, len(arabic) // count)][:count]:
        yield word[0] + "\u064e" + word[1:] + "\u064c"
        yield word[:2] + "ـ" * 3 + word[2:]
