"""A file of Word or Excel without the names that its program put in: authors, firms, folders, data of pictures.

Its text stays as it is. What a reader would see and nobody meant to publish (comments, tracked changes) is refused, and
so is what could run, or fetch something from elsewhere.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO

from lxml import etree

from macros.load.clean.clean_file import CleanFile, RefusedFileError
from macros.load.clean.inner_picture import without_metadata
from macros.load.office import why_refused

MOST_PARTS = 3_000
"""Parts of a file; a report of 300 pages with a picture on each has a third of it."""
_KINDS = {".docx": "document", ".xlsx": "workbook"}
_FIRST = 1980, 1, 1, 0, 0, 0
"""The earliest moment that a zip can name."""
_KEPT = {
    "docProps/core.xml": {"language", "title"},
    "docProps/app.xml": {"Application", "AppVersion"},
    "docProps/custom.xml": set(),
    "word/people.xml": set(),
}
"""Parts that say who made it and when, and what of them may stay."""
_NAMING = {"absPath", "attachedTemplate", "fileSharing", "userInfo"}
"""Elements of the settings of a workbook or a document that hold names or folders of somebody's computer."""
_SETTINGS = {"xl/workbook.xml", "word/settings.xml"}
_COMMENTS = re.compile(r"(?:word|xl)/(?:.*/)?\w*comments?\w*\.xml|xl/persons/.*\.xml", re.IGNORECASE)
_CHANGES = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ >]")
_REVISIONS = re.compile(r"xl/revisions/", re.IGNORECASE)
_SAFE_LINK = re.compile(r"https?://|mailto:|#", re.IGNORECASE)


def clean_office(content: bytes, ending: str) -> CleanFile:
    """The file, each part as it was but for what names its makers.

    Args:
        content: the file.
        ending: `.docx` or `.xlsx`.

    Raises:
        RefusedFileError: when it is no such file, could run or fetch something, or holds comments or tracked changes.
    """
    why = why_refused(content, _KINDS[ending], ending, parts=MOST_PARTS)
    if why:
        raise RefusedFileError(why)
    made = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
            names = [part.filename for part in parts.infolist() if not part.is_dir()]
            if len(names) != len(set(names)):
                raise RefusedFileError("holds a part twice; save it anew")
            for name in names:
                part = _cleaned(name, parts.read(name))
                packed.writestr(zipfile.ZipInfo(name, _FIRST), part, zipfile.ZIP_DEFLATED)
    except (etree.XMLSyntaxError, ValueError) as error:
        if isinstance(error, RefusedFileError):
            raise
        raise RefusedFileError(f"is damaged ({type(error).__name__}); save it anew") from None
    return CleanFile(made.getvalue())


def _cleaned(name: str, part: bytes) -> bytes:
    """A part as it is published."""
    if _COMMENTS.fullmatch(name) and b"<" in part and _has_comments(part):
        raise RefusedFileError("holds comments; delete them all, and save it anew")
    if _REVISIONS.match(name) or (name.startswith("word/") and name.endswith(".xml") and _CHANGES.search(part)):
        raise RefusedFileError("holds tracked changes; accept or reject them all, and save it anew")
    if name.endswith(".rels"):
        _check_links(part)
    if name in _KEPT:
        root = _tree(part)
        for child in list(root):
            if not isinstance(child.tag, str) or etree.QName(child).localname not in _KEPT[name]:
                root.remove(child)
        return _written(root)
    if name in _SETTINGS:
        root = _tree(part)
        _remove(root, (one for one in root.iter() if isinstance(one.tag, str)))
        return _written(root)
    return without_metadata(part)


def _has_comments(part: bytes) -> bool:
    return any(isinstance(one.tag, str) for one in _tree(part))


def _check_links(part: bytes) -> None:
    """Only links that a reader follows may lead out of the file; templates and pictures from elsewhere are fetched."""
    for link in _tree(part):
        if link.get("TargetMode") == "External":
            if not link.get("Type", "").endswith("/hyperlink"):
                what = link.get("Type", "").rpartition("/")[2] or "something"
                raise RefusedFileError(f"fetches something from elsewhere ({what}); put it into the file itself")
            if not _SAFE_LINK.match(link.get("Target", "")):
                raise RefusedFileError(
                    f'has a link to "{link.get("Target", "")[:60]}", which leads nowhere for others; take it out'
                )


def _remove(root: etree._Element, elements: Iterable[etree._Element]) -> None:
    for element in list(elements):
        parent = element.getparent()
        if parent is not None and etree.QName(element).localname in _NAMING:
            parent.remove(element)


def _tree(part: bytes) -> etree._Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
