"""The five documents that the library began with, against its own records.

`python -m tests.minutes.measure_sources DIR` prints the table of the documentation.

The documents are not part of the project, so the suite can't do this. An action of a record counts as found when one
finding holds the words that `sources.yml` names; several actions may stand in one finding. Names are those of the
documents' own lists of participants, taken from there while this runs.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import yaml

from macros.minutes.file import lines_of
from macros.minutes.finding import ACTION, ORGANISATION, Finding
from macros.minutes.minutes import Minutes, find_in
from macros.minutes.wording import fold
from macros.model.workshop import Workshop
from tests.minutes.measure import Score, shipped

_COLUMNS = ("actions, structured", "actions, prose", "dates", "organisations")


def main(folder: Path) -> None:
    """Print the table."""
    gold = yaml.safe_load(Path(__file__).with_name("sources.yml").read_text("utf-8"))
    print(f"| document | {' | '.join(_COLUMNS)} | names through |")
    print(f"| --- |{' --- |' * (len(_COLUMNS) + 1)}")
    total = {name: Score() for name in _COLUMNS}
    through, all_names = 0, 0
    for id, wanted in gold.items():
        record = shipped().records[id]
        assert isinstance(record, Workshop)
        text = next(folder.glob(f"{wanted['file']}_*.txt")).read_text("utf-8")
        found = find_in(lines_of(text.encode(), ".txt"), shipped())
        scores = _scores(record, wanted, found)
        names = _names(text)
        leaked = sorted(name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", repr(found)))
        through, all_names = through + len(leaked), all_names + len(names)
        for name, score in scores.items():
            total[name].add(score)
        cells = " | ".join(str(scores[name]) for name in _COLUMNS)
        print(f"| {record.title} | {cells} | {len(leaked)} of {len(names)} |")
        if "-v" in sys.argv:
            for name, score in scores.items():
                print("   ", name, "missed", score.missed, "wrong", [text[:90] for text in score.wrong])
    print(f"| **together** | {' | '.join(str(total[name]) for name in _COLUMNS)} | {through} of {all_names} |")


def _scores(record: Workshop, wanted: dict[str, Any], found: Minutes) -> dict[str, Score]:
    structured = _actions(wanted.get("structured", []), found.of(ACTION))
    prose = _actions(wanted.get("prose", []), [one for one in found.proposed if one.kind == ACTION])
    days = {str(day) for day in (record.started, record.ended, wanted.get("dated")) if day and len(str(day)) == 10}
    days |= {str(day) for day in wanted.get("due", {}).values()}
    given = {str(day) for day in (found.started, found.ended, *(one.due for one in found.of(ACTION))) if day}
    there = {*record.conveners, *(one.organisation for one in record.participants if one.organisation)}
    named = {*found.participants, *found.conveners}
    named |= {one.owners[0] for one in found.proposed if one.kind == ORGANISATION and one.owners}
    return {
        "actions, structured": structured, "actions, prose": prose, "dates": _sets(days, given),
        "organisations": _sets({str(id) for id in there}, named),
    }  # fmt: skip


def _actions(wanted: list[str], found: list[Finding]) -> Score:
    held = {words: [one for one in found if fold(words) in fold(one.text)] for words in wanted}
    used = [one for ones in held.values() for one in ones]
    return Score(
        len(wanted), sum(bool(ones) for ones in held.values()), [one.text for one in found if one not in used],
        [words for words, ones in held.items() if not ones],
    )  # fmt: skip


def _sets(wanted: set[str], given: set[str]) -> Score:
    return Score(len(wanted), len(wanted & given), sorted(given - wanted), sorted(wanted - given))


def _names(text: str) -> set[str]:
    """Family names and given names in the lists of two of the documents, read by their own layout."""
    found: set[str] = set()
    for line in re.findall(r"^(?:Present in person|Present online|Regrets): (.+)$", text, re.MULTILINE):
        found |= {word for name in line.split(",") for word in name.split() if len(word) > 2}
    for family, given in re.findall(r"^([A-ZÀ-Þ' -]{3,})\t([^\t\n]+)\t[^\t\n]+\t[^\t\n]+$", text, re.MULTILINE):
        if family != "FAMILY NAME":
            found |= {family, family.title(), *given.split()}
    return found


if __name__ == "__main__":
    main(Path(next(argument for argument in sys.argv[1:] if not argument.startswith("-"))))
