"""The sheet of open actions that goes out to whoever took them on: how it is laid out, and what comes back.

It is written by `macros.desk.report.as_sheet`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.giving.action_update import Update, says_so, updated
from macros.giving.draft import Draft
from macros.giving.edit_item import EditError
from macros.giving.found import Found
from macros.giving.given import checksum
from macros.giving.names import Names
from macros.giving.proposal import Proposal
from macros.giving.sheets import Cell, Sheet
from macros.knowledge.actions import Tracked, actions_of
from macros.model.fields import PARTIAL_DATE
from macros.model.follow_up import Action
from macros.model.library import Library
from macros.model.workshop import Workshop
from macros.problems import Problem
from macros.words import N_

MARK = "actions"
"""What the first cell says, by which the sheet is known again."""
ASKED = {
    "status": N_("Status now"),
    "on": N_("On which day (YYYY-MM-DD)"),
    "due": N_("New day (YYYY-MM-DD)"),
    "evidence": N_("What shows it"),
    "source": N_("Document that shows it: its title or web address"),
    "place": N_("Page or paragraph there"),
    "reason": N_("Why, if it was put off, dropped or can't go on"),
}
"""What can be filled in: the parts of an update, each with its head."""
KEYS, HEADS, FIRST = 3, 4, 5
"""Rows of the keys, of the heads, and of the first action."""
_PLACES = {"on": "status_on", "source": "evidence_sources", "place": "evidence_sources"}
"""Fields of an action that the keys of the sheet call something else."""


def row_mark(one: Tracked) -> str:
    """What the hidden first column says of a row: which action it is, and how it stood when the sheet was made."""
    return " ".join((one.node, one.action.status, one.action.status_on or "-", str(one.action.due or "-")))


def is_action_sheet(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is such a sheet."""
    return bool(sheets) and sheets[0].text(1, 1) == MARK


def read_actions(sheet: Sheet, library: Library, day: str, file: str) -> tuple[list[Proposal], list[Found]]:
    """What a sheet that came back says, as changed files of meetings; rows without an answer change nothing.

    Args:
        sheet: the sheet.
        library: that it was made from.
        day: on which actions stand as said, where the sheet names no day; and that of the change of the entries.
        file: its name, for the problems.

    Returns:
        A proposal for each meeting of which something changes, and what is wrong with the rows.
    """
    known = {one.node: one for meeting in library.records.values() if isinstance(meeting, Workshop)
             for one in actions_of(meeting)}  # fmt: skip
    columns = {column: cell.text for column, cell in sheet.rows.get(KEYS, {}).items() if cell.text in ASKED}
    found: list[Found] = []
    names = Names(library)
    said: dict[str, list[tuple[Tracked, Update, dict[str, Cell]]]] = {}
    for row in sorted(number for number in sheet.rows if number >= FIRST):
        answers = {columns[column]: cell for column, cell in sheet.rows[row].items() if column in columns}
        if not answers:
            continue
        begin = sheet.rows[row].get(1) or next(iter(answers.values()))
        one = known.get(begin.text.partition(" ")[0])
        update = _update(answers, names, day)
        if one and says_so(one.action, update):
            continue
        wrong = list(_wrong(begin, one, answers, file))
        found += wrong
        if one and not wrong:
            said.setdefault(one.meeting.id, []).append((one, update, answers))
    proposals = []
    for id, updates in said.items():
        try:
            proposals.append(_proposal(library, id, updates, day))
        except EditError as error:
            begin = next(iter(updates[0][2].values()))
            found.append(Found(Problem(file, begin.row, "-", str(error), "bad-value"), begin))
    return [one for one in proposals if one], found


def _wrong(begin: Cell, one: Tracked | None, answers: dict[str, Cell], file: str) -> Iterator[Found]:
    if one is None:
        message = f'belongs to no action of this library: "{begin.text[:80]}"; get a new sheet'
        yield Found(Problem(file, begin.row, "-", message, "dangling-reference"), begin)
    elif begin.text != row_mark(one):
        message = (
            f"the action has changed since this sheet was made: it is {one.action.status}"
            f"{f' on {one.action.status_on}' if one.action.status_on else ''} now; get a new sheet"
        )
        yield Found(Problem(file, begin.row, "-", message, "duplicate-id"), next(iter(answers.values())))
    if "on" in answers and not PARTIAL_DATE.fullmatch(answers["on"].text):
        message = f'write the year first: 2024, 2024-05 or 2024-05-31, not "{answers["on"].text[:40]}"'
        yield Found(Problem(file, begin.row, "on", message, "bad-date"), answers["on"])

    if "place" in answers and "source" not in answers:
        message = f'"{answers["place"].text[:80]}" is a place in no document: name the document in the cell before'
        yield Found(Problem(file, answers["place"].row, "place", message, "missing-field"), answers["place"])


def _update(answers: dict[str, Cell], names: Names, day: str) -> Update:
    text = {key: " ".join(cell.text.split()) for key, cell in answers.items()}
    status = names.value("action-status", text.get("status", ""))
    named, place = text.get("source", ""), text.get("place", "")
    source = names.entry("source", named) if named else ""
    cited = ((source, place),) if source else ()
    reason, evidence = text.get("reason", ""), text.get("evidence", "")
    if named and not source:
        # a document that the library doesn't have stays in words
        document = ", ".join(filter(None, (named, place)))
        evidence = f"{evidence.removesuffix('.')} ({document})." if evidence else document
    return Update(text.get("on", day), status, text.get("due", ""), evidence, reason, cited)


def _proposal(
    library: Library, id: str, updates: Sequence[tuple[Tracked, Update, dict[str, Cell]]], day: str
) -> Proposal | None:
    path = library.root / library.documents[id].path
    content = path.read_bytes()
    text = content.decode("utf-8")
    numbers = {action.id: number for number, action in enumerate(_actions(library, id))}
    draft = Draft("workshop", next(iter(updates[0][2].values())), {"id": id}, before=checksum(content))
    for one, said, answers in updates:
        text = updated(text, one, said, day)
        for key, cell in answers.items():
            draft.cells["actions", numbers[one.action.id], _PLACES.get(key, key)] = cell
    told = tuple(_told(library, one, said) for one, said, _ in updates)
    told += tuple(
        f'{one.node}: "{answers["source"].text[:80]}" is no source of this library; it is kept in words'
        for one, said, answers in updates
        if "source" in answers and not said.sources
    )
    return Proposal(draft, text, whole=False, told=told) if text.encode("utf-8") != content else None


def _told(library: Library, one: Tracked, said: Update) -> str:
    """What changes of an action, in a line."""
    known = library.vocabularies["action-status"]
    before, after = (
        term.label_in(library.settings.language) if (term := known.get(status)) else status
        for status in (one.action.status, said.status or one.action.status)
    )
    parts = [f"{before} → {after}" if after != before else before, f"on {said.on}"]
    parts += [f"new day {said.due}"] if said.due else []
    parts += [f"{name}: {words}" for name, words in (("shown by", said.evidence), ("why", said.reason)) if words]
    parts += [f"source: {', '.join(filter(None, (library.records[id].title, place)))}" for id, place in said.sources]
    return f"{one.node}: {', '.join(parts)}"


def _actions(library: Library, id: str) -> tuple[Action, ...]:
    meeting = library.records[id]
    assert isinstance(meeting, Workshop)
    return meeting.actions
