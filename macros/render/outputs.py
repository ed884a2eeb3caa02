"""What macros give to authored pages, kept apart while Markdown reads them.

The HTML of a macro holds titles and summaries of entries, and Markdown would read these as Markdown: links, pictures,
attributes, a fence that swallows the rest of the page. So the page gets a mark instead, a plain word that nobody can
know beforehand, and the HTML takes its place when Markdown has done its work.
"""

from __future__ import annotations

import re
import secrets
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from lxml.html import fragment_fromstring
from markupsafe import Markup, escape

from macros.problems import ContentError, Problem

Macro = Callable[..., str | int]
_TEXT = "//text()[not(ancestor::pre or ancestor::code or ancestor::script or ancestor::style or ancestor::textarea)]"
"""Where the HTML of a macro can stand: not in code, in an attribute or in a comment."""
_BLOCK = "<div>{}</div>"
"""How a mark for blocks stands in the page, so that Markdown leaves it between the paragraphs."""


class _Output(NamedTuple):
    """What a macro gave."""

    page: str
    macro: str
    html: Markup


class MacroOutputs:
    """The HTML that macros gave during one build, and the marks that stand for it."""

    def __init__(self) -> None:
        self._word = f"ct{secrets.token_hex(8)}"
        self._mark = re.compile(rf"{self._word}([bi])(\d+)z")
        self._block = re.compile(_BLOCK.format(rf"{self._word}b(\d+)z"))
        self._kept: list[_Output] = []

    def marked(self, macros: Mapping[str, Callable[..., Markup | int]], page: str) -> dict[str, Macro]:
        """The same macros, giving marks instead of HTML; numbers stay numbers, to count and compare with.

        Args:
            macros: by name.
            page: file that calls them, from the project's folder.
        """
        return {name: self._giving_marks(name, macro, page) for name, macro in macros.items()}

    def _giving_marks(self, name: str, macro: Callable[..., Markup | int], page: str) -> Macro:
        inline = getattr(macro, "inline", False)

        def call(*args: Any, **kwargs: Any) -> str | int:
            given = macro(*args, **kwargs)
            if isinstance(given, int):
                return given
            self._kept.append(_Output(page, name, Markup(self._replace(given.strip()))))
            mark = f"{self._word}{'i' if inline else 'b'}{len(self._kept) - 1}z"
            return mark if inline else _BLOCK.format(mark)

        return call

    def put_in(self, html: str) -> str:
        """HTML that Markdown has made, with the HTML of the macros in the place of their marks.

        Raises:
            ContentError: when a mark stands where no HTML can, or a filter has changed one.
        """
        self.check_whole(html)
        self._check_places(html)
        return self._replace(html)

    def check_whole(self, text: str) -> None:
        """See that every mark is whole.

        Raises:
            ContentError: when one isn't.
        """
        if text.casefold().count(self._word) > len(self._mark.findall(text)):
            page = self._kept[-1].page
            raise _refused(page, "macro", "a filter changed what a macro gives; it is a piece of the page and no text")

    def _check_places(self, html: str) -> None:
        if not self.stand_in(html):
            return
        text = " ".join(fragment_fromstring(html, create_parent="div").xpath(_TEXT))
        for _, number in Counter(self._mark.findall(html)) - Counter(self._mark.findall(text)):
            output = self._kept[int(number)]
            raise _refused(
                output.page,
                output.macro,
                "stands in code, in a comment or in an attribute, where a piece of the page can't stand; "
                "show a call between {% raw %} and {% endraw %}, leave one out between {# and #}",
            )

    def stand_in(self, text: str | None) -> bool:
        """Whether a text holds marks."""
        return self._word in str(text)

    def words(self, text: str) -> str:
        """A title with the words of the macros in the place of their marks; as HTML without tags."""
        return str(escape(Markup(self._replace(text)).striptags()))

    def _replace(self, html: str) -> str:
        without_blocks = self._block.sub(lambda found: self._kept[int(found[1])].html, html)
        return self._mark.sub(lambda found: self._kept[int(found[2])].html, without_blocks)


def _refused(page: str, macro: str, message: str) -> ContentError:
    return ContentError([Problem(page, 1, macro, message, "bad-macro")])
