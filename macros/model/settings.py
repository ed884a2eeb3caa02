"""Settings of one community: `data/site.yml`. Everything another community changes without Python."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from macros.model.fields import (
    VALUE_PATTERN,
    Count,
    Day,
    Id,
    LanguageTag,
    Line,
    Months,
    Size,
    WebAddress,
    YesNo,
    reference,
)
from macros.model.record import Part

PATH = "data/site.yml"
PUBLISHED_PATH = "data/published.txt"
"""The list of published addresses; see `macros.render.published`."""
REDIRECTS_PATH = "data/redirects.yml"
COUNTRIES, GROUPS, LANGUAGES, TYPES, YEARS = "countries", "groups", "languages", "types", "years"
"""What readers can find entries by beside controlled lists; no list may have such a name."""


OLD_PAGE_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*$"
OldPage = Annotated[str, StringConstraints(pattern=OLD_PAGE_PATTERN, max_length=200)]
"""Address of a page that is gone, `practices/old-id`: inside the site, and nowhere else."""


TermId = Annotated[str, StringConstraints(pattern=VALUE_PATTERN, max_length=80)]
"""A value of a controlled list."""
FilterName = Literal["types", "languages", "years"]
"""What the explorer narrows by that is no list and has no words of its own elsewhere."""


class TypeWords(Part):
    """What this community calls entries of a type."""

    label: Line = Field(description="One entry.")
    label_plural: Line = Field(description="Several.")
    purpose: Line | None = Field(None, description="One sentence.")
    way: Line | None = Field(None, description="What readers do with them, on the home page: `Find a practice`.")
    way_lead: Line | None = Field(None, description="What they will find, in one line below it.")


class PackRule(Part):
    """An offline pack of this community's own choice: what fits every condition that is given."""

    id: Id = Field(description="Name in the file's name.")
    title: Line = Field(description="What readers see.")
    summary: Line | None = Field(None, description="Whom it is for.")
    types: tuple[Line, ...] = Field((), description="Types of entries, `definition` for instance.")
    terms: dict[Id, Annotated[tuple[Line, ...], Field(min_length=1)]] = Field(
        {}, description="Controlled list to values, any of which an entry carries: `sectors: [health]`."
    )
    countries: tuple[Annotated[str, reference("country", role="in the pack")], ...] = Field(
        (), description="Countries, any of which an entry is about."
    )
    languages: tuple[LanguageTag, ...] = Field((), description="Languages of the entries.")
    entries: tuple[Annotated[str, reference(role="in the pack")], ...] = Field(
        (), description="Entries that are in it whatever the conditions say."
    )
    most_bytes: Size | None = Field(None, description="Largest size of the file, where the general one doesn't fit.")


MAILBOX_PATTERN = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
FORM_PLACES = ("id", "title", "address")
"""What stands in braces in the address of a form, and is filled in."""
_PLACEHOLDER = re.compile(r"(?:^|[@./])example\.(?:com|net|org)(?:[/:?#]|$)", re.IGNORECASE)


def is_placeholder(address: str) -> bool:
    """Whether an address was copied from an example and leads nowhere."""
    return bool(_PLACEHOLDER.search(address))


def _no_placeholder(value: str) -> str:
    if is_placeholder(value):
        raise PydanticCustomError("bad_link", "this stands in for an address; write a real one, or leave the line out")
    return value


def _mailbox(value: str) -> str:
    if not re.fullmatch(MAILBOX_PATTERN, value):
        raise PydanticCustomError("bad_link", "write a mailbox: a name, @ and a host, without mailto:")
    return _no_placeholder(value)


def _form_address(value: str) -> str:
    unknown = [name for name in re.findall(r"\{(.*?)\}", value) if name not in FORM_PLACES]
    if unknown or not value.startswith("https://"):
        why = "write an address that begins with https://; {id}, {title} and {address} in it are filled in"
        raise PydanticCustomError("bad_link", why)
    return value


class ContributionSettings(Part):
    """Where readers write to: a form, or a mailbox."""

    mailbox: Annotated[str, StringConstraints(max_length=200), AfterValidator(_mailbox)] | None = Field(
        None, description="Mailbox of the editors: of their role, not of a person."
    )
    form: Annotated[WebAddress, AfterValidator(_form_address), AfterValidator(_no_placeholder)] | None = Field(
        None,
        description="Address of a form on the web; `{id}`, `{title}` and `{address}` in it become those of the entry.",
    )


