"""An entry in the words of schema.org, for search engines: what kind of thing it is, and its plainest facts.

Types answer what they are (`macros.model.thing`); `tests/render/test_linked_data.py` holds which property belongs to
which type of schema.org.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from macros.knowledge.graph import Graph
from macros.knowledge.markup import plain_words
from macros.model.beside import AttachedFile
from macros.model.record import Record

_CONTEXT = "https://schema.org"
_WORKS = {"Article", "HowTo"}
"""Types of which other files can be parts; all can have pictures."""
_STEP = re.compile(r"^\d+\.[ ]+(.+(?:\n(?!\d+\.[ ]|\n).+)*)", re.MULTILINE)
"""An item of a numbered list, with the lines that go on."""
_LONGEST = 300
"""Characters of a description: what a result of a search engine shows, and some more."""


def linked_data(graph: Graph, record: Record) -> str:
    """What is said of an entry, as JSON; without its address, which only the site knows. Empty for nothing."""
    thing = record.thing()
    if thing is None:
        return ""
    about = {} if "headline" in thing.facts else {"name": record.title}
    return _as_json(
        {
            "@context": _CONTEXT,
            "@type": thing.type,
            **about,
            **thing.facts,
            "description": _short(record.summary),
            "alternateName": list(thing.names),
            **{name: _named(graph, "Organization", ids) for name, ids in thing.organisations.items()},
            "location": _place(graph, thing.place, thing.countries),
            "inDefinedTermSet": {"@type": "DefinedTermSet", "name": graph.settings.name} if thing.in_set else None,
            "image": [_media("ImageObject", one, "caption") for one in graph.files(record.id) if one.is_picture],
            "associatedMedia": [
                _media("MediaObject", one, "name")
                for one in graph.files(record.id)
                if not one.is_picture and thing.type in _WORKS
            ],
            "step": [{"@type": "HowToStep", "text": _short(plain_words(step))} for step in _STEP.findall(thing.steps)],
        }
    )


def _media(kind: str, one: AttachedFile, called: str) -> dict[str, str]:
    return {"@type": kind, "contentUrl": f"../{one.address}", called: one.said.title}


def with_address(data: str, address: str) -> str:
    """The same with the address of its page, ready to stand in one: no text in it can end the element around it."""
    said = json.loads(data)
    for media in (*said.get("image", ()), *said.get("associatedMedia", ())):
        media["contentUrl"] = urljoin(address, media["contentUrl"])
    return _as_json({**said, "url": address}).replace("<", "\\u003c")


def _as_json(said: Mapping[str, Any]) -> str:
    kept = {key: value for key, value in said.items() if value not in (None, "", [])}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _named(graph: Graph, kind: str, ids: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"@type": kind, "name": graph.records[id].title} for id in ids]


def _place(graph: Graph, words: str | None, countries: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"@type": "Place", "name": words}] if words else _named(graph, "Country", countries)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: words.rfind(" ", 0, _LONGEST)] + " …"
