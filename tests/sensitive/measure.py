"""Precision and recall of the search for personal data on texts written before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from macros.sensitive.datum import KINDS, Kind
from macros.sensitive.personal import find_personal

TEXTS = Path(__file__).parent / "texts"
_MARKED = re.compile(r"⟦(\w+) ?([^⟧]*)⟧")
_KINDS: dict[str, Kind] = {
    "mail": "mail address",
    "phone": "telephone number",
    "name": "person's name",
    "coordinates": "coordinates",
    "identity": "identity number",
    "birth": "birth date",
    "count": "small count",
}


@dataclass(frozen=True)
class Case:
    """One text, and what should be found in it."""

    text: str
    language: str
    regions: tuple[str, ...]
    meant: tuple[tuple[Kind, int, int], ...]


def cases(name: str) -> Iterator[Case]:
    """The texts of one file."""
    for group in yaml.safe_load((TEXTS / f"{name}.yml").read_text("utf-8")):
        for marked in group["texts"]:
            meant, plain, last = [], "", 0
            for match in _MARKED.finditer(marked):
                plain += marked[last : match.start()]
                meant.append((_KINDS[match[1]], len(plain), len(plain) + len(match[2])))
                plain, last = plain + match[2], match.end()
            yield Case(plain + marked[last:], group["language"], tuple(group["regions"]), tuple(meant))


@dataclass
class Measured:
    """What was found of what was meant, by kind."""

    right: Counter[str]
    missed: Counter[str]
    wrong: Counter[str]
    told: list[str]

    def precision(self, kind: str) -> float:
        """Part of what was found that was meant."""
        return self.right[kind] / max(1, self.right[kind] + self.wrong[kind])

    def recall(self, kind: str) -> float:
        """Part of what was meant that was found."""
        return self.right[kind] / max(1, self.right[kind] + self.missed[kind])


def measure(name: str) -> Measured:
    """Compare what is found with what was marked: a finding is right where it is of the kind and covers the half."""
    result = Measured(Counter(), Counter(), Counter(), [])
    for case in cases(name):
        found = list(find_personal(case.text, case.regions))
        for kind, start, end in case.meant:
            hit = [
                one
                for one in found
                if one.kind == kind and 2 * (min(end, one.end) - max(start, one.start)) >= end - start
            ]
            if hit:
                found.remove(hit[0])
                result.right[kind] += 1
            else:
                result.missed[kind] += 1
                result.told.append(f"missed {kind}: {case.text[start:end]!r} in {case.text!r}")
        for one in found:
            result.wrong[one.kind] += 1
            result.told.append(f"wrong {one.kind}: {case.text[one.start : one.end]!r} in {case.text!r}")
    return result


def documented() -> str:
    """The rows of the table in `docs/contribute/never.md`."""
    known, hard = [measure("tuned"), measure("apart")], measure("hard")
    rows = []
    for kind in KINDS:
        right = sum(one.right[kind] for one in known)
        missed, wrong = sum(one.missed[kind] for one in known), sum(one.wrong[kind] for one in known)
        meant = right + missed
        rest = f"{hard.right[kind] + hard.missed[kind]} | {hard.right[kind]} |"
        rows.append(f"| {kind} | {meant} | {right / meant:.0%} | {right / (right + wrong):.0%} | {rest}")
    return "\n".join(rows)
