"""Rules between the fields of an entry, as data: `check` judges by them, and so does the form that works in a browser.

A rule says when it is broken, by a test made of small tests: `("all", ("is", "status", "done"), ("empty", "reason"))`.
`_TESTS` lists them; `overrides/giving/rules.js` knows the same ones. Names in a test are fields of the entry, or of
the item that is looked at; `^name` is a field of the entry from within an item, `<name` that of the item above it, `.`
the item itself, `a.b` a field inside a field, `a.-1.b` one of the last item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from babel.core import get_global

from macros.load.document import Location
from macros.model.length import word_count

Test = tuple[Any, ...]
"""The name of a test and what it is given: names of fields, values, or tests."""


@dataclass(frozen=True)
class Rule:
    """What an entry must not be."""

    at: str
    """Field that is told of it, of the entry or of the item; `.` for the item as a whole."""
    wrong: Test
    message: str
    """What is said: `%(name)s` is the value of a field, `%(value)s` the item, `%(found)s` how many words or items
    `at` has."""
    code: str
    each: str = ""
    """List whose items are looked at one by one; `actions.earlier` for lists inside lists."""
    said: Mapping[str, str] = field(default_factory=dict)
    """What else places of the message stand for: texts."""
    shows: Mapping[str, str] = field(default_factory=dict)
    """The same: fields inside fields, and `table:name` for what a table says for a value."""


@dataclass(frozen=True)
class _Seen:
    """What a test looks at."""

    entry: Any
    item: Any
    before: Sequence[Any] = ()
    """The items that come before it in its list."""

    def value(self, name: str) -> Any:
        """The value of a field; None where something on the way is left out."""
        if name == ".":
            return self.item
        above = self.before[-1] if self.before else None
        found = {"^": self.entry, "<": above}.get(name[0], self.item)
        for part in name.lstrip("^<").split("."):
            if not found:
                return None
            found = found[-1] if part == "-1" else getattr(found, part)
        return found


def _all(seen: _Seen, *tests: Test) -> bool:
    return all(holds(test, seen) for test in tests)


def _any(seen: _Seen, *tests: Test) -> bool:
    return any(holds(test, seen) for test in tests)


def _not(seen: _Seen, test: Test) -> bool:
    return not holds(test, seen)


def _empty(seen: _Seen, name: str) -> bool:
    return not seen.value(name)


def _is(seen: _Seen, name: str, *values: str) -> bool:
    return seen.value(name) in values


def _same(seen: _Seen, one: str, other: str) -> bool:
    return bool(seen.value(one) == seen.value(other))


def _some(seen: _Seen, name: str, test: Test) -> bool:
    """Whether the test holds for some item of a list."""
    return any(holds(test, _Seen(seen.entry, item)) for item in seen.value(name) or ())


def _more_words(seen: _Seen, name: str, most: int) -> bool:
    return word_count(seen.value(name) or "") > most


def _more_items(seen: _Seen, name: str, most: int) -> bool:
    return len(seen.value(name) or ()) > most


def _earlier(seen: _Seen, one: str, other: str) -> bool:
    """Whether a date lies before another, as far as both are known."""
    first, second = str(seen.value(one) or ""), str(seen.value(other) or "")
    return bool(first and second) and first[: len(second)] < second[: len(first)]


def _again(seen: _Seen, name: str, test: Test) -> bool:
    """Whether an item before it, for which the test holds, has the same value."""
    return any(holds(test, _Seen(seen.entry, item)) and getattr(item, name) == seen.value(name) for item in seen.before)


def _listed(seen: _Seen, name: str, table: str) -> bool:
    """Whether a value is a key of a table."""
    return seen.value(name) in TABLES[table]()


def _goes_with(seen: _Seen, name: str, table: str, other: str) -> bool:
    """Whether another field has what a table says for a value."""
    return bool(TABLES[table]().get(seen.value(name)) == seen.value(other))


def _matches(seen: _Seen, name: str, pattern: str) -> bool:
    return re.fullmatch(pattern, str(seen.value(name) or "")) is not None


_TESTS: Mapping[str, Callable[..., bool]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "empty": _empty,
    "is": _is,
    "same": _same,
    "some": _some,
    "more words": _more_words,
    "more items": _more_items,
    "earlier": _earlier,
    "again": _again,
    "listed": _listed,
    "goes with": _goes_with,
    "matches": _matches,
}


def holds(test: Test, seen: _Seen) -> bool:
    """Whether a test holds."""
    name, *given = test
    return _TESTS[name](seen, *given)


def broken(rule: Rule, entry: Any) -> Iterator[tuple[Location, str]]:
    """Where an entry breaks a rule, and what is said there.

    Args:
        rule: of its type.
        entry: the record.
    """
    for where, seen in _looked_at(rule.each.split(".") if rule.each else [], entry, entry, ()):
        if holds(rule.wrong, seen):
            at = () if rule.at == "." else tuple(rule.at.split("."))
            yield (*where, *at), _message(rule, seen)


def _looked_at(lists: list[str], entry: Any, item: Any, where: Location) -> Iterator[tuple[Location, _Seen]]:
    if not lists:
        yield where, _Seen(entry, item)
        return
    items = getattr(item, lists[0])
    for index, inner in enumerate(items):
        place = (*where, lists[0], index)
        if len(lists) == 1:
            yield place, _Seen(entry, inner, items[:index])
        else:
            yield from _looked_at(lists[1:], entry, inner, place)


def _message(rule: Rule, seen: _Seen) -> str:
    def place(found: re.Match[str]) -> str:
        if found[1] in rule.said:
            return rule.said[found[1]]
        if found[1] == "found":
            value = seen.value(rule.at)
            return str(word_count(value) if isinstance(value, str) else len(value))
        table, _, name = rule.shows.get(found[1], "." if found[1] == "value" else found[1]).rpartition(":")
        value = seen.value(name)
        return TABLES[table]()[value] if table else str(value)

    return re.sub(r"%\((\w+)\)s", place, rule.message)


FREE = r"AA[A-Z]?|Q[M-Z][A-Z]?|X[A-Z][A-Z]?|ZZ[A-Z]?"
"""Codes that ISO 3166-1 leaves to its users, such as XK and XKX."""


@cache
def countries() -> Mapping[str, str]:
    """The code of two letters for each of three, of ISO 3166-1, from Unicode CLDR."""
    aliases = get_global("territory_aliases")
    return {
        three: two[0]
        for three, two in sorted(aliases.items())
        if re.fullmatch("[A-Z]{3}", three) and len(two) == 1 and not re.fullmatch(FREE, three)
    }


TABLES: Mapping[str, Callable[[], Mapping[str, str]]] = {"countries": countries}
"""Tables that tests ask."""
