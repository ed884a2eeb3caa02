"""`commonthread words`: renew the catalogues of the interface after words have changed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from macros.cli.project import templates_of
from macros.message_sources import messages
from macros.words import OWN, SHIPPED, TEMPLATE

_HEADER = "# Words of the interface. `commonthread words` renews the messages and keeps the translations."


@click.command()
@click.argument("language", required=False)
@click.pass_obj
def words(root: Path, language: str | None) -> None:
    """Renew the catalogues of the interface's words; with LANGUAGE, begin one for this project, data/words/LANGUAGE.po.

    New messages are added without a translation, those that nothing says any more are dropped.
    """
    try:
        found = messages(templates_of(root))
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    (SHIPPED / TEMPLATE).write_bytes(_written(found))
    if language:
        _begin(root / OWN / f"{language}.po", language)
    for path in _catalogues(root):
        known = read_po(io.BytesIO(path.read_bytes()), locale=path.stem.replace("-", "_"))
        known.update(found, no_fuzzy_matching=True)
        known.obsolete.clear()
        path.write_bytes(_written(known))
        missing = len([message for message in known if message.id and not _complete(message.string)])
        click.echo(f"{path.name}: {len(known)} messages, {missing} without a translation", err=True)


def _begin(path: Path, language: str) -> None:
    try:
        new = Catalog(locale=language.replace("-", "_"), project="Common Thread", fuzzy=False)
    except ValueError:
        raise click.ClickException(f'"{language}" is no language; write a BCP 47 tag, fr or pt-BR') from None
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_written(new))


def _catalogues(root: Path) -> Iterator[Path]:
    for folder in dict.fromkeys((SHIPPED, root / OWN)):
        yield from sorted(folder.glob("*.po"))


def _complete(said: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(said) if isinstance(said, str | None) else all(said)


def _written(catalogue: Catalog) -> bytes:
    """A catalogue as it is kept: without days and line numbers, so that it changes with words alone."""
    catalogue.header_comment = _HEADER
    file = io.BytesIO()
    write_po(file, catalogue, width=110, include_lineno=False, omit_header=False, ignore_obsolete=True)
    lines = file.getvalue().decode().split("\n")
    unsteady = ('"POT-Creation-Date:', '"PO-Revision-Date:', '"Generated-By:', '"Last-Translator:', '"Report-Msgid')
    return "\n".join(line for line in lines if not line.startswith(unsteady)).encode()
