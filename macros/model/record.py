"""The base of every record, and what types are allowed to vary."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, ClassVar, NamedTuple

from pydantic import Field

from macros.load.document import Location
from macros.model.citation import Citation as Citation
from macros.model.entry_file import FILE_RULES, EntryFile
from macros.model.fields import Day, Id, LanguageTag, Line, Markdown, Months, Summary, Title, reference, term
from macros.model.part import Part as Part
from macros.model.reviews import RULES as REVIEW_RULES
from macros.model.reviews import Review
from macros.model.rules import Rule, broken
from macros.model.sensitivity import Sensitivity
from macros.model.thing import Thing
from macros.words import N_


@dataclass(frozen=True)
class Section:
    """A heading that a Markdown entry of a type may have."""

    key: str
    heading: str
    """The words of the heading in the entry and on the page."""
    help: str
    """What belongs there; shown to contributors."""
    required: bool = False
    asked: bool = True
    """Whether a page says when it is missing; not for what only an editor could add."""


class Broken(NamedTuple):
    """A rule of a type that a record breaks."""

    location: Location
    message: str
    code: str


class SecondPage(NamedTuple):
    """A page for what would make a record's own page too long."""

    ending: str
    """How its address ends, after the record's id; `macros.model.entry_name` keeps it free."""
    title: str
    """What stands there: `all definitions`."""


class Shown(NamedTuple):
    """When something was, as cards show it."""

    date: str | None = None
    note: str | None = None
    """Words in its place, where the source gives no date."""


class Way(NamedTuple):
    """How the home page leads readers to the entries of a type."""

    title: str
    """What they do there: `Find a practice`."""
    lead: str
    """What they will find, in one line."""
    beside: tuple[str, ...] = ()
    """Types that are counted along."""


class KnownAs(NamedTuple):
    """A name of what a record is about."""

    text: str
    language: str
    """BCP 47 tag; `mul` for acronyms, which are no words of a language."""


class Moves(NamedTuple):
    """The values that a status has had, oldest first, each with its place; the last is that of today."""

    vocabulary: str
    steps: tuple[tuple[Location, str], ...]


class Doing(NamedTuple):
    """What an organisation does in an entry."""

    by: str
    """Id of the organisation, or of a group."""
    words: str
    """A message; empty where a controlled list says it."""
    vocabulary: str = ""
    value: str = ""


