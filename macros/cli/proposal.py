"""`commonthread proposal`: what a build service does with a stranger's proposal, none of which it runs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

from macros.cli.written import written
from macros.review.content import is_content
from macros.review.facts import NoReportError, from_data
from macros.review.git import GitError
from macros.review.markdown import markdown
from macros.review.overlay import NotLaidError, lay

_LARGEST = 5_000_000
"""Bytes of a report."""
_STEERS = (".github/", ".ci/")
"""Folders of what makes reports; a proposal that changes it makes its own."""


@click.group()
def proposal() -> None:
    """Lay a proposal's content over a checkout; make a comment of its report."""


@proposal.command("lay")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--revision", default="HEAD", help="The proposal's commit in that repository; the current one.")
@click.option(
    "--left-out", type=click.Path(dir_okay=False, path_type=Path),
    help="File for the names of what is code and was left out, a line each.",
)  # fmt: skip
@click.pass_obj
def lay_command(root: Path, folder: Path, revision: str, left_out: Path | None) -> None:
    """Lay what a proposal changes in data/ and among the entries over this checkout, and nothing else.

    FOLDER is a repository that has the proposal. Its files are read as Git's objects. Pages of maintainers, templates,
    settings and programs stay those of this checkout; those that the proposal changes are named.
    """
    try:
        laid = lay(root, folder, revision)
    except NotLaidError as error:
        for reason in error.reasons[:50]:
            click.echo(f"refused: {reason}", err=True)
        raise click.ClickException("nothing was laid; see above") from None
    except GitError as error:
        raise click.ClickException(str(error)) from None
    for word, paths in (("wrote", laid.written), ("deleted", laid.deleted), ("left out, it is code:", laid.left_out)):
        for path in paths:
            click.echo(f"{word} {path!r}")
    if left_out:
        with written(left_out) as file:
            file.write(
                "".join(f"{' '.join(path.split())}\n" for path in laid.left_out).encode("utf-8", "backslashreplace")
            )


@proposal.command()
@click.argument("report", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--files", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True,
    help="What the proposal changes as the code host says, a path a line.",
)  # fmt: skip
@click.option("--preview", default="", help="Address where the preview is found.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Markdown file to write.")
def comment(report: Path, files: Path, preview: str, out: Path) -> None:
    """Make a comment of REPORT, which may come from a machine that a stranger told what to do.

    REPORT is what `check --changed-since REV --format json` prints. It is read as data: the words of the comment are
    those of this program. Where a proposal changes what makes reports, its report proves nothing and is not shown.
    """
    names = files.read_text(encoding="utf-8", errors="replace").splitlines()
    code = {name for name in names if name and not is_content(name)}
    steered = any(name.startswith(_STEERS) for name in code)
    text = (
        "This proposal changes how proposals are checked, so what its check says proves nothing and is not shown. "
        "Read its code, and run the check yourself.\n"
        if steered
        else _told(report, code)
    )
    if preview and not steered:
        text += f"\nPreview of the site with this proposal, for seven days: {preview}\n"
    with written(out) as file:
        file.write(text.encode())


def _told(report: Path, code: set[str]) -> str:
    if report.stat().st_size > _LARGEST:
        raise click.ClickException(f"{report}: larger than {_LARGEST:,} bytes; it is no report")
    try:
        made = from_data(json.loads(report.read_bytes().decode("utf-8")))
    except (NoReportError, ValueError, RecursionError) as error:
        raise click.ClickException(f"{report}: {type(error).__name__}: it is no report: {error}") from None
    return markdown(replace(made, code=tuple(sorted({*made.code, *code}))))
