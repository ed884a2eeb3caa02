"""A report for reviewers as Markdown, for a comment under a proposal.

Every word that comes from the proposal stands between backticks; see `macros.review.quoted`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from macros.problems import Problem, errors
from macros.review.facts import EntryChange, Named, Report
from macros.review.quoted import quoted

LONGEST = 60_000
"""Characters of a comment; GitHub takes 65,536."""
ENTRIES, NAMES, PROBLEMS, FILES = 40, 8, 60, 40
"""Most entries, names of one list, problems and files that are told."""
_WORDS = {"new": "New", "changed": "Changed", "removed": "Removed"}

Item = TypeVar("Item")


def markdown(report: Report) -> str:
    """The report as Markdown, of which no word of the proposal is read as anything but text.

    Args:
        report: its facts.
    """
    lines = ["## What this proposal changes", "", *_summary(report), ""]
    for number, part in enumerate((_code(report), _entries(report), _settings(report), _problems(report))):
        found = list(part)
        if found:
            lines += [*found, ""]
        elif number == 1:
            lines += ["No entry is added, changed or removed.", ""]
    lines += [*_pages(report)]
    text = "\n".join(lines).rstrip() + "\n"
    end = "\n\nThe rest is left out: the report is too long for a comment. Run the check yourself.\n"
    return text if len(text) <= LONGEST else text[: text.rindex("\n", 0, LONGEST - len(end))] + end


def _summary(report: Report) -> Iterator[str]:
    kinds = [sum(entry.kind == kind for entry in report.entries) for kind in _WORDS]
    wrong = len(errors(report.problems))
    told = ", ".join(f"{number} {name}" for number, name in zip(kinds, _WORDS, strict=True) if number) or "none changed"
    yield f"Entries: {told}. Problems: {_count(wrong, 'error')}, {_count(len(report.problems) - wrong, 'warning')}."
    if wrong:
        yield "It can't be published before the errors are mended."
    if not report.compared:
        yield "The library can't be read as a whole, so nothing is said of links, maps and likeness yet."


def _code(report: Report) -> Iterator[str]:
    files = report.code
    if files:
        yield "### Code: read it before you run it"
        yield ""
        yield (
            "These files can run commands where they are built or checked, or are shown as they are. "
            "Nothing of them was run, and nothing here says whether they are good."
        )
        yield ""
        yield from _bounded([f"- {quoted(path)}" for path in files], FILES, "file")


def _entries(report: Report) -> Iterator[str]:
    if report.entries:
        yield "### Entries"
        yield ""
        for entry in report.entries[:ENTRIES]:
            yield from _entry(entry)
        if len(report.entries) > ENTRIES:
            yield f"- and {_count(len(report.entries) - ENTRIES, 'more entry', 'more entries')}"


def _entry(entry: EntryChange) -> Iterator[str]:
    type = f", {quoted(entry.type, 60)}" if entry.type else ""
    yield f"- {_WORDS[entry.kind]}: {quoted(entry.title)}{type}, in {quoted(entry.path)}"
    if entry.kind == "changed" and entry.type and not entry.fields:
        yield "  - Nothing differs that a page shows."
    elif entry.fields:
        yield f"  - Differs in: {', '.join(quoted(name, 60) for name in entry.fields[:NAMES])}{_more(entry.fields)}"
    if entry.kind == "removed" and entry.type:
        nowhere = "leads nowhere: data/redirects.yml can lead it on"
        yield f"  - Its address {f'leads on to {quoted(entry.page)}' if entry.page else nowhere}."
    if entry.linked_from:
        yield f"  - {'What led' if entry.kind == 'removed' else 'What links'} to it: {_names(entry.linked_from)}"
    elif entry.kind == "new" and entry.type:
        yield "  - Nothing links to it yet."
    if entry.newly_from:
        yield f"  - Pages that it puts a link on, without a change of their own: {_names(entry.newly_from)}"
    if entry.fills:
        cells = ", ".join(quoted(cell, 120) for cell in entry.fills[:NAMES])
        yield f"  - Fills cells of the map where nothing stood: {cells}{_more(entry.fills)}"
    if entry.alike:
        yield f"  - Says nearly the same, or has the title of: {_names(entry.alike)}"


def _settings(report: Report) -> Iterator[str]:
    if report.settings:
        yield "### Settings, lists and pictures"
        yield ""
        yield from _bounded([f"- {quoted(path)}" for path in report.settings], FILES, "file")


def _problems(report: Report) -> Iterator[str]:
    if report.problems:
        yield "### Problems"
        yield ""
        by_file: dict[str, list[Problem]] = {}
        for problem in sorted(report.problems)[:PROBLEMS]:
            by_file.setdefault(problem.path, []).append(problem)
        for path, problems in by_file.items():
            yield f"- {quoted(path)}"
            for one in problems:
                kind = "Error" if one.severity == "error" else "Warning"
                yield f"  - {kind}, line {one.line}, {quoted(one.field, 80)}: {quoted(one.message, 500)} ({one.code})"
        if len(report.problems) > PROBLEMS:
            yield f"- and {_count(len(report.problems) - PROBLEMS, 'more problem')}"


def _pages(report: Report) -> Iterator[str]:
    pages = [entry.page for entry in report.entries if entry.page and entry.kind != "removed"]
    if pages:
        yield "### Pages to look at"
        yield ""
        yield "In the preview that was built with this proposal:"
        yield ""
        yield from _bounded([f"- {quoted(page)}" for page in pages], ENTRIES, "page")


def _names(names: Sequence[Named]) -> str:
    return ", ".join(quoted(one.title, 100) for one in names[:NAMES]) + _more(names)


def _more(items: Sequence[object]) -> str:
    return f" and {len(items) - NAMES} more" if len(items) > NAMES else ""


def _bounded(lines: list[str], most: int, word: str) -> Iterator[str]:
    yield from lines[:most]
    if len(lines) > most:
        yield f"- and {_count(len(lines) - most, f'more {word}')}"


def _count(number: int, word: str, plural: str = "") -> str:
    return f"{number} {word if number == 1 else plural or f'{word}s'}"