class Record(Part):
    """What every record has. Types add their own fields, sections and rules."""

    type_name: ClassVar[str] = ""
    """Name of the type; empty for bases."""
    plural: ClassVar[str] = ""
    label: ClassVar[str] = ""
    """What readers call one entry: `Good practice`."""
    label_plural: ClassVar[str] = ""
    purpose: ClassVar[str] = ""
    """One sentence: what an entry of this type is for."""
    folder: ClassVar[str] = ""
    """Where entries lie, relative to the root; its last part is the folder of their pages."""
    ending: ClassVar[str] = ".yml"
    order: ClassVar[int] = 0
    """Place among the types, in navigation and lists."""
    directory: ClassVar[bool] = False
    """True for types that only collect what points at them (organisations, sources, countries)."""
    sections: ClassVar[tuple[Section, ...]] = ()
    """Headings of the Markdown body; empty for YAML types."""
    way: ClassVar[Way | None] = None
    """How the home page leads there; None for types that are looked up from elsewhere."""
    uses_title: ClassVar[str] = "Where it is used"
    """Heads the list of entries that lead to one."""
    counted: ClassVar[tuple[tuple[str, str, str], ...]] = ()
    """Fields whose items are counted beside the entries, each with the word for one and for several."""
    badge: ClassVar[str] = ""
    """Field whose controlled value stands on cards and in lists; empty for none."""
    finding: ClassVar[str] = ""
    """Controlled list whose values say what an entry found, for maps of the evidence; empty for none."""
    first: ClassVar[tuple[str, ...]] = ()
    """Fields that a form asks first, beside those that are required: what says most to whoever reads it."""
    checks: ClassVar[tuple[Rule, ...]] = (
        Rule("summary", ("more words", "summary", 250), N_("has %(found)s words; 250 at most"), "too-long"),
        *FILE_RULES,
        *REVIEW_RULES,
    )
    """Rules that span several fields, or all of a field. Types add theirs."""
    above: ClassVar[str] = ""
    """Field that leads to what stands above an entry, where only a hierarchy makes sense; empty for none."""

    @classmethod
    def index_file(cls) -> str:
        """The page that lists the entries, written by maintainers; relative to the root."""
        return f"docs/{PurePosixPath(cls.folder).name}/index.md"

    id: Id = Field(description="Same as the file name; never changes its meaning.")
    title: Title = Field(description="Up to 100 characters.")
    summary: Summary = Field(description="Plain text, up to 250 words; shown on cards and in previews.")
    language: LanguageTag = Field("en", description="Language of the entry, for example: French (`fr`).")
    status: Annotated[str, term("entry-status")] = Field("published", description="Where the entry stands.")
    owner: Annotated[str, reference("organisation", "group", role="kept by it")] | None = Field(
        None, description="Organisation or group that keeps the entry, never a person."
    )
    added: Day = Field(description="Day the entry entered the library.")
    updated: Day | None = Field(None, description="Day of the last change of substance.")
    last_reviewed: Day | None = Field(
        None, description="Day of the last review, where nothing else is known of it; `reviews` say more."
    )
    reviews: tuple[Review, ...] = Field(
        (), description="Who reviewed it in which role, when, and what came of it, the oldest first."
    )
    review_every: Months | None = Field(None, description="Months between two reviews.")
    files: tuple[EntryFile, ...] = Field(
        (), description="Pictures and attachments that lie beside the entry, in a folder with its name."
    )
    sensitivity: Sensitivity | None = Field(
        None,
        description="Who cleared the entry for publication, where somebody had to be asked; most entries need none.",
    )
    sources: tuple[Citation, ...] = Field((), description="What the entry rests on, in the order of first use.")
    see_also: tuple[Annotated[str, reference(role="points to it")], ...] = Field(
        (), description="Entries that a reader should see next."
    )
    unlinked_terms: tuple[Line, ...] = Field(
        (), description="Defined terms that mean something else here and must not be linked."
    )
    search_words: tuple[Line, ...] = Field(
        (), description="Everyday words that readers may type and the text doesn't use; found, and not shown."
    )
    body: dict[str, Markdown] = Field({}, description="Markdown sections by key; comes from the text below the fields.")

    @classmethod
    def said_by_title(cls, language: str) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
        """What a title says by itself, for forms to fill in: fields, and their values by titles in a language."""
        return (), {}

    def rules(self) -> Iterator[Broken]:
        """What this record breaks of the rules of its type; types extend it by what no rule can say as data."""
        for rule in self.checks:
            for location, message in broken(rule, self):
                yield Broken(location, message, rule.code)

    @property
    def reviewed_on(self) -> datetime.date | None:
        """Day on which somebody last compared it with its sources; None when nobody is known to have."""
        return self.reviews[-1].on if self.reviews else self.last_reviewed

    def listed_as(self) -> str:
        """What lists call it, and sort it by."""
        return self.title

    def main_result(self) -> Part | None:
        """The one result to show where there is room for one: a part with `text` and `kind`."""
        return None

    def dates(self) -> tuple[str, ...]:
        """First and last date of what it is about, whole or partial, as far as they are known."""
        return ()

    def shown_date(self) -> Shown:
        """When it was, for types whose cards say so."""
        return Shown()

    def steps(self) -> Iterator[tuple[str, str]]:
        """(what came, what it came from) for each step from sources to outcomes that it states.

        Both are ids, `record` or `record#item`.
        """
        return iter(())

    def evidence(self) -> int:
        """How strong its evidence is, as a number that only serves to sort; unless a type knows more, its sources."""
        return min(len(self.sources), 99)

    def second_page(self) -> SecondPage | None:
        """Its second page, where one would be too long; `records/<type>-more.html` is the template."""
        return None

    def on_second_page(self, item: str) -> bool:
        """Whether an item stands in full on the second page, and on the first as a line that leads there."""
        return False

    def thing(self) -> Thing | None:
        """What it is in the words of schema.org: something to read, unless its type says more, or nothing."""
        changed = self.updated.isoformat() if self.updated else None
        facts = {"headline": self.title, "datePublished": self.added.isoformat(), "dateModified": changed}
        return Thing("Article", facts, {"publisher": (self.owner,) if self.owner else ()})

    def known_as(self) -> Iterator[KnownAs]:
        """Names beside the title by which readers may look for it."""
        return iter(())

    def status_moves(self) -> Iterator[Moves]:
        """How each status came about, where the entry tells it."""
        return iter(())

    def doings(self) -> Iterator[Doing]:
        """What organisations do where the entry's countries are: who is where comes from these."""
        return iter(())

    def items(self) -> Iterator[tuple[Location, str, str]]:
        """Parts with an id of their own that others may refer to: (location, id, text)."""
        return iter(())

    def item_at(self, location: str) -> str:
        """Id of the innermost item that a dotted place lies in; empty for none."""
        around = [(place[:-1], id) for place, id, _ in self.items()]
        found = [(len(place), id) for place, id in around if location.startswith(".".join(map(str, place)) + ".")]
        return max(found, default=(0, ""))[1]


def end_before_start() -> Rule:
    """A rule that several types share: the end can't lie before the start."""
    message = N_("the end %(ended)s lies before the start %(started)s; correct one of the two")
    return Rule("ended", ("earlier", "ended", "started"), message, "dates-reversed")


def known_sections(sections: tuple[Section, ...]) -> Rule:
    """A rule that several types share: `collector_reading` names sections of the type."""
    known = [section.key for section in sections]
    message = N_("no section has the key '%(value)s'; known are %(known)s")
    wrong = ("not", ("is", ".", *known))
    return Rule(".", wrong, message, "bad-value", each="collector_reading", said={"known": ", ".join(known)})


def needs_source(message: str) -> Rule:
    """A rule that several types share: an entry rests on something."""
    return Rule("sources", ("empty", "sources"), message, "evidence-missing")
