"""The words of the interface for templates, whichever environment renders them.

A message that a template states is looked up when the template is compiled, not each time that it is shown: on a page
of a large library there are hundreds. Compiled templates are therefore those of one language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import Environment, pass_eval_context
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from macros.words import Words

_STATED = ("name", "lparen", "string")
"""How a message that a template states begins, in Jinja's tokens: `_("…"`."""
_SAID = "said_with"
"""What templates call for a message with places: as `_`, its text being in the language of the site already."""


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
    env.globals[_SAID] = _said_with
    env.add_extension(StatedMessages)


class StatedMessages(Extension):
    """Puts the words of the language into templates in the place of `_("…")`."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template, with each stated message in the language of the environment."""
        words: Words = self.environment.globals["words"]  # type: ignore[assignment]
        say = _escaped(words.gettext)
        tokens = list(stream)
        place = 0
        while place < len(tokens):
            if not _is_stated(tokens, place):
                yield tokens[place]
                place += 1
                continue
            first, text, after = tokens[place], tokens[place + 2], tokens[place + 3]
            said = Token(text.lineno, "string", say(text.value))
            if after.type == "rparen":
                said = said._replace(value=said.value % {})
                yield from _as_markup(said) if self.environment.autoescape else (said,)
                place += 4
            else:
                yield from (first._replace(value=_SAID), tokens[place + 1], said)
                place += 3


def _is_stated(tokens: list[Token], place: int) -> bool:
    """Whether a message stands here that is one text, neither put together nor with a filter of its own."""
    found = tokens[place : place + 4]
    return (
        len(found) == 4
        and tuple(token.type for token in found[:3]) == _STATED
        and found[0].value == "_"
        and found[3].type in ("rparen", "comma")
        and not (place and tokens[place - 1].type in ("dot", "pipe"))
    )


def _as_markup(text: Token) -> Iterator[Token]:
    """The tokens of `("…"|safe)`, which Jinja makes one value of when it compiles."""
    for kind, value in (("lparen", "("), ("string", text.value), ("pipe", "|"), ("name", "safe"), ("rparen", ")")):
        yield Token(text.lineno, kind, value)


@pass_eval_context
def _said_with(context: EvalContext, text: str, **places: Any) -> str:
    """A message with what stands in its places, escaped where the environment escapes."""
    return (Markup(text) if context.autoescape else text) % places


def _escaped(say: Callable[..., str]) -> Callable[..., str]:
    """What a function says, as text of a page: its own characters never make markup, English ones can't."""

    def said(*given: Any) -> str:
        found = say(*given)
        return found if found in given else str(escape(found))

    return said


def plain_text(text: str) -> str:
    """A text without the escaping that it got for a page."""
    return str(Markup(text).unescape()) if isinstance(text, Markup) else text
