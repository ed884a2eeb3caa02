"""How old a bundle is, in words for whoever holds it. Needs nothing but the standard library."""

from __future__ import annotations

import datetime

MONTH = 30.44
"""Days, as the pages count them."""


def age_line(day: datetime.date, today: datetime.date, online: str = "") -> str:
    """What a copy's age means, from its first month on; empty before that, and where the clock stands before its day.

    Args:
        day: of the copy.
        today: by the clock of whoever asks.
        online: address of the whole site, with a slash at its end, where it is known.
    """
    days = (today - day).days
    if days <= MONTH:
        return ""
    months = max(1, round(days / MONTH))
    number, unit = (months, "month") if months < 24 else (months // 12, "year")
    newer = f" A newer one may be at {online}downloads.html." if online else ""
    age = f"{number} {unit}{'' if number == 1 else 's'}"
    return f"It is {age} old: a signature says who made it, not that it is new.{newer}"
