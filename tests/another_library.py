"""A library of another field, made by rule: long technical notes with every construct of Markdown that is supported.

Real ones can't be committed. Its terms are names with signs and everyday words, as such communities have them.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

BLOCKS = (
    "{} and {}.", "### {}\n\n{}", "- {}\n- {}", "1. {}\n2. {}", "- [ ] {}\n- [x] {}", "> {}\n>\n> {}",
    "| {} | b |\n| --- | ---: |\n| {} | d |", "```\n{}\n{}\n```", "~~~ js title=\"{}\"\n{}\n~~~",
    "1. {}\n\n    ```python\n    {}\n    ```\n\n2. end", "> ```\n> {}\n> {}\n> ```", "{}\n:   {}",
    "!!! note \"{}\"\n    {}", "??? warning \"{}\"\n    {}", "~~{}~~ ==**{}**==", "[{}](https://example.org) `{}`",
    "[{}](other.md) [{}](#x)", "a[^{0}]\n\n[^{0}]: {1}", "[{}][{}l]\n\n[{1}l]: https://example.org/", "* * *\n\n{} {}",
)  # fmt: skip
"""A piece of Markdown with places for two words."""
_SUBJECTS = (
    "access logging parsing storage queues tokens sessions uploads cookies headers routing caching hashing salting "
    "signing padding escaping sandboxing auditing tracing batching pooling sharding mirroring archiving pruning "
    "indexing ranking stemming folding rendering packing shipping signing-off rollback monitoring alerting paging"
)
TERMS = {
    "c-plus-plus": ("C++", "A language of programs."),
    "r-and-d": ("R&D", "Research and development."),
    "plus-one": ("+1", "A vote in favour."),
    "gnu-make": ("make", "A program that builds others."),
    "tls": ("TLS", "Transport layer security."),
    "node-js": ("Node.js", "A platform for scripts."),
    "crisis": ("crisis", "A time of acute trouble."),
}
"""Ids of definitions, their names and what they mean."""


def filled(form: str, one: str, two: str) -> str:
    """A piece of Markdown with its words."""
    return form.replace("{1}", two).format(one, two) if "{0}" not in form else form.format(one, two)


def words_of(form: str, one: str, two: str) -> set[str]:
    """The words of a piece that readers see: not the names of footnotes and of links."""
    hidden = {one} if "[^{0}]" in form else {f"{two}l"} if "{1}l" in form else set()
    return set(re.findall(r"word\w+", filled(form, one, two))) - hidden


@dataclass(frozen=True)
class Note:
    """A guidance note, and the words that its page has to show."""

    id: str
    summary: str
    text: str
    words: frozenset[str]


def notes(number: int, blocks: int = 40) -> list[Note]:
    """Notes of the same length, the same ones each time."""
    chance = random.Random(1)
    found = []
    for place in range(number):
        pieces = [
            (form, f"word{place}n{n}a", f"word{place}n{n}b") for n, form in enumerate(chance.choices(BLOCKS, k=blocks))
        ]
        pieces = [(form, one, two) for form, one, two in pieces if "other.md" not in form]
        chance.shuffle(pieces)
        words = frozenset().union(*(words_of(*piece) for piece in pieces))
        spoken = "Teams make sure that C++ and R&D, TLS and two crises are spoken of; the +1 of Node.js counts."
        text = "\n\n".join([spoken, *(filled(*piece) for piece in pieces)])
        summary = f"On {', '.join(chance.sample(_SUBJECTS.split(), 9))}."
        found.append(Note(f"sheet-{place}", summary, text, words))
    return found


def files(found: list[Note]) -> dict[str, str]:
    """The files of the library, to be put among those of the second community."""
    head = (
        "language: en\nadded: 2026-01-01\naudience: [gradinari]\nversion: '1'\nissued_by: reteaua-gradinilor\n"
        "rests_on: [{entry: compost-pe-acoperis, why: It was tried there.}]\n"
        "sources: [{source: minuta-sezatoarei}]\n---\n\n## Purpose\n\nTo try.\n\n## Steps\n\n"
    )
    made = {
        f"docs/guidance/{note.id}.md": f"---\ntitle: {note.id}\nsummary: {note.summary}\n{head}{note.text}\n"
        for note in found
    }
    for id, (name, meaning) in TERMS.items():
        made[f"data/definitions/{id}.yml"] = (
            f"title: '{name}'\nsummary: {meaning} It is one of the terms of this field.\nlanguage: en\n"
            f"added: 2026-01-01\nnames: [{{text: '{name}', language: en, linked: {str(name != 'make').lower()}}}]\n"
            f"status: schita\nharmonised: {{text: '{meaning}'}}\nsources: [{{source: minuta-sezatoarei}}]\n"
        )
    return made
