"""What is asked of each field of a type, as data for the form that works in a browser.

Read from the models, so that nothing is said twice: sizes and patterns from their annotations, the way a value is
written from `macros.model.steps`, rules between fields from `macros.model.rules`. `overrides/giving/rules.js` judges by
it. What only the check can know is named in `ONLY_CHECK`.
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from macros.model.explain import PATTERNS, STEP_CODES
from macros.model.fields import LANGUAGE_PATTERN, Ref, Term
from macros.model.record import Record
from macros.model.rules import TABLES, Rule
from macros.model.steps import Step, Written
from macros.words import N_, Words

ONLY_CHECK = (
    N_("whether the text's Markdown is what the library shows: no HTML, no pictures from elsewhere, no formulas"),
    N_("whether links and citations within a text lead somewhere"),
    N_("whether an item inside another entry is there"),
    N_("whether an entry says nearly the same as another, or a name belongs to another definition"),
    N_("whether entries lead to each other in a circle"),
    N_("whether names of persons, telephone numbers or other personal data stand in a text"),
    N_("whether hidden characters stand in a text, or far too much of something"),
)
"""What the form can't say, and the editors' check does."""
_KINDS: dict[Any, str] = {str: "text", int: "number", bool: "yes or no", datetime.date: "day"}

_UNCHOSEN = N_("isn't chosen yet: choose one from the list, or add it as new there")
"""Said of words in a field that takes entries: who fills in a form writes no ids."""


_NO_LANGUAGE = N_("is no language that is known here: choose it from the list, or write its code, such as fr")


def field_tree(kind: type[BaseModel], words: Words) -> dict[str, Any]:
    """What is asked of the fields of a type or of a piece, by name.

    Each has `kind` (`text`, `number`, `yes or no`, `day`, `fields`) and what applies of: `need`, `null` (may be left
    empty), `default`, `list` (with the fewest items, 0 for a list that may be empty), `min` and `max` (characters),
    `pattern` with `says`, `steps`, `vocabulary`, `types`, and `fields` for the fields inside.

    Args:
        kind: the model.
        words: what is said, in the language of the site.
    """
    tree: dict[str, Any] = {}
    for name, one in kind.model_fields.items():
        if name == "body" and issubclass(kind, Record):
            continue
        found: dict[str, Any] = {}
        _read(one.annotation, list(one.metadata), found, words)
        if one.is_required() and not (name == "id" and issubclass(kind, Record)):
            found["need"] = True
        elif one.default not in (None, PydanticUndefined, ()):
            found["default"] = _plain(one.default)
        tree[name] = found
    return tree


def longest_section(kind: type[Record]) -> int:
    """Most characters of a section of the text, as its field says."""
    asked: dict[str, Any] = {}
    _read(get_args(kind.model_fields["body"].annotation)[1], [], asked, Words())
    return int(asked["max"])


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(annotation: Any, marks: list[Any], found: dict[str, Any], words: Words) -> None:
    origin, given = get_origin(annotation), get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        _read(annotation.__origin__, [*annotation.__metadata__, *marks], found, words)
    elif origin in (Union, types.UnionType):
        found["null"] = True
        _read(next(one for one in given if one is not type(None)), marks, found, words)
    elif origin is tuple:
        fewest = [one.min_length for one in marks if getattr(one, "min_length", None)]
        found["list"] = max(fewest, default=0)
        _read(given[0], [], found, words)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        found |= {"kind": "fields", "fields": field_tree(annotation, words)}
    else:
        found["kind"] = _KINDS[annotation]
        for mark in marks:
            _take(mark, found, words)
        if "types" in found and "says" in found:
            found["says"] = words.gettext(_UNCHOSEN)
        if found.get("pattern") == LANGUAGE_PATTERN:
            found["says"] = words.gettext(_NO_LANGUAGE)


def _take(mark: Any, found: dict[str, Any], words: Words) -> None:
    for name, key in (("min_length", "min"), ("max_length", "max"), ("pattern", "pattern")):
        value = getattr(mark, name, None)
        if value is not None:
            found[key] = value
    said = PATTERNS.get(found.get("pattern", ""))
    if said:
        found["says"] = words.gettext(said)
    if isinstance(mark, Term):
        found["vocabulary"] = mark.vocabulary
    elif isinstance(mark, Ref):
        found["types"] = list(mark.types)
    elif isinstance(mark, Written):
        found["steps"] = [_step(step, words) for step in mark.steps]


def _step(step: Step, words: Words) -> list[Any]:
    """The test, its values, the code, what is said, and what its places stand for."""
    code = STEP_CODES.get(step.kind, "bad-value")
    return [step.test, list(step.values), code, words.gettext(step.message), dict(step.said)]


def rules_of(kind: type[Record], words: Words) -> list[dict[str, Any]]:
    """The rules between the fields of a type."""
    return [
        {
            "at": rule.at,
            "wrong": rule.wrong,
            "code": rule.code,
            "message": words.gettext(rule.message),
            **({"each": rule.each} if rule.each else {}),
            **({"said": dict(rule.said)} if rule.said else {}),
            **({"shows": dict(rule.shows)} if rule.shows else {}),
        }
        for rule in kind.checks
    ]


def tables_of(kind: type[Record]) -> dict[str, dict[str, str]]:
    """The tables that the rules of a type ask."""
    names = {name for rule in kind.checks for name in _tables_in(rule)}
    return {name: dict(TABLES[name]()) for name in sorted(names)}


def _tables_in(rule: Rule) -> Iterator[str]:
    waiting: list[Any] = [rule.wrong]
    while waiting:
        name, *given = waiting.pop()
        if name in ("listed", "goes with"):
            yield given[1]
        waiting += [one for one in given if isinstance(one, tuple)]


def item_ids(tree: dict[str, Any], place: tuple[str, ...] = ()) -> Iterator[str]:
    """Where items have an id of their own: `actions.id`, `thematic_leads.questions.id`; no two may be alike."""
    for name, one in tree.items():
        if one["kind"] == "fields" and "list" in one:
            inner = one["fields"]
            if inner.get("id", {}).get("need"):
                yield ".".join((*place, name, "id"))
            yield from item_ids(inner, (*place, name))
