"""The program that applies an update, as one file for people who have Python and nothing else."""

from __future__ import annotations

import io
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PROGRAM = "common-thread-update.pyz"
"""What the file is called beside the bundles; Windows starts it with a double-click, where Python is installed."""
_MACROS = Path(__file__).parents[3]
FOLDERS = ("bundles/container", "bundles/update/read")
"""Folders of `macros` whose modules are in it. They import each other and the standard library."""
PARTS = tuple(f"{folder}/{path.stem}" for folder in FOLDERS for path in sorted((_MACROS / folder).glob("[!_]*.py")))
"""Modules of `macros` that applying needs: every one in these folders."""
_MAIN = (
    b"import sys\n\nif sys.version_info < (3, 10):\n"
    b'    sys.exit("This needs Python 3.10 or newer; this is " + sys.version.split()[0])\n\n'
    b"from macros.bundles.update.read.program import main\n\nraise SystemExit(main())\n"
)


def program() -> bytes:
    """The file: Python's zipapp format, the same bytes for the same modules."""
    files = {"__main__.py": _MAIN}
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
