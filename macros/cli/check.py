"""`commonthread check`: every problem of every content file, in one run."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from macros.cache_place import cache_folder
from macros.checking import Content, check_content
from macros.cli.changes import Changes, changes_since
from macros.cli.project import asked_day, given_path, templates_of, today_option
from macros.kept_entries import KeptEntries
from macros.problems import Problem, errors
from macros.review.facts import Report
from macros.review.workflow_commands import workflow_commands

STYLES = ("text", "json", "github", "markdown")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "style", type=click.Choice(STYLES), default="text",
    help="For people, for machines, as annotations of GitHub's workflows, or as a report for reviewers.",
)  # fmt: skip
@click.option(
    "--changed-since",
    "revision",
    metavar="REV",
    help="Report warnings only of files that differ from where a branch was left, and run no macros of such pages.",
)
@click.option(
    "--left-out", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File that names, a line each, what `proposal lay` has left out; a report names them too.",
)  # fmt: skip
@click.option("--fix", is_flag=True, help="Show what is only spelling as a diff, instead of reporting it.")
@click.option("--write", is_flag=True, help="With --fix: mend it in the files, then report what is left.")
@today_option
@click.pass_obj
def check(
    root: Path,
    paths: tuple[Path, ...],
    style: str,
    revision: str | None,
    left_out: Path | None,
    fix: bool,
    write: bool,
    today: str | None,
) -> None:
    """Check the content; with PATHS, report only on these files and folders.

    The whole library is always read, since an entry is only right among the others. With --changed-since, errors are
    reported wherever they are: what changes in one file can break another, and no site is made while there is one.
    Pages and templates that have changed are code that nobody may have read: they are not run.
    """
    if (write and not fix) or (fix and style != "text"):
        raise click.UsageError("--write goes with --fix, and --fix shows a diff, in no other format")
    changes = changes_since(root, revision) if revision is not None else None
    if style == "markdown" and changes is None:
        raise click.UsageError("--format markdown reports on what has changed; name a branch with --changed-since")
    changed = changes.files if changes else None
    gc.disable()  # the process ends with the check, and nearly all it makes stays until then
    wanted = [given_path(root, path) for path in paths]
    if fix and _fix(root, changed, wanted, write):
        raise SystemExit(1)
    content, found = check_content(root, templates_of(root), asked_day(root, today), Content, changed or frozenset())
    concerned = _concerned(content, changed)
    shown = [problem for problem in found if _wanted(root / problem.path, wanted) and _concerns(problem, concerned)]
    failed = errors(shown)
    if style == "github":
        _say(workflow_commands(shown))
    elif style == "json" and changes is None:
        click.echo(json.dumps([problem.as_dict() for problem in shown], ensure_ascii=False, indent=1))
    elif style in ("json", "markdown") and changes is not None:
        _say([_report(root, content, changes, shown, left_out, style)])
    else:
        _say(map(str, shown))
    if style in ("text", "github"):
        warned = len(shown) - len(failed)
        click.echo(f"{_read(content)}{_count(len(failed), 'error')}, {_count(warned, 'warning')}", err=True)
    raise SystemExit(1 if failed else 0)


def _fix(root: Path, changed: frozenset[str] | None, wanted: list[Path], write: bool) -> bool:
    """Show or write what can be mended; whether there is anything that was only shown."""
    from macros.cli import fix

    found = fix.fixes_of(root, changed, wanted)
    for one in found:
        if write:
            fix.write(root, one)
            click.echo(f"mended {one.path}", err=True)
        else:
            _say(fix.diff(one))
    if found and not write:
        click.echo(f"{_count(len(found), 'file')} to mend; to do it: the same with --write", err=True)
    return bool(found) and not write


def _report(
    root: Path, content: Content | None, changes: Changes, problems: list[Problem], left_out: Path | None, style: str
) -> str:
    """The report for reviewers; its modules are imported when somebody wants one."""
    from macros.render.authored import authored_pages
    from macros.review.compare import Proposal, report
    from macros.review.content import crossings
    from macros.review.git import GitError
    from macros.review.markdown import markdown

    pages = (page for page in authored_pages(root) if f"docs/{page}" not in changes.files)
    proposal = Proposal(changes.commit, changes.files, tuple(dict.fromkeys(crossings(root, pages))))
    sound = KeptEntries(cache_folder(root))
    try:
        made: Report = report(root, content.graph if content else None, proposal, problems, sound)
    except GitError as error:
        raise click.UsageError(f"--changed-since: {error}") from None
    if left_out:
        names = left_out.read_text(encoding="utf-8", errors="replace").splitlines()
        made = replace(made, code=tuple(sorted({*made.code, *filter(None, names)})))
    if style == "markdown":
        return markdown(made).rstrip("\n")
    return json.dumps(made.as_data(), ensure_ascii=False, indent=1)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _wanted(place: Path, paths: list[Path]) -> bool:
    return not paths or any(path in (place, *place.parents) for path in paths)


def _concerned(content: Content | None, changed: frozenset[str] | None) -> frozenset[str] | None:
    """Files of which warnings are told: what has changed, and what says nearly the same as that; None for all."""
    if changed is None or content is None:
        return changed
    from macros.knowledge.duplicates import duplicate_pairs

    library = content.graph.library
    pairs = ((library.documents[one].path, library.documents[other].path) for one, other, _ in duplicate_pairs(library))
    return changed.union(*({f"{path} near-duplicate" for path in pair} for pair in pairs if changed & {*pair}))


def _concerns(problem: Problem, files: frozenset[str] | None) -> bool:
    """Whether a problem concerns whoever has changed some files; None for whoever wants them all."""
    if files is None or problem.severity == "error":
        return True
    return problem.path in files or f"{problem.path} {problem.code}" in files


def _read(content: Content | None) -> str:
    return f"{len(content.graph.records)} entries read, " if content else ""


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
