"""Where a fault can be put into a module, and the module with one of them in it.

Faults are made in the syntax tree, since what counts most here is what other tools leave out: a condition that
never holds, as if its guard had been deleted, and a call or a raise that is missing. The others are the usual
ones: a comparison that is off by its border, a number that is one too large, half of an `and`, a `not` less, an
element of a list of constants less. The words of messages stay as they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_OTHER: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_LONGEST = 70
"""Characters of code that a fault's description shows."""
_NO_LOGIC = (ast.JoinedStr, ast.Assert)
"""The words of messages, and what only the type checker needs."""
_NO_LOGIC_IN = {"annotation", "returns", "decorator_list"}


@dataclass(frozen=True)
class Fault:
    """One fault in one module."""

    line: int
    words: str
    """What is wrong, e.g. `never: len(raw) > MAX_BYTES`."""
    source: str
    """The whole module with the fault in it."""


def faults(source: str) -> list[Fault]:
    """Every fault for a module's source, in the order of lines; no two give the same module."""
    tree = ast.parse(source)
    found = {ast.unparse(tree): Fault(0, "none", "")}
    for owner, field, index, child, wrong, words in list(_places(tree)):
        _put(owner, field, index, wrong)
        text = ast.unparse(tree)
        found.setdefault(text, Fault(getattr(child, "lineno", getattr(owner, "lineno", 1)), words, text))
        _put(owner, field, index, child)
    return sorted(list(found.values())[1:], key=lambda fault: fault.line)


def _put(owner: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(owner, field, node)
    else:
        getattr(owner, field)[index] = node


def _places(owner: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST, ast.AST, str]]:
    """Each node below another with something wrong in its place: owner, field, index, node, replacement, words."""
    for field, value in ast.iter_fields(owner):
        if field in _NO_LOGIC_IN:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or isinstance(child, _NO_LOGIC):
                continue
            for wrong, words in _wrong(owner, field, child):
                shown = " ".join(ast.unparse(child).split())
                yield owner, field, index, child, wrong, f"{words}: {shown[:_LONGEST]}"
            yield from _places(child)


def _wrong(owner: ast.AST, field: str, node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """What may stand in a node's place, and what that means."""
    if field == "ifs" or (field == "test" and isinstance(owner, (ast.If, ast.IfExp, ast.While))):
        yield ast.Constant(False), "never"
        if not isinstance(owner, ast.While):
            yield ast.Constant(True), "always"
    match node:
        case ast.Compare(left, [operator], others) if type(operator) in _OTHER:
            other = _OTHER[type(operator)]
            yield ast.Compare(left, [other()], others), f"{other.__name__} instead"
        case ast.BoolOp(operator, values):
            for index, value in enumerate(values):
                rest = values[:index] + values[index + 1 :]
                left = rest[0] if len(rest) == 1 else ast.BoolOp(operator, rest)
                yield left, f"without {' '.join(ast.unparse(value).split())[:_LONGEST]}"
        case ast.UnaryOp(ast.Not(), operand):
            yield operand, "without not"
        case ast.Constant(int() as number) if not isinstance(number, bool):
            yield ast.Constant(number + 1), "one more"
        case ast.Expr(ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass(), "missing"
        case ast.Set(elements) | ast.Tuple(elements) | ast.List(elements):
            yield from _shorter(node, elements)
        case ast.Dict(keys, values) if all(isinstance(key, ast.Constant) for key in keys):
            for index, key in enumerate(keys):
                rest = ast.Dict(keys[:index] + keys[index + 1 :], values[:index] + values[index + 1 :])
                yield rest, f"without {ast.unparse(key)}"


def _shorter(node: ast.Set | ast.Tuple | ast.List, elements: list[ast.expr]) -> Iterator[tuple[ast.AST, str]]:
    """A list of constants with one of them missing."""
    if len(elements) > 1 and all(isinstance(element, ast.Constant) for element in elements):
        for index, element in enumerate(elements):
            rest = elements[:index] + elements[index + 1 :]
            shorter = ast.Set(rest) if isinstance(node, ast.Set) else type(node)(rest, ast.Load())
            yield shorter, f"without {ast.unparse(element)}"
