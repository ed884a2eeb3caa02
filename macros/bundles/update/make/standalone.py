"""The program that checks copies and applies updates, as one file for people who have Python and nothing else."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PROGRAM = "common-thread-update.pyz"
"""What the file is called beside the bundles; Windows starts it with a double-click, where Python is installed."""
_MACROS = Path(__file__).parents[3]
FOLDERS = ("bundles/check", "bundles/container", "bundles/update/read")
"""Folders of `macros` whose modules are in it. They import each other and the standard library."""
PARTS = (
    *(f"{folder}/{path.stem}" for folder in FOLDERS for path in sorted((_MACROS / folder).glob("[!_]*.py"))),
    "load/litter",
    "load/walk",
)
"""Modules of `macros` that it needs: every one in these folders, and two that tell what lies in a folder."""
_MAIN = """\
import sys

if sys.version_info < (3, 10):
    sys.exit("This needs Python 3.10 or newer; this is " + sys.version.split()[0])

from macros.bundles.update.read.program import main

raise SystemExit(main(known={keys!r}))
"""


def program(keys: Sequence[str] = ()) -> bytes:
    """The file: Python's zipapp format, the same bytes for the same modules and keys.

    Args:
        keys: public keys with which the library is signed; the program trusts them.
    """
    files = {"__main__.py": _MAIN.format(keys=tuple(keys)).encode()}
    packages = {str(parent) for part in PARTS for parent in PurePosixPath("macros", part).parents}
    files |= {f"{package}/__init__.py": b"" for package in packages - {"."}}
    files |= {f"macros/{part}.py": (_MACROS / f"{part}.py").read_bytes() for part in PARTS}
    made = io.BytesIO(b"#!/usr/bin/env python3\n")
    made.seek(0, io.SEEK_END)
    with ZipFile(made, "a", ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            info = ZipInfo(name)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, files[name], ZIP_DEFLATED, 9)
    return made.getvalue()
