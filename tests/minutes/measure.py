"""How much of minutes is found, and how much of what is found is right.

`python -m tests.minutes.measure` prints the table of the documentation for the layouts in `cases/`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from macros.minutes.file import lines_of
from macros.minutes.finding import ACTION, AGREEMENT, OPEN, ORGANISATION, RECOMMENDATION, Finding
from macros.minutes.minutes import Minutes, find_in
from macros.minutes.wording import fold
from macros.model.library import Library, read_library
from tests.conftest import ROOT
from tests.minutes.casefiles import Case, cases

_KINDS = {"actions": ACTION, "agreements": AGREEMENT, "recommendations": RECOMMENDATION, "open": OPEN}
_ALL = tuple(_KINDS.values())


@dataclass
class Score:
    """What was there, what was found of it, and what was found without being there."""

    there: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Put another score to this one."""
        self.there += other.there
        self.found += other.found
        self.wrong += other.wrong
        self.missed += other.missed

    @property
    def recall(self) -> float:
        """Share of what was there."""
        return self.found / self.there if self.there else 1.0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.found / (self.found + len(self.wrong)) if self.found or self.wrong else 1.0

    def __str__(self) -> str:
        if not self.there and not self.wrong:
            return "–"
        return f"{self.precision:.2f} / {self.recall:.2f} ({self.there})"


Scores = dict[str, Score]
COLUMNS = (
    "actions, structured", "all, structured", "actions, prose", "all, prose", "owners", "dates", "organisations",
    "names through",
)  # fmt: skip


@cache
def shipped() -> Library:
    """The library of this repository."""
    library, _ = read_library(ROOT)
    assert library is not None
    return library


def minutes_of(case: Case) -> Minutes:
    """What is found in a case."""
    return find_in(lines_of(case.content, case.ending), shipped())


def score(case: Case, found: Minutes) -> Scores:
    """One case, measured."""
    scores = {name: Score() for name in COLUMNS}
    for part, findings in (("structured", found.structured), ("prose", found.proposed)):
        gold = case.gold.get(part, {})
        for name, kind in _KINDS.items():
            one, pairs = _matched(gold.get(name, []), [f for f in findings if f.kind == kind])
            scores[f"all, {part}"].add(one)
            if kind == ACTION:
                scores[f"actions, {part}"].add(one)
                for wanted, finding in pairs if part == "structured" else []:
                    _compare(scores["owners"], set(wanted.get("owners", [])), set(finding.owners))
                    _compare(scores["dates"], _days(wanted.get("due")), _days(finding.due))
    for name in ("started", "ended"):
        _compare(scores["dates"], _days(case.gold.get(name)), _days(getattr(found, name)))
    unknown = {fold(f.text) for f in found.proposed if f.kind == ORGANISATION and not f.owners}
    _compare(
        scores["organisations"],
        {*case.gold["organisations"], *map(fold, case.gold.get("unknown", []))},
        {*found.participants, *unknown},
    )
    everything = repr(found)
    through = [name for name in case.gold["persons"] if name in everything]
    scores["names through"] = Score(len(case.gold["persons"]), len(case.gold["persons"]) - len(through), through)
    return scores


def _matched(gold: Sequence[dict[str, Any]], findings: Sequence[Finding]) -> tuple[Score, list[tuple[Any, Finding]]]:
    """Each wanted thing with the finding that says it."""
    result = Score(len(gold))
    left, pairs = list(findings), []
    for wanted in gold:
        hit = next((one for one in left if fold(wanted["says"]) in fold(one.text)), None)
        if hit is None:
            result.missed.append(wanted["says"])
        else:
            result.found += 1
            left.remove(hit)
            pairs.append((wanted, hit))
    result.wrong = [one.text for one in left]
    return result, pairs


def _days(value: Any) -> set[str]:
    return {str(value)} if value else set()


def _compare(result: Score, wanted: set[str], given: set[str]) -> None:
    result.there += len(wanted)
    result.found += len(wanted & given)
    result.missed += sorted(wanted - given)
    result.wrong += sorted(given - wanted)


def table(rows: Iterable[tuple[str, Scores]]) -> str:
    """The scores as a table in Markdown; the last row is all of them together."""
    total = {name: Score() for name in COLUMNS}
    shown = []
    for name, scores in rows:
        shown.append((name, scores))
        for column in COLUMNS:
            total[column].add(scores[column])
    lines = [["minutes", *COLUMNS], ["---"] * (len(COLUMNS) + 1)]
    for name, scores in (*shown, ("**together**", total)):
        cells = [str(scores[column]) for column in COLUMNS[:-1]]
        last = scores[COLUMNS[-1]]
        lines.append([name, *cells, f"{len(last.wrong)} of {last.there}"])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main(arguments: Sequence[str]) -> None:
    """Print the tables; with `-v` also what was missed and what was wrong."""
    verbose = "-v" in arguments
    rows = []
    for case in cases():
        found = minutes_of(case)
        rows.append((case.name, score(case, found)))
        if verbose:
            print(f"\n== {case.name}: {found.title and found.title.text!r}, {dict(found.left_out)}")
            print(f"  agenda {[one.text for one in found.agenda]}, place {found.place and found.place.text!r}")
            for name, one in rows[-1][1].items():
                print(f"  {name}: {one}\n    missed {one.missed}\n    wrong {one.wrong}")
    print(table(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
