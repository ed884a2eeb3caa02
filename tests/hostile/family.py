"""Hostile cases by family: what strangers could hand in, laid over the second community, with what is said of it.

A family is a file of `tests/hostile/cases`, a list of cases of which all are checked together, in one call. A case has
a `name` and what is handed in: `prose` (text of a lesson), or fields of a `lesson`, a `source` or a `definition` as
they would be written behind the colon, or `files` as `tests.casebook.write_files` takes them. Texts may be given in
pieces. `told` are lines `line: field: words [code]` of the case's own file, or with `path:` before them; the words need
only be part of the message. Without `told` the case is harmless: its page is made, and `has` and `lacks` look at it.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from macros.problems import Problem
from macros.shell import Site, check_site
from tests.casebook import Case, text_of, write_files
from tests.community import OVERRIDES, SECOND

FOLDER = Path(__file__).parent / "cases"
TODAY = datetime.date(2026, 4, 1)
TOLD = re.compile(r"(?:(?P<path>\S.*?):)?(?P<line>\d+): (?P<field>\S+): (?P<words>.*) \[(?P<code>[a-z0-9-]+)\]")
_SKELETONS = {
    "lesson": {"added": "2026-03-04", "outcome": "n-a-mers", "sources": "[{source: anuar-gradini}]"},
    "source": {"added": "2026-03-04", "kind": "minuta", "verification": "citit"},
    "definition": {"added": "2026-03-04", "status": "schita", "harmonised": "{text: Words.}"},
}
_PLACES = {"lesson": "docs/lessons/{}.md", "source": "data/sources/{}.yml", "definition": "data/definitions/{}.yml"}


def families() -> list[str]:
    """The names of all families."""
    return sorted(path.stem for path in FOLDER.glob("*.yml"))


@cache
def cases(family: str) -> tuple[Case, ...]:
    """The cases of a family."""
    return tuple(yaml.safe_load((FOLDER / f"{family}.yml").read_text("utf-8")))


def files_of(case: Case, number: int) -> dict[str, Any]:
    """What a case hands in, by path; its own entry is called by its number."""
    id = f"hostile-{number}"
    if "files" in case:
        return dict(case["files"])
    kind = next((kind for kind in _SKELETONS if kind in case), "lesson")
    said = " ".join(re.findall("....", hashlib.sha256(case["name"].encode()).hexdigest()))
    fields = {"title": f"Hostile {number}", "summary": f"A case of {said}.", **_SKELETONS[kind]}
    if kind == "definition":
        fields["names"] = f"[{{text: hostile name {number}}}]"
    fields |= {name: text_of(value) for name, value in case.get(kind, {}).items()}
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    if kind == "lesson":
        prose = text_of(case.get("prose", "Nothing happened."))
        text = f"---\n{text}---\n\n## What happened\n\n{prose}\n\n## What to do differently\n\nNothing.\n"
    return {_PLACES[kind].format(case.get("id", id)): text}


@dataclass
class Checked:
    """A family after its check."""

    site: Site | None
    problems: list[Problem]
    files: list[dict[str, Any]]
    """Of each case."""
    seconds: float = field(default=0.0)
    """Processor time of the check in this process."""

    def told_of(self, number: int) -> list[Problem]:
        """What is said of the files of a case."""
        paths = {Problem(path, 1, "-", "", "unread-file").path for path in self.files[number]}
        return [problem for problem in self.problems if problem.path in paths or _below(problem.path, paths)]


def _below(path: str, paths: set[str]) -> bool:
    return any(one.startswith(f"{path}/") for one in paths)


def check(family: str, root: Path) -> Checked:
    """Check the second community with all that a family hands in."""
    for part in ("data", "docs"):
        shutil.copytree(SECOND / part, root / part)
    shutil.copy(SECOND / "mkdocs.yml", root)
    files = [files_of(case, number) for number, case in enumerate(cases(family), start=1)]
    for one in files:
        for path, content in one.items():
            if (root / path).exists():
                (root / path).unlink()
            write_files(root, {path: content})
    started = time.process_time()
    site, problems = check_site(root, OVERRIDES, TODAY)
    return Checked(site, problems, files, time.process_time() - started)


def missing(case: Case, told: list[Problem]) -> Iterator[str]:
    """What a case expects and nobody said."""
    for line in case.get("told", []):
        match = TOLD.fullmatch(line)
        assert match, f"no line: field: words [code]: {line}"
        if not any(_is(match, problem) for problem in told):
            yield line


def _is(match: re.Match[str], problem: Problem) -> bool:
    wanted = (int(match["line"]), match["field"], match["code"])
    same = (problem.line, problem.field, problem.code) == wanted and match["words"] in problem.message
    return same and match["path"] in (None, problem.path)
