"""Which files of a proposal are content, which anybody may change, and which are code; and what no path may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from jinja2 import Environment, TemplateError, nodes

from macros.load.docs import ATTACHMENTS, FOLDER, PICTURES
from macros.model.registry import record_types

DATA = "data"
_STRANGE = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]|^ |[. ]$")
LONGEST = 200
"""Characters of a path."""


def is_entry(path: str) -> bool:
    """Whether a file lies where entries do: not the index of a type, which is a page of the maintainers."""
    folder, _, name = path.rpartition("/")
    return any(kind.folder == folder and name.endswith(kind.ending) for kind in record_types().values()) and (
        not folder.startswith(f"{FOLDER}/") or name != "index.md"
    )


def is_content(path: str) -> bool:
    """Whether a file is content, which is read and never run: an entry, what lies in `data/`, or a picture.

    Everything else is code, or shown as it is by somebody who has read it: authored pages, templates, settings of the
    site, workflows, Python.
    """
    ending = PurePosixPath(path).suffix.lower()
    kept = path.startswith(f"{DATA}/") or (path.startswith(f"{FOLDER}/") and ending in (*PICTURES, *ATTACHMENTS))
    return kept or is_entry(path)


def why_no_path(path: str) -> str:
    """Why no file of a proposal may have a path, in words; empty where it may."""
    parts = path.split("/")
    if len(path) > LONGEST:
        return f"longer than {LONGEST} characters"
    if any(not part or part.startswith(".") for part in parts):
        return "is hidden, or leads out of the project; no content is or does"
    if any(_STRANGE.search(part) or not part.isprintable() for part in parts):
        return "is a name that not every computer can store; use letters, digits, hyphens and one dot"
    return ""


def crossings(root: Path, pages: Iterator[str]) -> Iterator[tuple[str, str, str]]:
    """The maps of the evidence that pages show: what their calls of `matrix` say. The pages are read, and not run.

    Args:
        root: the project's folder.
        pages: below `docs/`.
    """
    for page in pages:
        text = (root / FOLDER / page).read_text(encoding="utf-8", errors="replace")
        if "matrix" not in text or "{{" not in text:
            continue
        try:
            tree = Environment(autoescape=True).parse(text)
        except (TemplateError, RecursionError):
            continue
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "matrix":
                given = [*call.args, *(one.value for one in call.kwargs)]
                names = ["type", "rows", "columns"][: len(call.args)] + [one.key for one in call.kwargs]
                said = {
                    name: node.value for name, node in zip(names, given, strict=False) if isinstance(node, nodes.Const)
                }
                if {"type", "rows", "columns"} <= set(said):
                    yield said["type"], said["rows"], said["columns"]
