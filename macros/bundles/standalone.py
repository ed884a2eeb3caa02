"""The program that applies a delta, as one file for people who have Python and nothing else."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NAME = "common-thread-update.pyz"
"""What the file is called beside the bundles; Windows starts it with a double-click, where Python is installed."""
PARTS = ("apply", "archive", "bundle", "deltafile", "errors", "manifest", "paths")
"""Modules of `macros.bundles` that applying needs. None of them imports anything but the standard library."""
_MAIN = b"from macros.bundles.apply import main\n\nraise SystemExit(main())\n"


def program() -> bytes:
    """The file: Python's zipapp format, the same bytes for the same modules."""
    here = Path(__file__).parent
    files = {"__main__.py": _MAIN, "macros/__init__.py": b"", "macros/bundles/__init__.py": b""}
    files |= {f"macros/bundles/{part}.py": here.joinpath(f"{part}.py").read_bytes() for part in PARTS}
    made = io.BytesIO(b"#!/usr/bin/env python3\n")
    made.seek(0, io.SEEK_END)
    with ZipFile(made, "a", ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            info = ZipInfo(name)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, files[name], ZIP_DEFLATED, 9)
    return made.getvalue()
