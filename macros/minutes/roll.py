"""Organisations that a list of those present shows by the place where they stand: behind names, in brackets, before.

Where `UNHCR (A. Example), Riverbank Collective (B. Example)` has an organisation before the bracket, the others have
theirs there as well, whatever they are called. The same with a dash, a comma between semicolons, and a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.minutes.organisations import Organisations
from macros.minutes.persons import Persons
from macros.minutes.wording import fold
from macros.sensitive.person_words import opens_with_given_name

_ITEMS = re.compile(r"\s*[;\n•]\s*(?![^()]*\))")
_BY_COMMA = re.compile(r"\s*[,;\n•]\s*(?![^()]*\))")
_PAIR = re.compile(r"([^()]+?)\s*\(([^()]+)\)\.?|(.+?)\s+[–—-]+\s+(.+)|([^:]{2,60}):\s+(.+)")
_LEADING = re.compile(r"^(?:and|et|y|e|și|si|ainsi que|as well as|precum și|así como)\s+")
_ARTICLE = re.compile(r"^(?:the|la|le|les|el|los|las|o|a|os|as)\s+|^(?:l|d)['’]\s*", re.IGNORECASE)
_AND_THE = re.compile(
    r"\s(?:and|et|y|e|și|si|ainsi que|as well as)\s(?:(?:ai|ale|al) |(?=(?:the|la|le|les|el|los|las|o|a) |l['’]))"
)
_CAPITAL = re.compile(r"(?<![\w’'-])[^\W\d_a-zß-öø-ÿăâîșțşţ][\w’'-]+|(?<=[lLdD]['’])[^\W\d_a-zß-öø-ÿăâîșțşţ][\w-]+")
_SHORT = re.compile(r"\s*\(([A-Z][A-Za-z]{0,3}[A-Z]{1,6})\)")
_CAPS = re.compile(r"[A-Z][A-Z&/-]{2,9}")
_MOST = 8
"""Words of a name of an organisation."""
_AGREEING = 2
"""Items of a list that must have a known organisation at one place, for the others to have theirs there."""


def bodies_in(text: str, organisations: Organisations, persons: Persons) -> Iterator[str]:
    """Names of organisations that a list shows by where they stand, or by their first word.

    Args:
        text: of a list of those present, or a sentence that names them.
        organisations: those that are known otherwise.
        persons: to leave out what is surely one.
    """
    yield from _whole(text, organisations, persons)
    yield from _short_forms(text, organisations)
    pairs = [pair for item in _items(text) for pair in [_pair(item)] if pair]
    first = sum(_is_body(one, organisations) for one, _ in pairs)
    last = sum(_is_body(other, organisations) for _, other in pairs)
    if max(first, last) < _AGREEING or first == last:
        return
    for pair in pairs:
        name = _ARTICLE.sub("", pair[0 if first > last else 1].strip(" .,"))
        if not organisations.find(name) and could_be_body(name, persons):
            yield name


def _short_forms(text: str, organisations: Organisations) -> Iterator[str]:
    """Items that are a short form, or a name with its short form behind it, among others that are organisations."""
    items = _items(text)
    known = sum(_is_body(item.partition("(")[0], organisations) for item in items)
    if known >= _AGREEING:
        yield from (item for item in items if _CAPS.fullmatch(item) and not organisations.find(item))
    for name, short in (pair for item in items if known > _AGREEING for pair in [_pair(item)] if pair):
        initials = "".join(word[0] for word in _CAPITAL.findall(name))
        if _CAPS.fullmatch(short) and initials == short and not opens_with_given_name(name):
            yield from (name, short)


def _whole(text: str, organisations: Organisations, persons: Persons) -> Iterator[str]:
    """Items that begin with what an organisation is, up to their end: `Direction régionale de la santé publique`."""
    for item in _items(text):
        for part in _AND_THE.split(item):
            first = next((word for word in _CAPITAL.finditer(part) if organisations.is_shaped(word[0])), None)
            with_article = _ARTICLE.match(part)
            if first is None and with_article and could_be_body(part[with_article.end() :], persons):
                first = _CAPITAL.match(part, with_article.end())
            name = re.split(r"[(\[:;.]|\s[–—-]\s", part[first.start() :])[0].strip() if first else ""
            alone = first and not _CAPITAL.search(part[: first.start()])
            if alone and 1 < len(name.split()) <= _MOST and not organisations.known(name):
                yield name
                short = _SHORT.match(part, part.index(name) + len(name))
                if short:
                    yield short[1]


def behind_names(text: str, persons: Persons) -> Iterator[str]:
    """Names in brackets right behind persons' names in a sentence: `Ms A. Example (Riverbank Collective) said`."""
    for _, end, kind in persons.spans(text):
        bracket = re.match(r"\s?\(([^()]{3,70})\)", text[end:])
        name = bracket[1].strip() if bracket and kind == "name of a person" else ""
        if name and (len(re.findall(r"[^\W\d_]+", name)) > 1 or name.isupper()) and could_be_body(name, persons):
            yield name


def could_be_body(name: str, persons: Persons) -> bool:
    """Whether a name can be one of an organisation: with capitals, no role, and not surely a person's."""
    tokens = re.findall(r"[^\W\d_][\w'’-]*", name)
    if not tokens or len(tokens) > _MOST or not name[0].isupper() or re.search(r"\d|@", name):
        return False
    roles = persons.words.signs["roles"]
    if roles.fullmatch(fold(tokens[0])) is not None or persons.names_given(name):
        return False
    if re.match(rf"(?:{persons.words.signs['titles'].pattern})\b", name):
        return False
    capitals = sum(token[0].isupper() for token in tokens)
    return bool(capitals * 2 >= sum(len(token) > 3 for token in tokens))


def _items(text: str) -> list[str]:
    parts = (_ITEMS if ";" in text or "\n" in text else _BY_COMMA).split(text)
    return [_LEADING.sub("", part.strip(" .")) for part in parts if part.strip(" .")]


def _pair(item: str) -> tuple[str, str] | None:
    found = _PAIR.fullmatch(item)
    if found:
        one, other = [part for part in found.groups() if part is not None]
        return one, other
    one, comma, other = item.partition(", ")
    return (one, other) if comma and "," not in other else None


def _is_body(text: str, organisations: Organisations) -> bool:
    mentions = organisations.find(text)
    return bool(mentions) and sum(one.end - one.start for one in mentions) * 2 >= len(text.strip())
