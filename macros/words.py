"""The words of the interface, in the language of the site: what readers see that no entry says.

Words stand in English where they are used, marked: `_("…")` in templates and scripts, `N_("…")` where a model states
them, `words.gettext("…")` in Python. Catalogues hold them in other languages: gettext files in `macros/locale/`, and in
a project's own `data/words/`, which come first. What no catalogue has stays English.

No message holds markup, and a translation is escaped where a template shows it: a catalogue can't bring any.
"""

from __future__ import annotations

import gettext
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path
from types import MappingProxyType

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

SHIPPED = Path(__file__).parent / "locale"
"""The catalogues that come with the program."""
OWN = "data/words"
"""A project's own catalogues, one for each language: `fr.po`."""
TEMPLATE = "interface.pot"
"""Every message there is, beside the shipped catalogues."""
SOURCE_LANGUAGE = "en"
"""What messages are written in."""
_TRIED = 201
"""Numbers with which a plural formula is tried, from nought."""
_PLACE = re.compile(r"%(?:\((\w+)\)s|%|.?)")
Key = str | tuple[str, str]
"""A message, or its context and the message."""


def N_(text: str) -> str:  # noqa: N802
    """Mark a text for the catalogues where it is stated; it is translated where it is shown."""
    return text


class CatalogueError(Exception):
    """A catalogue that can't be used; says where and why."""

    def __init__(self, line: int, message: str, place: str = "-") -> None:
        self.line = line
        self.place = place
        super().__init__(message)


