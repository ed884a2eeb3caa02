"""`references.bib`, `references.ris` and `references.json` (CSL): every source that the library rests on."""

from __future__ import annotations

import json

from macros.knowledge.citing.formats import bibtex, csl, ris
from macros.knowledge.citing.work import Work, Works
from macros.knowledge.graph import Graph
from macros.model.source import Source


def works(graph: Graph) -> list[Work]:
    """The sources as works, by id: an order that no change of a title moves."""
    cited = Works(graph)
    found = [cited.source(record) for record in graph.by_type["source"] if isinstance(record, Source)]
    return sorted(found, key=lambda work: work.id)


def references(graph: Graph) -> dict[str, bytes]:
    """The files by name."""
    known = works(graph)
    return {
        "references.bib": "\n".join(map(bibtex, known)).encode(),
        "references.ris": "\r\n".join(map(ris, known)).encode(),
        "references.json": (json.dumps(list(map(csl, known)), ensure_ascii=False, indent=1) + "\n").encode(),
    }
