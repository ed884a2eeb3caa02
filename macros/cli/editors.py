"""`commonthread schemas`: what a code editor needs to complete fields, values and ids while somebody types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from macros.cli.library import need_library
from macros.cli.written import written
from macros.giving.editor_schemas import editor_schemas, files_of

FOLDER = ".vscode"
"""Where the editor looks."""
_SCHEMAS, _SETTINGS, _KEY = "commonthread", "settings.json", "yaml.schemas"


@click.command()
@click.pass_obj
def schemas(root: Path) -> None:
    """Let VS Code complete fields, values of lists and ids while an entry is written.

    Writes a JSON Schema for each type that is written in YAML into .vscode/commonthread/, and tells the editor's YAML
    extension which files each is for. Run it again when lists or entries have changed.
    """
    library = need_library(root)
    folder = root / FOLDER / _SCHEMAS
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {}
    for name, schema in editor_schemas(library).items():
        _write(folder / f"{name}.json", schema)
        wanted[f"./{FOLDER}/{_SCHEMAS}/{name}.json"] = files_of(name)
    click.echo(f"{len(wanted)} schemas in {FOLDER}/{_SCHEMAS}/")
    _tell_editor(root / FOLDER / _SETTINGS, wanted)


def _tell_editor(settings: Path, wanted: dict[str, str]) -> None:
    """Name the schemas in the editor's settings; what else stands there stays."""
    known: Any = {}
    try:
        known = json.loads(settings.read_text(encoding="utf-8")) if settings.exists() else {}
    except (OSError, ValueError):
        known = None
    if not isinstance(known, dict) or not isinstance(known.get(_KEY, {}), dict):
        lines = json.dumps({_KEY: wanted}, indent=2)
        raise click.ClickException(
            f"{FOLDER}/{_SETTINGS} holds comments or no settings that can be read, so it was left as it is; "
            f"put this into it:\n{lines}"
        )
    _write(settings, {**known, _KEY: {**known.get(_KEY, {}), **wanted}})
    click.echo(f"{FOLDER}/{_SETTINGS} names them; install the extension YAML (redhat.vscode-yaml) in VS Code")


def _write(file: Path, content: Any) -> None:
    with written(file) as opened:
        opened.write((json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())
