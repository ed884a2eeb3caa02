"""What every author macro shares: its mark, its error, and the page it is called from."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from jinja2 import Environment
from markupsafe import Markup

from macros.knowledge.graph import Graph
from macros.model.record import Record
from macros.problems import nearest
from macros.render.page import PageContext
from macros.render.selection import WrongArgumentError


class MacroError(Exception):
    """A macro that can't do what it was asked; `str()` says why and what would work."""

    def __init__(self, macro: str, message: str) -> None:
        self.macro = macro
        self.message = message
        super().__init__(f"{macro}: {message}")


Given = TypeVar("Given", bound=Markup | int)


def author_macro(
    example: str, *, inline: bool = False, rendered: bool = True
) -> Callable[[Callable[..., Given]], Callable[..., Given]]:
    """Mark a method as a macro.

    Args:
        example: a call that its documentation shows; `{definition}`, `{workshop}` and so on stand for the id of an
            entry of this library.
        inline: whether what it gives stands in running text, rather than between paragraphs.
        rendered: whether the documentation shows what the call gives; not for what would fill the page.
    """

    def mark(method: Callable[..., Given]) -> Callable[..., Given]:
        signature = inspect.signature(method)

        @wraps(method)
        def call(self: Any, *args: Any, **kwargs: Any) -> Given:
            try:
                signature.bind(self, *args, **kwargs)
                return method(self, *args, **kwargs)
            except (TypeError, WrongArgumentError) as error:
                known = [name for name in signature.parameters if name != "self"]
                message = str(error)
                if isinstance(error, TypeError):
                    unknown = [name for name in kwargs if name not in known]
                    hint = "".join(nearest(name, known) for name in unknown)
                    message += f"{hint}; its arguments are {', '.join(known) or 'none'}"
                raise MacroError(method.__name__, message) from None

        call.example, call.inline, call.rendered = example, inline, rendered  # type: ignore[attr-defined]
        return call

    return mark


class PageMacros:
    """Macros bound to one page."""

    def __init__(self, graph: Graph, env: Environment, path: str) -> None:
        """Bind the macros to a page.

        Args:
            graph: the library.
            env: the core's templates.
            path: the page's address inside the site; links are made relative to it.
        """
        self._graph = graph
        self._env = env
        self._page = PageContext(graph, path)

    @classmethod
    def names(cls) -> list[str]:
        """Names of all macros, in the order of their definition."""
        found = {name: None for kind in cls.__mro__ for name, value in vars(kind).items() if hasattr(value, "example")}
        return list(found)

    def functions(self) -> dict[str, Callable[..., Markup | int]]:
        """All macros by name."""
        return {name: getattr(self, name) for name in self.names()}

    def _show(self, template: str, **values: Any) -> Markup:
        html = self._env.get_template(f"author/{template}.html").render(page=self._page, **values)
        return Markup(html.strip() + "\n")

    def _need(self, id: str) -> Record:
        record = self._graph.records.get(id)
        if record is None:
            raise WrongArgumentError(f'no entry has the id "{id}"{nearest(id, self._graph.records)}')
        return record
