"""MkDocs as the process that builds or serves a site: `python -m macros.cli.site_shell build`.

The same as `python -m mkdocs`, but what the disk refuses is said in a line, whoever was writing.
"""

from __future__ import annotations

import sys

import click
from mkdocs.__main__ import cli

from macros.cli.disk import in_words


def main() -> None:
    """Run MkDocs with the arguments of this process."""
    try:
        with in_words():
            cli(prog_name="mkdocs")
    except click.ClickException as refusal:
        refusal.show()
        sys.exit(refusal.exit_code)


if __name__ == "__main__":
    main()
