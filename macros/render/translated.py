"""The words of the interface for templates, whichever environment renders them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from macros.words import Words


def translate(env: Environment, words: Words) -> None:
    """Give an environment `_`, `ngettext` and `pgettext`, which say the words of a language, escaped.

    Messages hold no markup; what is put into their places is escaped where the environment escapes.
    """
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=_escaped(words.gettext),
        ngettext=_escaped(words.ngettext),
        pgettext=_escaped(words.pgettext),
        npgettext=_escaped(words.npgettext),
        newstyle=True,
    )
    env.globals["words"] = words


def _escaped(say: Callable[..., str]) -> Callable[..., str]:
    """What a function says, as text of a page: its own characters never make markup, English ones can't."""

    def said(*given: Any) -> str:
        found = say(*given)
        return found if found in given else str(escape(found))

    return said


def plain_text(text: str) -> str:
    """A text without the escaping that it got for a page."""
    return str(Markup(text).unescape()) if isinstance(text, Markup) else text
