"""The text of an issue that was made by a form: a draft, with the line behind each of its values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from macros.giving.draft import Draft
from macros.giving.filling import Filling, name_all, place_of
from macros.giving.found import Found, Line, whole
from macros.giving.issue.asked import BAR, FORM, Ask, asked_of, marker
from macros.giving.names import Names, key_of
from macros.model.registry import record_types

MAX_BYTES = 300_000
"""Of the text of an issue; the code host takes a fifth of it."""
_NOTHING = "_No response_"
"""What the code host writes where nothing was answered."""
_MARKER = re.compile(rf"^### {FORM}[ \t]*\r?\n\s*([a-z]+) ([0-9a-f]{{8}})[ \t]*\r?$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_EXCERPT = 60


def looks_like_issue(content: bytes) -> bool:
    """Whether a text is that of an issue that was made by one of our forms."""
    return len(content) <= MAX_BYTES and b"### " in content and _marked(content) is not None


def _marked(content: bytes) -> re.Match[str] | None:
    return _MARKER.search(content.decode("utf-8", "replace"))


def read_issue(content: bytes, file: str, names: Names) -> tuple[list[Draft], list[Found]]:
    """The draft of an issue.

    Args:
        content: its text, UTF-8.
        file: name of the file that it is in, for the problems.
        names: what values and entries may be called.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return [], [whole(file, "is no text in UTF-8; copy the issue again, and save it so", "unread-file")]
    match = next(iter(reversed(list(_MARKER.finditer(text)))), None)
    kind = record_types().get(match[1]) if match else None
    if kind is None or match is None:
        return [], [whole(file, "is no issue that was made by a form of this program", "unread-file")]
    filling = Filling(file)
    draft = Draft(kind.type_name, Line(file, 1))
    made_for = f"{match[1]} {match[2]}"
    asked = asked_of(kind, names)
    if made_for != marker(kind, asked):
        message = "was made by an older form; what the form asks now may be missing"
        filling.tell(draft.begin, message, "unread-file", "warning")
    if text[match.end() :].strip():
        after = Line(file, text.count("\n", 0, match.end()) + 2)
        filling.tell(after, "what stands behind the last field isn't read", "unread-file", "warning")
    for ask, line, answer in _answers(text[: match.start()], asked, filling):
        origin = Line(file, line, answer[:_EXCERPT])
        if ask.question:
            draft.asked[place_of(ask.question)] = origin
        if not answer or answer == _NOTHING:
            continue
        if ask.table:
            _items(draft, ask, line, answer, filling)
        elif ask.question:
            values = "\n".join(_chosen(answer, ask)) if ask.options and ask.question.many else answer
            filling.answer(draft, (), (ask.question, values, origin))
    return name_all([draft] if draft.cells else [], names, filling), filling.found


def _answers(text: str, asked: Sequence[Ask], filling: Filling) -> Iterator[tuple[Ask, int, str]]:
    """Each field of the form with its line and its answer.

    The code host writes the fields in their order, so a heading in somebody's text that is called like an earlier
    field, or like none, is part of the text.
    """
    places = {key_of(one.label): number for number, one in enumerate(asked)}
    current, begin, fence = -1, 1, ""
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        mark = _FENCE.match(line)
        if mark:
            fence = "" if fence == mark[1] else fence or mark[1]
        place = places.get(key_of(line[4:]), -1) if line.startswith("### ") and not fence else -1
        if place <= current:
            lines.append(line)
            continue
        if current >= 0:
            yield asked[current], begin, "\n".join(lines).strip()
        elif any(one.strip() for one in lines):
            message = "what stands before the first field isn't read"
            filling.tell(Line(filling.file, 1), message, "unread-file", "warning")
        current, begin, lines = place, number, []
    if current >= 0:
        yield asked[current], begin, "\n".join(lines).strip()


def _items(draft: Draft, ask: Ask, begin: int, answer: str, filling: Filling) -> None:
    assert ask.table
    for number, line in enumerate(answer.split("\n"), start=begin + 2):
        parts = [part.strip() for part in line.strip().lstrip("-*• ").split(BAR.strip())]
        origin = Line(filling.file, number, line[:_EXCERPT])
        if not any(parts):
            continue
        if len(parts) > len(ask.columns):
            words = BAR.join(one.label.lower() for one in ask.columns)
            filling.tell(origin, f'has {len(parts)} parts; "{ask.label}" takes {words}', "wrong-type")
            continue
        found = [(one, part, origin) for one, part in zip(ask.columns, parts, strict=False) if part]
        filling.item(draft, ask.table, found)


def _chosen(answer: str, ask: Ask) -> Iterator[str]:
    """The labels in an answer, between commas, some of which may have commas themselves."""
    left = answer
    labels = sorted((label for _, label in ask.options), key=len, reverse=True)
    while left:
        label = next((one for one in labels if left == one or left.startswith(f"{one}, ")), left.split(", ")[0])
        yield label
        left = left[len(label) :].removeprefix(", ").strip()
