"""`commonthread explain`: what a code of the check means, why it matters and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from macros.problem_help import Help, problem_help
from macros.problems import nearest


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def explain(codes: tuple[str, ...]) -> None:
    """Say what the codes mean that the check gives in brackets, why they matter, how to mend it; or all of them."""
    known = problem_help()
    for code in codes:
        if code not in known:
            raise click.BadParameter(f"there is no code {code!r}{nearest(code, known)}", param_hint="CODE")
    click.echo("\n\n".join("\n".join(_told(code, known[code])) for code in codes or known))


def _told(code: str, found: Help) -> Iterator[str]:
    yield f"{code}: {found.meaning}"
    yield f"  Why: {found.why}"
    yield f"  Mend: {found.mend}"
    for word, lines in (("wrong", found.wrong), ("right", found.right)):
        for number, line in enumerate(lines.splitlines()):
            yield f"  {'' if number else word:7}| {line}"
