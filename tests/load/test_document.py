"""A document knows where its values stand, and says problems at their place."""

from __future__ import annotations

from macros.load.document import Document, UnparsedDocument

DOCUMENT = Document("a.yml", {}, {(): 2, ("rows",): 4, ("rows", 1): 7, ("rows", 1, "kind"): 8})


def test_a_value_has_its_own_line() -> None:
    """However deep it stands."""
    assert DOCUMENT.line_of(("rows", 1, "kind")) == 8


def test_a_missing_value_has_the_line_of_what_should_hold_it() -> None:
    """The item, else the list, else the first field."""
    assert DOCUMENT.line_of(("rows", 1, "text")) == 7
    assert DOCUMENT.line_of(("rows", 0, "text")) == 4
    assert DOCUMENT.line_of(("title",)) == 2


def test_a_document_without_lines_begins_on_line_one() -> None:
    """Nothing is known, and nothing fails."""
    assert Document("a.yml", {}).line_of(("title",)) == 1


def test_a_problem_names_the_place_by_path_line_and_dotted_field() -> None:
    """A hyphen stands for the file itself."""
    assert (
        str(DOCUMENT.problem(("rows", 1, "kind"), "is odd", "bad-value")) == "a.yml:8: rows.1.kind: is odd [bad-value]"
    )
    assert str(DOCUMENT.problem((), "is odd", "bad-value", "warning")) == "a.yml:2: -: warning: is odd [bad-value]"


def test_a_document_is_parsed_when_somebody_asks_for_more_than_its_path() -> None:
    """And then once."""
    parsed: list[str] = []
    whole = Document("a.yml", {"x": "y"}, {(): 2, ("x",): 3}, "Words.", 9)
    later = UnparsedDocument("a.yml", lambda: parsed.append("once") or whole)
    assert later.path == "a.yml" and parsed == []
    assert (later.line_of(("x", 0)), later.data, later.lines, later.body, later.body_line) == (
        3, whole.data, whole.lines, "Words.", 9,
    )  # fmt: skip
    assert str(later.problem(("x",), "is odd", "bad-value")) == "a.yml:3: x: is odd [bad-value]"
    assert parsed == ["once"]
