"""Coordinates finer than a town."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.sensitive.datum import Personal

_NUMBER = r"[-−+]?\d{1,3}[.,]\d{3,}"
_PAIR = re.compile(
    rf"(?<![\w.,-])(?:[NS][ ]?)?({_NUMBER})[ ]?(?:°|º)?[ ]?[NS]?[ ]?"
    rf"(?:[,;/|]?[ ]?)(?:[EWO][ ]?)?({_NUMBER})[ ]?(?:°|º)?"
    r"(?:[ ]?[EWO])?(?![\w%]|[.,]\d)"
)
_SEXAGESIMAL = re.compile(
    r"\d{1,2}[ ]?[°º][ ]?\d{1,2}[ ]?['’′](?:[ ]?\d{1,2}(?:[.,]\d+)?[ ]?(?:[\"”″]|''))?[ ]?[NS]"
    r"[ ,;]{0,3}\d{1,3}[ ]?[°º][ ]?\d{1,2}[ ]?['’′](?:[ ]?\d{1,2}(?:[.,]\d+)?[ ]?(?:[\"”″]|''))?[ ]?[EWO]"
)
_IN_ADDRESS = re.compile(
    r"(?<=[@=/])-?\d{1,2}\.\d{3,}(?:,|%2C|/)-?\d{1,3}\.\d{3,}|!3d-?\d+\.\d{3,}!4d-?\d+\.\d{3,}|"
    r"mlat=-?\d{1,2}\.\d{3,}&(?:amp;)?mlon=-?\d{1,3}\.\d{3,}"
)
_PLUS_CODE = re.compile(r"(?<!\w)[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)")
_GRID = re.compile(r"(?<!\w)\d{1,2}[C-HJ-NP-X][ ]?[A-HJ-NP-Z]{2}[ ]?(?:\d{4}[ ]?\d{4}|\d{5}[ ]?\d{5})(?!\w)")
_CUE = re.compile(
    r"\b(?:gps|coordinates?|coordonn[ée]es?|coordonate(?:le)?|координати|lat(?:itude)?|lies at|located at"
    r"|stands at|se trouve à|se află la|إحداثيات|الإحداثيات)\b[^.\n]{0,30}$",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[°º]|\b[NS]\b|\d[NS]\b")
_FINE = re.compile(r"\d[.,]\d{3}")


def find_coordinates(text: str) -> Iterator[Personal]:
    """Pairs of latitude and longitude with three decimals (about 100 metres) or more, with minutes, or as codes."""
    if "°" in text or "º" in text:
        for match in _SEXAGESIMAL.finditer(text):
            yield Personal(match.start(), match.end(), "coordinates")
    if _FINE.search(text):
        yield from _decimal(text)
    if "+" in text:
        for match in _PLUS_CODE.finditer(text):
            yield Personal(match.start(), match.end(), "coordinates")
    for match in _GRID.finditer(text):
        yield Personal(
            match.start(),
            match.end(),
            "coordinates",
            sure=bool(_CUE.search(text[max(0, match.start() - 60) : match.start()])),
        )


def find_linked_places(text: str) -> Iterator[Personal]:
    """Coordinates in addresses of maps: `/@36.34012,43.13044,17z`."""
    for match in _IN_ADDRESS.finditer(text):
        yield Personal(match.start(), match.end(), "coordinates")


def _decimal(text: str) -> Iterator[Personal]:
    for match in _PAIR.finditer(text):
        latitude, longitude = (float(one.replace(",", ".").replace("−", "-")) for one in match.groups())
        if abs(latitude) > 90 or abs(longitude) > 180:
            continue
        stated = _SIGNS.search(match[0]) or _CUE.search(text[max(0, match.start() - 60) : match.start()])
        fine = all(len(re.split("[.,]", one)[1]) >= 4 for one in match.groups())
        if stated or (fine and abs(latitude) >= 1 and abs(longitude) >= 1 and "." in match[1]):
            yield Personal(match.start(), match.end(), "coordinates", sure=True)
