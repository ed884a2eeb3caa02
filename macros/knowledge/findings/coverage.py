"""Findings about what the library itself lacks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from dateutil.relativedelta import relativedelta

from macros.knowledge.facets import places
from macros.knowledge.findings.finding import Finding
from macros.knowledge.graph import Graph
from macros.model.definition import Definition
from macros.model.gap import Gap
from macros.model.guidance import Guidance
from macros.model.registry import record_types

_SHORT_FORM = re.compile(r"(?<![\w/.-])[A-Z][A-Z&]{1,6}[A-Z](?![\w/-]|\.\w)")
"""Three to eight capitals, as a word of their own."""
MENTIONED = 3
"""Entries that use a short form before it needs an explanation."""
_SETTLED = ("agreed", "superseded")
_TRIED = ("practice", "lesson")


def unagreed_definitions(graph: Graph) -> Iterator[Finding]:
    """Working definitions that no group has agreed to."""
    uses = Counter(term for terms in graph.used_terms.values() for term in terms)
    for record in graph.definitions:
        if record.status not in _SETTLED and not record.harmonised.agreed_by:
            yield Finding("unagreed-definitions", record.id, record.owner, facts=(record.status, str(uses[record.id])))


def undefined_terms(graph: Graph) -> Iterator[Finding]:
    """Short forms in the texts of several entries that are no name of anything in the library."""
    known = _known_names(graph)
    users: dict[str, list[str]] = defaultdict(list)
    for record in graph.records.values():
        if not record.directory:
            words = {word for text in graph.texts(record) for word in _SHORT_FORM.findall(text)}
            for word in sorted(words):
                if word not in known:
                    users[word].append(record.id)
    for word, ids in sorted(users.items(), key=lambda found: (-len(found[1]), found[0])):
        if len(ids) >= MENTIONED:
            yield Finding("undefined-terms", word, None, facts=(str(len(ids)), *ids[:MENTIONED]))


def _known_names(graph: Graph) -> set[str]:
    """Words that stand in a name of an entry: the short form of an organisation, its title, a name of a definition."""
    names: list[str] = []
    for record in graph.records.values():
        names += [record.title, record.listed_as(), *(name.text for name in record.known_as())]
        names += [name.text for name in record.names] if isinstance(record, Definition) else []
    for known in graph.vocabularies.values():
        names += [label for term in known.terms for label in (*term.label.values(), term.definition or "")]
    return {word for name in names for word in _SHORT_FORM.findall(name)} | {"US", "USD", "EUR", "GBP"}


def guidance_without_practice(graph: Graph) -> Iterator[Finding]:
    """Guidance notes that rest on no practice and no lesson."""
    for record in graph.by_type.get("guidance", ()):
        if isinstance(record, Guidance):
            kinds = {graph.records[basis.entry.partition("#")[0]].type_name for basis in record.rests_on}
            if not kinds.intersection(_TRIED):
                yield Finding("guidance-without-practice", record.id, record.issued_by or record.owner)


def countries_without_practice(graph: Graph) -> Iterator[Finding]:
    """Countries that meetings were about, where the library knows of nothing that was tried."""
    for record in graph.by_type.get("country", ()):
        belonging = graph.belonging(record.id)
        meetings = belonging.get("workshop", ())
        if meetings and not any(belonging.get(kind) for kind in _TRIED):
            yield Finding("countries-without-practice", record.id, None, tuple(one.id for one in meetings))


def crossings(graph: Graph) -> Iterator[Finding]:
    """Crossings of `data/gaps.yml` that a group asked for, or where somebody looked more than a year ago."""
    for gap in graph.library.gaps:
        if _filled(graph, gap):
            continue
        labels = " × ".join(_label(graph, name, value) for name, value in gap.at.items())
        at = " ".join(f"{name}:{value}" for name, value in sorted(gap.at.items()))
        if gap.asked_for:
            yield Finding("asked-for", f"{gap.type} {at}", gap.asked_for, facts=(labels,))
        elif gap.looked_for and graph.past(gap.looked_for + relativedelta(years=1)):
            yield Finding("looked-long-ago", f"{gap.type} {at}", None, facts=(labels, gap.looked_for.isoformat()))


def _filled(graph: Graph, gap: Gap) -> bool:
    kind = record_types()[gap.type]
    found = [
        {record.id for record in graph.facets[name].entries.get(value, ()) if record.type_name == gap.type}
        for name, value in gap.at.items()
        if places(kind, name)
    ]
    return bool(set.intersection(*found)) if found else False


def _label(graph: Graph, name: str, value: str) -> str:
    return graph.facets[name].label(value) if name in graph.facets else value