PUBLIC_KEY_PATTERN = r"^RW[A-Za-z0-9+/]{54}$"


class BundleSettings(Part):
    """What is made for reading without a network."""

    by: tuple[Id, ...] | None = Field(
        None,
        description="Controlled lists that give a pack for each value; also `countries`, `groups`, `languages`. "
        "When left out: the lists of `browse`, `groups` and `languages`.",
    )
    smallest: Size = Field(5, description="Entries from which a value gets a pack; the directory doesn't count.")
    stale_after: Count = Field(180, description="Days after which a copy says that it is old.")
    library_bytes: Size = Field(3_000_000, description="Bytes that the whole library should take as a file.")
    pack_bytes: Size = Field(1_500_000, description="Bytes that any other pack should take.")
    single_bytes: Size = Field(2_000_000, description="Bytes that any pack should take as one HTML file.")
    file_bytes: Size = Field(
        500_000,
        description="Bytes of a picture or an attachment that packs hold; of a larger one they hold a link.",
    )
    picture_bytes: Size = Field(60_000, description="Bytes of a picture that a single HTML file holds.")
    packs: tuple[PackRule, ...] = Field((), description="Further packs.")
    public_keys: tuple[Annotated[str, StringConstraints(pattern=PUBLIC_KEY_PATTERN)], ...] = Field(
        (), description="minisign public keys with which this community signs, newest first."
    )


class FileSettings(Part):
    """What entries may carry beside them."""

    most_bytes: Size = Field(5_000_000, description="Bytes of a picture or an attachment, as it is given.")
    most_pixels: Size = Field(50_000_000, description="Points of a picture, as it is given: width times height.")


class Settings(Part):
    """The community's own choices."""

    name: Line = Field(description="Name of the library.")
    tagline: Line = Field(description="What it is, in one sentence.")
    description: Line = Field(description="For search engines and previews.")
    language: LanguageTag = Field("en", description="Language of the site.")
    editors: Annotated[str, reference("group", "organisation", role="editor of the library")] = Field(
        description="Group that keeps the library, by id."
    )
    review_every: Months = Field(12, description="Months between reviews, for entries that don't say.")
    page_size: Count = Field(60, description="Entries on one index page, 200 at most.")
    key_term: Id | None = Field(None, description="The definition that `definition_card()` shows when none is named.")
    featured: tuple[Annotated[str, reference(role="shown on the home page")], ...] = Field(
        (), description="Entries that the editors show on the home page, in this order."
    )
    browse: tuple[Id, ...] = Field(
        (), description="Lists to browse by that come first, in this order; `countries` stands for the countries."
    )
    explore: tuple[Id, ...] = Field(
        (),
        description="Filters of the explorer that come first, in this order: lists to browse by, `countries`, "
        "`types`, `languages`, `years`; the order of `browse` when left out.",
    )
    filters: dict[FilterName, Line] = Field(
        {}, description="Names of the filters `types`, `languages` and `years`, where the built-in ones don't fit."
    )
    bundles: BundleSettings = Field(BundleSettings(), description="Offline packs.")
    files: FileSettings = Field(FileSettings(), description="Pictures and attachments of entries.")
    contribute: ContributionSettings = Field(ContributionSettings(), description="Where readers write to.")
    public_levels: tuple[TermId, ...] = Field(
        ("low",), description="Levels of sensitivity that may be published; see the list `sensitivity-levels`."
    )
    types: dict[str, TypeWords] = Field({}, description="Words for the types, where the built-in ones don't fit.")
    offline: YesNo = Field(False, description="Whether readers may keep the published site in their browser.")


class Redirects(Part):
    """Ids that entries once had, and where they lead now; and entries that are gone."""

    redirects: dict[OldPage, Id] = Field(
        {}, description="Old page (`practices/old-id`) to the id of the entry that replaces it."
    )
    withdrawn: dict[OldPage, Day] = Field(
        {},
        description="Page of an entry that was withdrawn (`practices/old-id`) to the day; nothing else is said there.",
    )
