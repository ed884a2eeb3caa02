"""`commonthread check`: every problem of every content file, in one run."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import click

from macros.checking import Content, check_content
from macros.cli.changes import changed_since
from macros.cli.project import asked_day, given_path, templates_of, today_option
from macros.problems import Problem, errors


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people or machines.")
@click.option(
    "--changed-since",
    "revision",
    metavar="REV",
    help="Report warnings only of files that differ from a commit, and run no macros of such pages.",
)
@today_option
@click.pass_obj
def check(root: Path, paths: tuple[Path, ...], style: str, revision: str | None, today: str | None) -> None:
    """Check the content; with PATHS, report only on these files and folders.

    The whole library is always read, since an entry is only right among the others. With --changed-since, errors are
    reported wherever they are: what changes in one file can break another, and no site is made while there is one.
    Pages and templates that have changed are code that nobody may have read: they are not run.
    """
    changed = changed_since(root, revision) if revision is not None else None
    gc.disable()  # the process ends with the check, and nearly all it makes stays until then
    wanted = [given_path(root, path) for path in paths]
    content, found = check_content(root, templates_of(root), asked_day(root, today), Content, changed or frozenset())
    shown = [problem for problem in found if _wanted(root / problem.path, wanted) and _concerns(problem, changed)]
    failed = errors(shown)
    if style == "json":
        click.echo(json.dumps([problem.as_dict() for problem in shown], ensure_ascii=False, indent=1))
    else:
        for problem in shown:
            click.echo(str(problem))
        warned = len(shown) - len(failed)
        click.echo(f"{_read(content)}{_count(len(failed), 'error')}, {_count(warned, 'warning')}", err=True)
    raise SystemExit(1 if failed else 0)


def _wanted(place: Path, paths: list[Path]) -> bool:
    return not paths or any(path in (place, *place.parents) for path in paths)


def _concerns(problem: Problem, changed: frozenset[str] | None) -> bool:
    """Whether a problem concerns whoever has changed some files; None for whoever wants them all."""
    return changed is None or problem.severity == "error" or problem.path in changed


def _read(content: Content | None) -> str:
    return f"{len(content.graph.records)} entries read, " if content else ""


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
