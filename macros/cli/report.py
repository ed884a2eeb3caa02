"""`commonthread report`: one report for all who ask, and the sheet of an organisation's open actions."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from pathlib import Path

import click

from macros.bundles.container.errors import BundleError
from macros.bundles.editions.extras import ExtraMissingError
from macros.cli.library import need_entry, need_library
from macros.cli.project import asked_day, given_day, shell_settings, templates_of, today_option
from macros.cli.written import written
from macros.desk.report.as_document import as_document
from macros.desk.report.as_page import as_markdown, as_page
from macros.desk.report.as_pdf import as_pdf
from macros.desk.report.as_sheet import as_sheet
from macros.desk.report.follow_up_sections import waiting
from macros.desk.report.make import KINDS, make_report
from macros.desk.report.scope import Scope
from macros.desk.report.value import Report
from macros.exports.places import Places
from macros.knowledge.graph import Graph

_WRITTEN_IN = ("docx", "xlsx")
"""Formats in which people go on."""
FORMATS = ("html", "md", "docx", "pdf", "xlsx")


@click.command()
@click.option("--group", metavar="ID", default="", help="What a group keeps, agreed and takes part in.")
@click.option("--country", metavar="ID", default="", help="What took place in a country or is about it.")
@click.option("--for", "organisation", metavar="ID", default="", help="What concerns an organisation or group.")
@click.option("--since", metavar="YYYY-MM-DD", callback=given_day, help="First day on which an entry counts as new.")
@click.option("--until", metavar="YYYY-MM-DD", callback=given_day, help="Last such day.")
@click.option(
    "--kind", type=click.Choice(list(KINDS)), default="whole", show_default=True,
    help="All sections, those to prepare a meeting, or those that others ask for.",
)  # fmt: skip
@click.option("--format", "style", type=click.Choice(FORMATS), help="As the ending of --out says unless given.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; report.html unless given.")
@today_option
@click.pass_obj
def report(
    root: Path,
    group: str,
    country: str,
    organisation: str,
    since: str | None,
    until: str | None,
    kind: str,
    style: str | None,
    out: Path | None,
    today: str | None,
) -> None:
    """Write one report of what there is, what is new, what waits and what is missing.

    For all of the library, or for a group, a country, an organisation. Everything is taken from the entries. As xlsx it
    is the sheet of open actions to send out; `commonthread receive` takes back what was filled in.
    """
    style, target = format_of(style, out, "report", FORMATS)
    need_room(style, target)
    day = asked_day(root, today)
    graph = Graph(need_library(root), day)
    for id, types, option in (
        (group, ("group",), "--group"), (country, ("country",), "--country"),
        (organisation, ("organisation", "group"), "--for"),
    ):  # fmt: skip
        if id:
            need_entry(graph, id, types, option)
    first, last = (datetime.date.fromisoformat(one) if one else None for one in (since, until))
    if first and last and first > last:
        raise click.BadParameter(f"{last} lies before {first}", param_hint="--until")
    scope = Scope(graph, group, country, organisation, first, last)
    try:
        content = _written(root, style, scope, make_report(scope, kind), day)
    except (ExtraMissingError, BundleError) as error:
        raise click.ClickException(str(error)) from None
    with written(target) as file:
        file.write(content)
    asked = len(waiting(scope.actions) if style == "xlsx" else scope.actions)
    entries = f"{len(scope.entries)} entr{'y' if len(scope.entries) == 1 else 'ies'}, " if style != "xlsx" else ""
    click.echo(f"{target}: {entries}{asked} action{'' if asked == 1 else 's'}{' that wait' if style == 'xlsx' else ''}")


def format_of(style: str | None, out: Path | None, name: str, known: Sequence[str]) -> tuple[str, Path]:
    """The format and the file; each says the other where it is left out, and `name` the file without any."""
    if out is None:
        return style or known[0], Path(f"{name}.{style or known[0]}")
    ending = out.suffix.lower().removeprefix(".")
    if style is None and ending not in known:
        raise click.BadParameter(f"{out} ends in none of {', '.join(known)}; add --format", param_hint="--out")
    return style or ending, out


def need_room(style: str, target: Path) -> None:
    """See that no file is replaced in which somebody may have written.

    Raises:
        ClickException: when there is one.
    """
    if style in _WRITTEN_IN and os.path.lexists(target):
        raise click.ClickException(f"{target} is there already; name another file with --out")


def _written(root: Path, style: str, scope: Scope, made: Report, day: datetime.date) -> bytes:
    return as_sheet(scope, made.title, day) if style == "xlsx" else written_as(root, style, scope.graph, made)


def written_as(root: Path, style: str, graph: Graph, made: Report) -> bytes:
    """A report in a format to read: html, md, docx or pdf.

    Raises:
        ExtraMissingError: when PDF needs a library that is not installed.
        BundleError: when a page can't be set.
    """
    site = str(shell_settings(root).get("site_url") or "")
    places = Places.of(graph, site)

    def link(node: str) -> str:
        id, _, item = node.partition("#")
        return places.page(graph.records[id], item) if places.base and id in graph.records else ""

    if style == "docx":
        return as_document(made, link, graph.today)
    if style == "md":
        return as_markdown(made, templates_of(root), link).encode()
    page = as_page(made, templates_of(root), link)
    return as_pdf(page) if style == "pdf" else page.encode()
