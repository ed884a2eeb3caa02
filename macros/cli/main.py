"""The command group and what its commands share."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword
from pathlib import Path

import click

COMMANDS = {
    "check": "check", "explain": "explain", "build": "build", "serve": "serve", "search": "search", "bundle": "bundle",
    "verify": "verify",
    "delta": "delta", "apply": "delta", "new": "give", "template": "give", "receive": "give",
    "import": "import_minutes", "words": "words", "schemas": "editors", "action": "action", "review": "review",
    "gaps": "gaps",
    "report": "report", "wording": "wording", "addresses": "addresses", "proposal": "proposal", "withdraw": "withdraw",
    "issue-forms": "issue_forms",
}  # fmt: skip
"""Every command, in the order of the help, and the module of `macros.cli` that has it."""


class Commands(click.Group):
    """Commands whose modules are imported when they are asked for: a check needs no bundles."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command; None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name.replace("-", "_")
        found: click.Command = getattr(import_module(f"macros.cli.{COMMANDS[cmd_name]}"), name)
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Project folder; the current one unless given.",
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Keep a community's library: check its content, build its site, search it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    context.obj = root.resolve()
