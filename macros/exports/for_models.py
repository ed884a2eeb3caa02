"""`llms.txt`: what a program that reads for somebody should know of the site, by the proposal of llmstxt.org.

A title, a line of what it is, what to mind, and links by section. It leads to whole lists and to the files for programs
rather than to pages, and says what a careful reader minds: that a working definition may be nobody's agreement.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.exports.places import Places
from macros.render.listings import index_path

LLMS = "llms.txt"
_MIND = (
    "Cite the entry and its address; for a fact, cite the source that the entry names.",
    "A definition's status says whether any group has agreed its wording; each organisation's own definition is apart.",
    "What is marked as the editors' reading is theirs. What no source says is left out, and not known to be untrue.",
    "The text is under CC BY 4.0.",
)
_FILES = (
    ("records.json", "every entry with everything it says, and a JSON Schema for each type beside it"),
    ("practices.csv", "practices as a table with HXL tags"),
    ("actions.csv", "follow-up actions with owner, day and status"),
    ("who-is-where.csv", "organisations by country and focus area, with the entries that say so"),
    ("glossary.ttl", "definitions as SKOS, each organisation's own with its source"),
    ("references.json", "sources as CSL-JSON"),
    ("feed.xml", "what is new, as Atom"),
)


def llms_text(places: Places) -> str:
    """The whole file; links lead from the root of the site where nobody knows its address."""
    return "\n".join(_lines(places)) + "\n"


def _lines(places: Places) -> Iterator[str]:
    graph = places.graph
    yield from (f"# {_plain(graph.settings.name)}", "", f"> {_plain(graph.settings.description)}", "")
    yield from (f"- {line}" for line in _MIND)
    yield from ("", "## Entries", "")
    for name, records in graph.by_type.items():
        path = index_path(graph, name)
        if path and records and not records[0].directory:
            about = f"{graph.kinds.counted(name, len(records))}. {graph.kinds.purpose(name)}"
            yield f"- [{_plain(graph.kinds.plural(name))}]({places.at(path)}): {_plain(about)}"
    yield from ("", "## Data", "")
    yield from (f"- [{name}]({places.at(f'data/{name}')}): {about}" for name, about in _FILES)
    yield from ("", "## Optional", "")
    for name, records in graph.by_type.items():
        path = index_path(graph, name)
        if path and records and records[0].directory:
            about = f"{graph.kinds.counted(name, len(records))}. {graph.kinds.purpose(name)}"
            yield f"- [{_plain(graph.kinds.plural(name))}]({places.at(path)}): {_plain(about)}"


def _plain(text: str) -> str:
    """On one line, and without what would end a link."""
    return " ".join(text.split()).replace("[", "(").replace("]", ")")
