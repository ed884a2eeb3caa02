"""What is asked of a single value, as conditions that a phone knows: lengths, patterns, numbers.

They are those of the check and of the form in the browser (`macros.giving.field_tree`), with the same words; what
depends on two fields or on another entry, only the check knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from macros.giving.field_tree import field_tree
from macros.giving.form import Question
from macros.model.fields import LINE_PATTERN
from macros.model.length import SYLLABLES, WORD_SIGNS, least_signs
from macros.model.record import Record
from macros.words import Words

_LAST_PLAIN = 0xFFFF
"""The last of the signs that every phone's patterns know by one number."""
_TELLING = r"^[\s\S]*[{}][\s\S]*$"
"""A text with a sign that counts for several letters: how many, only the check counts."""
Limit = tuple[str, str]
"""A condition, and what it says to whoever breaks it."""


def limits_of(kind: type[Record], words: Words) -> dict[str, Limit]:
    """The condition of each field that has one, by dotted keys without numbers.

    Args:
        kind: the type.
        words: in which the conditions say what they want.
    """
    return dict(_limits(field_tree(kind, words), ""))


def limit_of(limits: Mapping[str, Limit], question: Question, above: str = "") -> Limit:
    """The condition of a question and its message; empty for none, and for what is chosen or has several values.

    Args:
        limits: of the type.
        question: what is asked.
        above: key of the table that it stands in.
    """
    if question.many or question.vocabulary or question.types or question.shape in ("date", "true or false"):
        return "", ""
    parts = [part for part in f"{above}.{question.key}".split(".") if part and not part.isdigit()]
    return limits.get(".".join(parts), ("", ""))


def _limits(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Limit]]:
    for name, one in tree.items():
        if "fields" in one:
            yield from _limits(one["fields"], f"{prefix}{name}.")
            continue
        found = [*_lengths(one), *_patterns(one)]
        if found:
            yield f"{prefix}{name}", (" and ".join(test for test, _ in found), _said(found))


def _lengths(one: Mapping[str, Any]) -> Iterator[Limit]:
    if one.get("min", 0) > 1:
        telling = f"string-length(.) >= {least_signs(one['min'])} and {_matches(_TELLING.format(_signs()))}"
        yield f"(string-length(.) >= {one['min']} or ({telling}))", f"at least {one['min']:,} characters"
    if one.get("max"):
        yield f"string-length(.) <= {one['max']}", f"at most {one['max']:,} characters"


def _signs() -> str:
    """Those that count for several letters, as a phone's pattern has them; rarer ones beyond its reach are left out."""
    given = sorted((*WORD_SIGNS, *SYLLABLES))
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in given if last <= _LAST_PLAIN)


def _patterns(one: Mapping[str, Any]) -> Iterator[Limit]:
    if one.get("pattern") and one["pattern"] != LINE_PATTERN:
        yield _matches(one["pattern"]), one.get("says", "")
    for test, values, _, words, said in one.get("steps", ()):
        if test == "matches" and one["kind"] != "number":
            yield _matches(f"^(?:{values[0]})$"), words.format_map({name: str(value) for name, value in said.items()})
        elif test == "between":
            yield f". >= {values[0]} and . <= {values[1]}", words.format_map(dict(said))
    if one["kind"] == "number" and not any(step[0] == "between" for step in one.get("steps", ())):
        yield ". >= 0", "a whole number, zero or more"


def _matches(pattern: str) -> str:
    quote = '"' if "'" in pattern else "'"
    return f"regex(., {quote}{pattern}{quote})"


def _said(found: list[Limit]) -> str:
    words = "; ".join(dict.fromkeys(said for _, said in found if said))
    return f"{words[:1].upper()}{words[1:]}." if words else ""
