"""How old a bundle is, in words for whoever holds it. Needs nothing but the standard library."""

from __future__ import annotations

import datetime

from macros.bundles.container.manifest import About

MONTH = 30.44
"""Days, as the pages count them."""


def age_line(about: About, today: datetime.date) -> str:
    """What a bundle's age means, from its first month on; empty before that, and where the clock stands before its day.

    Args:
        about: what the bundle says of itself.
        today: by the clock of whoever asks.
    """
    days = (today - about.date).days
    if days <= MONTH:
        return ""
    months = max(1, round(days / MONTH))
    number, unit = (months, "month") if months < 24 else (months // 12, "year")
    newer = f" A newer one may be at {about.online}downloads.html." if about.online else ""
    age = f"{number} {unit}{'' if number == 1 else 's'}"
    return f"It is {age} old: a signature says who made it, not that it is new.{newer}"
