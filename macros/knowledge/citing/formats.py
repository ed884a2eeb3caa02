"""A work in the formats of reference managers: BibTeX, RIS, CSL-JSON, and a line of text.

`overrides/assets/js/cite.js` writes the same for a reader who copies a citation from a page; a test in a browser
compares the two, sign by sign.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from macros.knowledge.citing.work import Work

_BIBTEX = {
    "article-journal": "article", "article-newspaper": "article", "book": "book", "report": "techreport",
    "article": "techreport",
}  # fmt: skip
_RIS = {
    "article-journal": "JOUR", "article-newspaper": "NEWS", "book": "BOOK", "chapter": "CHAP", "legislation": "STAT",
    "report": "RPRT", "article": "RPRT", "speech": "SLIDE", "standard": "STAND", "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\&%$#_{}~^]")
_ESCAPED = {
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""Signs that a backslash in front doesn't help: BibTeX counts braces whatever stands before them."""
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
"""Signs that would end a field of BibTeX; no escape is read inside an address."""


def bibtex(work: Work) -> str:
    """An entry for BibTeX, with UTF-8 letters; each name is one piece between braces."""
    authors = " and ".join([*(f"{{{_tex(name)}}}" for name in work.authors), *(["others"] if work.others else [])])
    kind = _BIBTEX.get(work.kind, "misc")
    fields = {
        "author": authors,
        "title": f"{{{_tex(work.title)}}}",
        "journal": _tex(work.container) if kind == "article" else "",
        "volume": _tex(work.volume),
        "number": _tex(work.issue or ("" if kind == "article" else work.number)),
        "pages": _tex(work.pages.replace("–", "--")),
        "institution": _tex(work.publisher) if kind == "techreport" else "",
        "publisher": _tex(work.publisher) if kind == "book" else "",
        "howpublished": _tex(work.container) if kind in ("misc", "techreport", "book") else "",
        "year": work.year,
        "month": str(int(work.date[5:7])) if len(work.date) >= 7 else "",
        "doi": work.doi.translate(_IN_ADDRESS),
        "isbn": work.isbn,
        "url": work.url.translate(_IN_ADDRESS),
        "language": work.language,
        "version": _tex(work.version),
        "note": _tex(work.locator),
    }
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{work.id},\n" + ",\n".join(lines) + "\n}\n"


def ris(work: Work) -> str:
    """A record for RIS: a tag, two blanks, a hyphen, a blank on each line; CRLF between lines."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris_lines(work))


def _ris_lines(work: Work) -> Iterator[tuple[str, str]]:
    first, _, last = work.pages.partition("–")
    yield "TY", _RIS.get(work.kind, "GEN")
    yield "ID", work.id
    yield from (("AU", name) for name in work.authors)
    lines = (
        ("TI", work.title),
        ("T2", work.container),
        ("PY", work.year),
        ("DA", "/".join(work.date.split("-")) if len(work.date) > 4 else ""),
        ("PB", work.publisher),
        ("VL", work.volume),
        ("IS", work.issue),
        ("SP", first),
        ("EP", last),
        ("M1", work.number),
        ("ET", work.version),
        ("DO", work.doi),
        ("SN", work.isbn),
        ("UR", work.url),
        ("LA", work.language),
        ("N1", work.locator),
    )
    yield from ((tag, " ".join(value.split())) for tag, value in lines if value)
    yield "ER", ""


def csl(work: Work) -> dict[str, Any]:
    """An item of CSL-JSON; names are literal, since none is taken apart."""
    names: list[dict[str, str]] = [{"literal": name} for name in work.authors]
    parts = [int(part) for part in work.date.split("-")] if work.date else []
    item = {
        "id": work.id,
        "type": work.kind,
        "title": work.title,
        "author": [*names, *([{"literal": "others"}] if work.others else [])],
        "issued": {"date-parts": [parts]} if parts else None,
        "publisher": work.publisher,
        "container-title": work.container,
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages,
        "number": work.number,
        "version": work.version,
        "DOI": work.doi,
        "ISBN": work.isbn,
        "URL": work.url,
        "language": work.language,
        "note": work.locator,
    }
    return {name: value for name, value in item.items() if value}


def text(work: Work) -> str:
    """One line for a document: who, what, when, where."""
    names = [*work.authors, *(["others"] if work.others else [])]
    by = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""
    said = ", ".join(part for part in (by, work.title, work.year, work.locator) if part)
    return said + ("" if said.endswith((".", "?", "!")) else ".") + (f" {work.url}" if work.url else "")


def entry_text(work: Work) -> str:
    """One line for an entry of this library: where it stands, its day, the version that was read, and its id."""
    version = f", version {work.version}" if work.version else ""
    address = f" {work.url}" if work.url else ""
    return f"{work.container}, “{work.title}”, {work.date}{version}, id {work.number}.{address}"


def beside(work: Work) -> str:
    """What a page doesn't say of a work in its own words, as JSON for the script that copies citations."""
    said = ("id", "title", "date", "url", "locator")
    known = {name: value for name, value in asdict(work).items() if value and name not in said}
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def _tex(words: str) -> str:
    return _SPECIAL.sub(lambda sign: _ESCAPED.get(sign[0], "\\" + sign[0]), " ".join(words.split()))
