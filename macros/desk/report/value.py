"""A report before any format: sections of tables and lists, in words; links are ids of entries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """What stands in one place of a table."""

    text: str
    node: str = ""
    """The entry or item that it leads to; empty for none."""


@dataclass(frozen=True)
class Table:
    """Rows under heads."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    """What it shows, where its section has several."""


@dataclass(frozen=True)
class Chart:
    """Numbers as bars; `table` says the same."""

    title: str
    bars: tuple[tuple[str, int], ...]
    """Label and number, in the order in which they are drawn."""
    heads: tuple[str, str]
    """What labels and numbers are."""
    told: bool = False
    """Whether a table of its section says the same."""

    @property
    def table(self) -> Table:
        """The same as a table."""
        return Table(self.heads, tuple((Cell(label), Cell(str(number))) for label, number in self.bars), self.title)

    @property
    def most(self) -> int:
        """The longest bar."""
        return max((number for _, number in self.bars), default=0)


@dataclass(frozen=True)
class Section:
    """One part of a report."""

    id: str
    title: str
    lead: str = ""
    """A sentence above the tables; where there are none, that there is nothing."""
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    points: tuple[tuple[str, tuple[Cell, ...]], ...] = ()
    """Points of an agenda: what it is, and the entries behind it."""
    paragraphs: tuple[str, ...] = ()
    """Further text below the lead."""

    @property
    def empty(self) -> bool:
        """Whether it has nothing but its lead."""
        return not (self.tables or self.charts or self.points or self.paragraphs)

    @property
    def all_tables(self) -> tuple[Table, ...]:
        """Its tables, and those of charts that no table tells: for formats without pictures."""
        return (*(chart.table for chart in self.charts if not chart.told), *self.tables)


@dataclass(frozen=True)
class Report:
    """A whole report."""

    title: str
    library: str
    scope: tuple[tuple[str, str], ...]
    """What it covers: name and value."""
    sections: tuple[Section, ...]
    day: str
    """The day for which it was made, in words."""
    as_of: str
    """A sentence that says so, and where everything comes from."""
    contents: str
    """What the list of its sections is called."""
    language: str
