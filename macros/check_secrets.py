"""Secret keys among files that would be published: a key that lies in `docs/` by mistake must not get out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.problems import Problem

_SECRET = re.compile(rb"\A(?:untrusted comment:[^\n]*secret key|-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----)")
"""How the secret keys of minisign and of OpenSSL, SSH and PGP begin."""
_HEAD = 300


def published_keys(site: Path) -> Iterator[Problem]:
    """A problem for each file of a built site that is a secret key."""
    for path in sorted(site.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                head = file.read(_HEAD)
            if _SECRET.match(head):
                message = "this is a secret key; take it out of docs/, and make a new one if it was ever published"
                yield Problem(path.relative_to(site).as_posix(), 1, "-", message, "secret-key")
