"""`commonthread template`, `new` and `receive`: forms to fill in, and what comes back."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from macros.cache_place import cache_folder
from macros.cli.library import need_library
from macros.cli.named_file import NamedFile
from macros.cli.project import asked_day, today_option
from macros.cli.written import written
from macros.giving.found import Found, in_order
from macros.giving.likeness import likeness_of
from macros.giving.names import Names
from macros.giving.phone.xlsform import make_phone_form
from macros.giving.proposal import Proposal, check_proposals, difference, finish_placing, place
from macros.giving.received import MOST_BYTES, Sent, read_received
from macros.giving.skeleton import skeleton
from macros.giving.standing import shown_status
from macros.giving.word.write import make_document
from macros.giving.wording import in_words
from macros.giving.workbook import make_workbook
from macros.kept_entries import KeptEntries
from macros.model.entry_name import why_refused
from macros.model.library import Library
from macros.model.registry import record_types
from macros.problems import nearest

_ENDING, _WORD = ".xlsx", ".docx"
_type_argument = click.argument("type_name", metavar="TYPE", type=click.Choice(sorted(record_types())))


@click.command()
@_type_argument
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path),
    help="File to write, for Excel (.xlsx) or for Word (.docx); TYPE.xlsx unless given.",
)  # fmt: skip
@click.option("--many", is_flag=True, help="A row for each entry instead of a sheet for one.")
@click.option("--phone", is_flag=True, help="A form for phones instead: an XLSForm for KoboToolbox or ODK.")
@click.option("--from", "entry", metavar="ID", default="", help="Fill it with an entry, to be changed.")
@click.pass_obj
def template(root: Path, type_name: str, out: Path | None, many: bool, phone: bool, entry: str) -> None:
    """Write a form to fill in, with this library's lists to choose from: a workbook, a Word file, a form for phones."""
    library = need_library(root)
    if entry and (entry not in library.records or library.records[entry].type_name != type_name):
        known = [id for id, record in library.records.items() if record.type_name == type_name]
        raise click.BadParameter(f"no {type_name} has the id {entry!r}{nearest(entry, known)}", param_hint="--from")
    if entry and many:
        raise click.UsageError("--from fills the form of one entry; leave out --many")
    if phone and (many or entry):
        raise click.UsageError("--phone makes an empty form, sent as often as wanted; leave out --many and --from")
    target = out or Path(f"{type_name}{'-phone' if phone else ''}{_ENDING}")
    ending = target.suffix.lower()
    if ending not in (_ENDING, _WORD):
        raise click.BadParameter(f"{target} must end in {_ENDING} or {_WORD}", param_hint="--out")
    if ending == _WORD and (many or phone):
        raise click.UsageError(f"{'--many' if many else '--phone'} makes what only {_ENDING} can hold")
    if phone:
        book = make_phone_form(library, type_name)
    elif ending == _WORD:
        book = make_document(library, type_name, entry=entry)
    else:
        book = make_workbook(library, type_name, many=many, entry=entry)
    with written(target) as file:
        book.save(file)
    done = "upload it to KoboToolbox or ODK, collect, export" if phone else "fill it in"
    click.echo(f"{target}: {done}, then: commonthread receive {'EXPORT' if phone else quote(str(target))}")


@click.command()
@_type_argument
@click.argument("id")
@today_option
@click.pass_obj
def new(root: Path, type_name: str, id: str, today: str | None) -> None:
    """Begin an entry: a file with every field and what it means."""
    kind = record_types()[type_name]
    refused = why_refused(id)
    if refused:
        raise click.BadParameter(refused, param_hint="ID")
    target = root / kind.folder / f"{id}{kind.ending}"
    library = need_library(root)
    if id in library.records or target.exists():
        raise click.BadParameter(f"there is an entry {id!r} already", param_hint="ID")
    target.parent.mkdir(parents=True, exist_ok=True)
    with written(target) as file:
        file.write(skeleton(library, type_name, asked_day(root, today).isoformat()).encode())
    click.echo(f"{target.relative_to(root)}: fill it in, then: commonthread check {target.relative_to(root)}")


