"""Whether a picture in SVG is a drawing and nothing else.

Inside a page a browser runs nothing of an SVG; opened by its own address it is a page of the site without the site's
policy, and would. So what may stand in one is a closed list: shapes, text, colours, and references inside the file.
"""

from __future__ import annotations

import re

from lxml import etree

LARGEST = 1 << 20
"""Bytes of a drawing; a larger one is better a picture of points."""
_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath"),
        *("marker", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern"),
    }
)
_INERT = frozenset(
    {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://purl.org/dc/elements/1.1/",
        "http://creativecommons.org/ns#",
    }
)
"""Namespaces in which programs say who drew it, and when."""
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8["']|us-ascii["'])""", re.IGNORECASE)
_LOADS = re.compile(r"\\|url\((?!\s*['\"]?\s*#)|(?:image|image-set|src|cross-fade)\s*\(", re.IGNORECASE)
"""What in an attribute or a style could load something from elsewhere, or hides what it does."""


def why_no_drawing(raw: bytes) -> str:
    """What in an SVG is more than a drawing, in words; empty where nothing is."""
    if len(raw) > LARGEST:
        return f"it has {len(raw):,} bytes, {LARGEST:,} are allowed"
    if _ENCODING.search(raw):
        return "it is not UTF-8"
    if b"<!ENTITY" in raw:
        return "it defines entities"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(raw.decode("utf-8-sig").encode(), parser)
    except ValueError:
        return "it is not UTF-8"
    except etree.XMLSyntaxError as error:
        return f"it can't be read as XML ({error})"
    if root.tag != f"{{{_SVG}}}svg":
        return "it does not begin with an svg element"
    around = [*root.itersiblings(preceding=True), *root.itersiblings()]
    return next((found for element in (*around, *root.iter()) if (found := _why_no_part(element))), "")


def _why_no_part(element: etree._Element) -> str:
    if isinstance(element, etree._Comment):
        return ""
    where = f"line {element.sourceline}: "
    if not isinstance(element.tag, str):
        return f"{where}an instruction or an entity"
    name = etree.QName(element)
    if not (name.namespace in _INERT or (name.namespace == _SVG and name.localname in _ELEMENTS)):
        return f'{where}"{name.localname}" is no part of a plain drawing'
    if name.localname == "style" and (
        _LOADS.search("".join(map(str, element.itertext()))) or "@" in (element.text or "")
    ):
        return f"{where}the style loads something"
    for attribute, value in ((str(attribute), str(value)) for attribute, value in element.items()):
        known = attribute.rpartition("}")[2].lower()
        if known.startswith("on") or known == "base":
            return f'{where}"{known}" is no part of a plain drawing'
        if known == "href" and not value.strip().startswith("#"):
            return f'{where}"{value[:60]}" leads out of the file'
        if _LOADS.search(value):
            return f'{where}"{known}" loads something'
    return ""
