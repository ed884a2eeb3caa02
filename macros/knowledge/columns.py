"""The tables that other programs read: each column with its HXL tag, where its value stands in a record, its meaning.

One description for all who need it: `macros.exports.tables` writes CSV files from it, the author macro `export_columns`
the table of their documentation. Tags are those of HXL 1.1; `+list` says that a cell may hold several values between
bars, and libhxl takes them apart. Nothing here names a person or a way to reach one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Way = Literal["as it is", "words", "title", "code", "label"]
"""How a value is shown: as the entry has it; Markdown as plain words; an id by its entry's title; a country by its
ISO 3166-1 alpha-3 code; a value of a controlled list by its label in the language of the site."""
LISTED = " | "
"""Stands between several values in one cell."""


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    name: str
    """Its head."""
    tag: str
    """Its HXL hashtag with attributes."""
    path: str
    """Where its value stands: dotted names of fields as in `records.json`; those of `MADE` are worked out."""
    meaning: str
    way: Way = "as it is"

    @property
    def several(self) -> bool:
        """Whether a cell can hold more than one value."""
        return "+list" in self.tag


@dataclass(frozen=True)
class Table:
    """A file with one row for each entry of a type, or for each item of a field of these."""

    file: str
    """Its name, in `data/` of the site."""
    type_name: str
    items: str
    """Field whose items are the rows; empty where the entries themselves are."""
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """Its name without what says that it is CSV."""
        return self.file.removesuffix(".csv")

    @property
    def worked_out(self) -> bool:
        """Whether its rows stand in no entry, and so not in `records.json`: these tables are written as JSON too."""
        return self.type_name == PRESENCES


MADE = {
    "$id": "the id of the entry; for an item with # and its own id",
    "$page": "address of the page, with the place on it; inside the site where nothing says where that is published",
    "$modified": "day of the last change of substance: `updated`, else `added`",
    "$due_by_rule": "`actions.due`, else the day that follows from `actions.due_note` by rule",
    "$row": "ids of the entry, the organisation, the country and the focus area, and the role, with / between",
    "$doing": "the role, or what the field says: `implementers`, `partners.role`; of a group `members.role`",
    "$entry": "id of the entry that an item stands in",
    "$entry_title": "title of the entry that an item stands in",
    "$entry_countries": "`countries` of the entry that an item stands in",
}
"""Paths that are no fields, and what stands there."""

_PRACTICES = (
    Column("id", "#meta+id", "$id", "Stable id of the practice."),
    Column("page", "#meta+url", "$page", "Where it can be read."),
    Column("modified", "#date+updated", "$modified", "Day of its last change of substance."),
    Column("title", "#activity+name", "title", "Title."),
    Column("summary", "#description", "summary", "What it is, in up to 250 words."),
    Column("language", "#meta+language", "language", "Language of the entry, a BCP 47 tag."),
    Column("status", "#status+entry+code", "status", "Where the entry stands; value of a controlled list."),
    Column("evidence", "#status+evidence+code", "validation_level", "How far its evidence carries; value of a list."),
    Column("evidence_label", "#status+evidence+name", "validation_level", "The same in words.", "label"),
    Column("countries", "#country+code+v_iso3+list", "countries", "Countries, ISO 3166-1 alpha-3.", "code"),
    Column("country_names", "#country+name+list", "countries", "The same by name.", "title"),
    Column("area", "#loc+name", "area", "Region, towns or settlements, in words."),
    Column("start", "#date+start", "started", "First day, as much as a source gives: a year, a month or a day."),
    Column("end", "#date+end", "ended", "Last day, likewise."),
    Column("implementers", "#org+impl+name+list", "implementers", "Organisations and groups that led it.", "title"),
    Column("partners", "#org+partner+name+list", "partners.organisation", "Organisations that took part.", "title"),
    Column("sectors", "#sector+code+list", "sectors", "Sectors; values of a list."),
    Column("sector_names", "#sector+name+list", "sectors", "The same in words.", "label"),
    Column("levels", "#modality+name+list", "intervention_levels", "Levels at which it works.", "label"),
    Column("dimensions", "#subsector+dimension+name+list", "dimensions", "Dimensions that it touches.", "label"),
    Column("focus_areas", "#subsector+focus+name+list", "focus_areas", "Focus areas.", "label"),
    Column("target_groups", "#beneficiary+name+list", "target_groups", "People it is for.", "label"),
    Column("sdg_targets", "#indicator+sdg+code+list", "sdg_targets", "Targets of the SDGs that a source names."),
    Column("sources", "#meta+source+id+list", "sources.source", "Ids of the documents that it rests on."),
)
_ACTIONS = (
    Column("id", "#meta+id", "$id", "Stable id of the action: that of the meeting, # and its own."),
    Column("page", "#meta+url", "$page", "Where it can be read."),
    Column("modified", "#date+updated", "$modified", "Day of the last change of the meeting's entry."),
    Column("action", "#activity+name", "text", "What is to be done.", "words"),
    Column("meeting", "#event+code", "$entry", "Id of the meeting that it comes from."),
    Column("meeting_title", "#event+name", "$entry_title", "Title of the meeting."),
    Column("countries", "#country+code+v_iso3+list", "$entry_countries", "Where the meeting took place.", "code"),
    Column("owners", "#org+impl+name+list", "owners", "Organisations and groups that do it.", "title"),
    Column("owner_note", "#org+impl+role", "owner", "Role or office, in the words of the source; never a person."),
    Column("due", "#date+due", "due", "Day by which it should be done."),
    Column("due_by_rule", "#date+due+derived", "$due_by_rule", "The same; where there are words only, by rule."),
    Column("due_note", "#description+due", "due_note", "What the source says about timing."),
    Column("status", "#status+code", "status", "Where it stands; value of a list."),
    Column("status_label", "#status+name", "status", "The same in words.", "label"),
    Column("status_on", "#date+reported", "status_on", "When the status was last known."),
    Column("evidence", "#description+evidence", "evidence", "What shows that it is done."),
    Column("reason", "#description+reason", "reason", "Why it was dropped or is blocked."),
    Column(
        "follows_from", "#meta+origin+id+list", "follows_from", "Agreements or recommendations that it carries out."
    ),
    Column("led_to", "#meta+outcome+id+list", "led_to", "Ids of the entries that came of it."),
)
_PRESENCES = (
    Column("id", "#meta+id", "$row", "What the row is about, so that it stands once."),
    Column("organisation", "#org+name", "organisation", "Organisation, or a group that acts as one.", "title"),
    Column("organisation_id", "#org+id", "organisation", "Its id in this library."),
    Column(
        "country", "#country+code+v_iso3", "country", "ISO 3166-1 alpha-3; empty where no country is named.", "code"
    ),
    Column("country_name", "#country+name", "country", "The same by name.", "title"),
    Column("focus_area", "#subsector+focus+code", "area", "Focus area; value of a list."),
    Column("focus_area_label", "#subsector+focus+name", "area", "The same in words.", "label"),
    Column("does", "#org+role", "$doing", "What it did or is there."),
    Column("entry", "#meta+origin+id", "$id", "Id of the entry that says so."),
    Column("entry_title", "#activity+name", "$entry_title", "Its title."),
    Column("page", "#meta+url", "$page", "Where it can be read."),
    Column("modified", "#date+updated", "$modified", "Day of its last change of substance."),
)
PRESENCES = "$presences"
"""Stands for a type in the table whose rows are who is where."""
TABLES: Mapping[str, Table] = {
    table.file: table
    for table in (
        Table("practices.csv", "practice", "", _PRACTICES),
        Table("actions.csv", "workshop", "actions", _ACTIONS),
        Table("who-is-where.csv", PRESENCES, "", _PRESENCES),
    )
}
"""Every table by the name of its file."""
