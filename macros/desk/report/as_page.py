"""A report as a page in one file, and as Markdown."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.desk.report.value import Cell, Report
from macros.model.languages import direction

Link = Callable[[str], str]
"""The address of an entry or item on the web; empty where the site has none."""
_FOLDER = "report"
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&@!])")
_NUMBER = re.compile(r"^(\d+)([.)])")


def as_page(report: Report, templates: Path, link: Link) -> str:
    """One HTML file without scripts, which loads nothing."""
    env = _environment(templates, autoescape=True)
    env.filters["direction"] = direction
    style = (templates / _FOLDER / "report.css").read_text(encoding="utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    shown = env.get_template(f"{_FOLDER}/report.html").render(
        report=report, link=link, style=Markup(style), digest=digest
    )
    return shown.strip() + "\n"


def as_markdown(report: Report, templates: Path, link: Link) -> str:
    """GitHub's Markdown; nothing that an entry says is markup in it."""

    def cell(one: Cell) -> str:
        address = one.node and link(one.node)
        return f"[{_plain(one.text)}](<{address}>)" if address else _plain(one.text)

    env = _environment(templates, autoescape=False)
    env.filters |= {"md": _plain, "cell": cell}
    shown = env.get_template(f"{_FOLDER}/report.md").render(report=report)
    return re.sub(r"\n{3,}", "\n\n", shown).strip() + "\n"


def _environment(templates: Path, *, autoescape: bool) -> Environment:
    return Environment(
        loader=FileSystemLoader(templates), autoescape=autoescape, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def _plain(text: str) -> str:
    return _NUMBER.sub(r"\1\\\2", _MARKS.sub(r"\\\1", " ".join(text.split())))