def _english_plural(number: int) -> int:
    """Which form English needs: one, or several."""
    return int(number != 1)


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: str = SOURCE_LANGUAGE
    messages: Mapping[Key, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """What each message is called; one text, or one for each plural form."""
    form: Callable[[int], int] = _english_plural
    """Which plural form a number needs."""

    def gettext(self, text: str) -> str:
        """A message in this language."""
        return self.messages.get(text, (text,))[0]

    def pgettext(self, context: str, text: str) -> str:
        """A message whose word has several senses, in one of them."""
        return self.messages.get((context, text), (text,))[0]

    def ngettext(self, one: str, several: str, number: int) -> str:
        """The form of a message that a number needs."""
        found = self.messages.get(one)
        if found is None or len(found) == 1:
            return one if number == 1 else several
        return found[min(self.form(number), len(found) - 1)]

    def npgettext(self, context: str, one: str, several: str, number: int) -> str:
        """As `ngettext`, with a context."""
        found = self.messages.get((context, one))
        if found is None or len(found) == 1:
            return one if number == 1 else several
        return found[min(self.form(number), len(found) - 1)]

    def counted(self, one: str, several: str, number: int) -> str:
        """How many there are of something, in words; `%(num)s` in them is the number."""
        return self.ngettext(one, several, number) % {"num": number}

    def missing(self) -> list[str]:
        """Messages that this language lacks."""
        if self.language.partition("-")[0] == SOURCE_LANGUAGE:
            return []
        return [_forms_of(one)[0] for one in template() if one.id and _key(one) not in self.messages]

    @cached_property
    def checksum(self) -> str:
        """Of all that this language says, and of its plural forms."""
        forms = [self.form(number) for number in range(_TRIED)]
        return hashlib.sha256(
            repr((self.language, forms, sorted(self.messages.items(), key=repr))).encode()
        ).hexdigest()

    def for_scripts(self) -> dict[str, object]:
        """What the scripts of a page need of this: its messages, and the form for each CLDR category of plurals."""
        used = {_key(message) for message in template() if message.id
                and any(file.endswith(".js") for file, _ in message.locations)}  # fmt: skip
        said = {key: list(found) for key, found in self.messages.items() if isinstance(key, str) and key in used}
        return {"language": self.language, "forms": self._forms(), "said": said} if said else {}

    def _forms(self) -> dict[str, int]:
        """The plural form for each of the categories that browsers tell numbers by."""
        try:
            category = Locale.parse(self.language, sep="-").plural_form
        except (UnknownLocaleError, ValueError):
            return {}
        found: dict[str, int] = {}
        for number in (*range(201), 1000, 1_000_000):
            found.setdefault(category(number), self.form(number))
        return found


ENGLISH = Words()
"""The words as they stand in the program."""


@cache
def template() -> Catalog:
    """Every message there is."""
    file = SHIPPED / TEMPLATE
    return read_po(io.BytesIO(file.read_bytes())) if file.is_file() else Catalog()


def catalogue_for(folder: Path, tag: str) -> Path | None:
    """The catalogue of a language in a folder: of the whole tag, else of the language alone."""
    names = dict.fromkeys((tag, tag.partition("-")[0]))
    return next((file for name in names if (file := folder / f"{name}.po").is_file()), None)


def read_words(tag: str, content: bytes | None = None, shipped: Path = SHIPPED) -> Words:
    """The words of a language.

    Args:
        tag: of the language.
        content: of the project's own catalogue, where there is one; its messages come before the shipped ones.
        shipped: where the catalogues of the program lie.

    Raises:
        CatalogueError: for the first thing that is wrong with a catalogue.
    """
    messages: dict[Key, tuple[str, ...]] = {}
    plural: Callable[[int], int] = _english_plural
    file = catalogue_for(shipped, tag)
    for given in (file.read_bytes() if file else None, content):
        if given is not None:
            catalogue = parse(given)
            messages |= {_key(message): said for message, said in _said(catalogue)}
            plural = partial(_form, gettext.c2py(catalogue.plural_expr))
    return Words(tag, MappingProxyType(messages), plural) if messages else Words(tag)


def _form(formula: Callable[[int], int], number: int) -> int:
    """The plural form that a number needs; the first where the formula has no answer for this one."""
    try:
        return formula(number)
    except ArithmeticError:
        return 0


@cache
def shipped_words(tag: str) -> Words:
    """The words of a language as they come with the program; English ones where it has none."""
    return read_words(tag) if re.fullmatch(r"[A-Za-z0-9-]{2,35}", tag) else ENGLISH


def parse(content: bytes) -> Catalog:
    """A catalogue, every translation of which can stand in the place of its message.

    Raises:
        CatalogueError: for the first thing that is wrong with it.
    """
    try:
        catalogue = read_po(io.BytesIO(content), abort_invalid=True)
        form = gettext.c2py(catalogue.plural_expr)
        for number in range(_TRIED):
            form(number)
    except PoFileError as error:
        raise CatalogueError((error.lineno or 0) + 1, f"this is no gettext catalogue: {error}") from None
    except (ArithmeticError, ValueError, LookupError, UnknownLocaleError) as error:
        raise CatalogueError(1, f"this is no gettext catalogue: {error}") from None
    for message, said in _said(catalogue):
        _check(message, said)
    return catalogue


def _said(catalogue: Catalog) -> Iterator[tuple[Message, tuple[str, ...]]]:
    """Messages that are translated whole, and by what."""
    for message in catalogue:
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not message.fuzzy and all(said):
            yield message, tuple(map(str, said))


def _check(message: Message, said: tuple[str, ...]) -> None:
    """Refuse a translation that lacks what its message puts into it, or asks for more."""
    ids = _forms_of(message)
    known = {name for text in ids for name in places(text)}
    needed = set(places(ids[-1]))
    for text in said:
        found = set(places(text))
        strange = sorted(found - known) or ([] if len(said) > 1 else sorted(needed - found))
        if strange:
            wanted = " and ".join(f"%({name})s" if name else "%%" for name in sorted(needed)) or "nothing"
            raise CatalogueError(
                message.lineno or 1,
                f'"{text[:60]}" must have the same places as its message: {wanted}. Write a plain per cent sign as %%',
                ids[0][:60],
            )


def places(text: str) -> Iterator[str]:
    """Names of what is put into a message; an empty one for a per cent sign that stands for nothing."""
    for match in _PLACE.finditer(text):
        if match[1]:
            yield match[1]
        elif match[0] != "%%":
            yield ""


def _forms_of(message: Message) -> tuple[str, ...]:
    """A message, in one form or in two."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _key(message: Message) -> Key:
    text = _forms_of(message)[0]
    return (message.context, text) if message.context else text
