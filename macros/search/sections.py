"""Finished pages cut into sections: what a search finds is a part of a page, with its anchor.

Reads the HTML that readers get, so that whatever is found stands on the page; what a page says about
others (sources, backlinks, related entries) is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from macros.model.languages import base_language
from macros.model.length import word_count
from macros.render.class_names import OTHERS
from macros.render.reading import PagePart, Runs, read_any
from macros.search.names import LONGEST_NAME, forms_of
from macros.search.words import NAME, name_form, stop_words

FIELDS = {"title": 5.0, "terms": 6.0, "summary": 3.0, "heading": 2.5, "place": 2.0, "body": 1.0, "asked": 2.5}
"""The fields of a section and their boosts.

`title` and `terms` (names, acronyms) stand in a page's first section only; `place` is the page's title,
in its other sections; `asked` (everyday words) is never shown.
"""
PAGE = "page"
"""Kind of the pages that maintainers write."""
ASKED = " · "
"""Between everyday words that are said as one."""
LONGEST_SAID = 2
"""Words of such a saying that are also found as a whole: nobody types a longer one as it stands, unless all of its
words say nothing by themselves."""
FIRST = {"at-a-glance"}
"""Anchors whose words belong to a page's first section."""
SMALL = 8
"""Words below which a section is no hit by itself and joins the one before it."""
BELOW = "\n"
"""In a section's text, between what the entry says itself and what stands beside it."""
_ENDS = (".", "!", "?", ":", ";", "…", "؟", "。")


@dataclass(frozen=True)
class Section:
    """A part of a page with a heading of its own; the first has neither heading nor anchor."""

    anchor: str
    heading: str
    fields: Mapping[str, Runs]
    text: str
    """The body for excerpts: what the entry says itself as one line, then, on a line below, facts and badges."""


@dataclass(frozen=True)
class Entry:
    """What is known of a page beside its content."""

    path: str
    title: str
    kind: str
    """Type of the record (`practice`), or `page`."""
    language: str
    summary: str = ""
    asked: str = ""
    """Words that readers may type and the page doesn't use."""
    names: Runs = ()
    status: str = ""
    """What readers see: `Proposed`."""
    tone: str = ""
    boost: float = 1.0
    """Weight of the page against others, for lunr."""
    whole: bool = False
    """Whether the page is one section, whatever its headings."""
    answer: str = ""
    """Text that answers who asks for the page by its name: a working definition."""
    added: str = ""
    """Day the record entered the library."""
    id: str = ""
    """Id of the record, or the page's path without ending."""
    facts: str = ""
    """What readers choose by, in a line: countries, years, evidence."""


@dataclass(frozen=True)
class SearchPage:
    """A page with its sections, in the order of the page."""

    entry: Entry
    sections: tuple[Section, ...]


@dataclass
class _Joined:
    """A section while parts of the page are put into it."""

    anchor: str
    heading: str
    level: int
    runs: list[tuple[str, str]]
    lines: list[str]
    beside: list[str]

    def words(self) -> int:
        return sum(map(word_count, (*self.lines, *self.beside)))

    def take(self, other: _Joined) -> None:
        """Add another part's words, its heading first."""
        if other.heading and other.words() and other.anchor not in FIRST:
            self.runs.append((other.runs[0][0] if other.runs else "en", other.heading))
        self.runs += other.runs
        self.lines += other.lines
        self.beside += other.beside


def cut(entry: Entry, content: str) -> SearchPage:
    """Cut a page's content into sections: `sectioned` of HTML that nobody has read yet.

    Args:
        entry: what is known of the page.
        content: its finished HTML, without the site's frame.
    """
    return sectioned(entry, read_any(content).parts)


def sectioned(entry: Entry, parts: Sequence[PagePart]) -> SearchPage:
    """Put a page's parts into the sections that a search finds.

    Args:
        entry: what is known of the page.
        parts: what stands below each of its headings, as `macros.render.reading` gives it.
    """
    first, *rest = _told(parts, entry)
    kept = [first]
    for part in rest:
        if entry.whole or part.anchor in FIRST or (part.words() < SMALL and part.level > 2):
            (first if entry.whole or part.anchor in FIRST else kept[-1]).take(part)
        elif part.words():
            kept.append(part)
    return SearchPage(entry, tuple(_section(entry, part, part is first) for part in kept))


def _told(parts: Iterable[PagePart], entry: Entry) -> Iterator[_Joined]:
    """The parts of a page; on a record's, without those that say what other pages say."""
    language = base_language(entry.language)
    skipping = False
    for part in parts:
        if part.level == 2:
            skipping = entry.kind != PAGE and OTHERS.fullmatch(part.anchor) is not None
        if not skipping:
            runs = [(base_language(tag) if tag else language, text) for tag, text in part.runs]
            own: list[str] = []
            beside: list[str] = []
            for place, line in enumerate(part.lines):
                (beside if place in part.beside else own).append(line)
            yield _Joined(part.anchor, part.heading, part.level, runs, own, beside)


def _section(entry: Entry, part: _Joined, first: bool) -> Section:
    language = base_language(entry.language)
    fields: dict[str, Runs] = {"body": tuple(part.runs)}
    if first:
        fields |= {
            "title": ((language, entry.title),),
            "terms": entry.names,
            "summary": ((language, entry.summary),) if entry.summary else (),
            "asked": tuple(_asked(language, entry.asked)),
        }
    else:
        fields |= {"heading": ((language, part.heading),), "place": ((language, entry.title),)}
    lines = [entry.summary, *part.lines] if first and entry.summary else part.lines
    below = BELOW + _joined(part.beside) if part.beside else ""
    return Section(part.anchor, part.heading, fields, _joined(lines) + below)


def _asked(language: str, asked: str) -> Iterator[tuple[str, str]]:
    """Everyday words, and each that is said as one also whole: who types nothing else looks for this page."""
    for said in filter(None, asked.split(ASKED)):
        yield language, said
        forms = forms_of(said)
        says_nothing = stop_words(language).issuperset(forms)
        if 0 < len(forms) <= (LONGEST_NAME if says_nothing else LONGEST_SAID):
            yield NAME, name_form(forms)


def _joined(lines: list[str]) -> str:
    """Blocks as one line, with a dot between those that don't end like sentences."""
    text = ""
    for line in lines:
        text += (" " if text.endswith(_ENDS) else " · ") + line if text else line
    return text