@click.command()
@click.argument("file", type=NamedFile(allow_dash=True))
@click.option("--write", is_flag=True, help="Put the entries into the library when nothing is wrong with them.")
@click.option(
    "--answer", type=click.Path(dir_okay=False, path_type=Path),
    help="Where the copy with the problems goes; FILE-checked, with its ending, unless given.",
)  # fmt: skip
@today_option
@click.pass_obj
def receive(root: Path, file: Path, write: bool, answer: Path | None, today: str | None) -> None:
    """Check a filled form or a parcel by the rules of `check`; with --write, put its entries into the library.

    Forms are workbooks, Word files, exports from phones and issues that a form made. Without --write nothing is
    changed. What is wrong is said cell by cell, or line by line; of a file there is a copy with the problems to send
    back. `receive -` reads a parcel,
    or a mail with one in it, from the input.
    """
    finish_placing(root)
    sent = _sent(file)
    library = need_library(root)
    received = read_received(sent, library, asked_day(root, today).isoformat())
    found = list(received.found)
    if received.proposals:
        places = {one.cell.place for one in _stops(found) if one.cell}
        checked = check_proposals(root, sent.name, received.proposals, KeptEntries(cache_folder(root)))
        found += [one for one in checked if not (one.cell and one.cell.place in places)]
        found += likeness_of(sent.name, received.proposals, library)
    if received.answer:
        found = in_words(found, received.proposals, Names(library))
    found = in_order(found, received.sheets)
    for one in found:
        click.echo(str(one))
    failed = _stops(found)
    if found and received.answer and (answer or str(file) != "-"):
        target = answer or file.with_name(f"{file.stem}-checked{file.suffix}")
        _send_back(target, received.answered(found))
    if not received.proposals and not failed:
        click.echo(f"{sent.name}: nothing is filled in that the library doesn't say already", err=True)
        raise SystemExit(1)
    if failed:
        click.echo(f"{len(failed)} to mend; nothing was changed", err=True)
        raise SystemExit(1)
    for note in received.notes:
        click.echo(f"reason given for {note}", err=True)
    for line in (line for proposal in received.proposals for line in proposal.told):
        click.echo(line)
    if not write:
        for proposal in received.proposals:
            click.echo(f"would write {proposal.path}{_standing(proposal, library)}")
            click.echo("".join(difference(root, proposal)), nl=False)
        click.echo("Nothing was changed. To put this into the library: the same with --write", err=True)
        return
    try:
        for proposal, path in zip(received.proposals, place(root, received.proposals), strict=True):
            click.echo(f"wrote {path}{_standing(proposal, library)}")
    except OSError as error:
        raise click.ClickException(f"nothing was changed: {error.strerror or error} {error.filename or ''}") from None


def _standing(one: Proposal, library: Library) -> str:
    """What is said of where a new entry stands; nothing of one that is changed."""
    if one.before:
        return ""
    return f" (status: {shown_status(one.draft.kind, one.draft.data, library.vocabularies, library.settings.language)})"


def _send_back(target: Path, copy: bytes | None) -> None:
    """Write the copy that goes back to the sender, and say where it is, or why there is none."""
    if copy is None:
        click.echo("there is no copy to send back: a part of the file is damaged. Send the lines above", err=True)
        return
    with written(target) as file:
        file.write(copy)
    click.echo(f"{target}: the form with what is wrong beside each answer, to send back", err=True)


def _sent(file: Path) -> Sent:
    """A file, or what comes through the input; no more than one byte too many of it is read."""
    try:
        with click.open_file(str(file), "rb") as source:
            content = source.read(MOST_BYTES + 1)
    except OSError as error:
        raise click.ClickException(f"{file}: can't be read: {error.strerror or error}") from None
    return Sent("input" if str(file) == "-" else file.name, content)


def _stops(found: list[Found]) -> list[Found]:
    return [one for one in found if one.problem.severity == "error"]
