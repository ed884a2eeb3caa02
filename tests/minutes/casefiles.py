"""Minutes of the tests as the files that a secretariat would have."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from docx import Document

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """Minutes and what is in them."""

    name: str
    content: bytes
    ending: str
    gold: dict[str, Any]


def cases() -> list[Case]:
    """All of them."""
    return [_case(path) for path in sorted(FOLDER.glob("*.yml"))]


def _case(path: Path) -> Case:
    name = path.stem
    gold = yaml.safe_load(path.read_text("utf-8"))
    if name.endswith(".docx"):
        text = (FOLDER / f"{name}.txt").read_text("utf-8")
        return Case(name.removesuffix(".docx"), word_file(text), ".docx", gold)
    if name.endswith(".pdf"):
        text = (FOLDER / f"{name}.txt").read_text("utf-8")
        return Case(name.removesuffix(".pdf"), pdf_file(text), ".pdf", gold)
    source = next(FOLDER / f"{name}{ending}" for ending in (".txt", ".md") if (FOLDER / f"{name}{ending}").exists())
    return Case(name, source.read_bytes(), source.suffix, gold)


def word_file(description: str) -> bytes:
    """A Word file of a plain description: `#` a heading, `|` a row of a table, `-` an item of a list."""
    document = Document()
    table: Any = None
    for line in description.splitlines():
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if table is None:
                table = document.add_table(rows=0, cols=len(cells))
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
            continue
        table = None
        if line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            document.add_heading(line.lstrip("# "), level)
        elif line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        elif line.strip():
            document.add_paragraph(line)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def pdf_file(text: str) -> bytes:
    """A PDF with these lines."""
    from weasyprint import HTML

    style = "pre {font: 9pt sans-serif; white-space: pre-wrap; margin: 0}"
    content = HTML(string=f"<style>{style}</style><pre>{escape(text)}</pre>").write_pdf()
    assert isinstance(content, bytes)
    return content
