"""The day that a build is made for, so that the same commit gives the same site on any day."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path

from macros.model.fields import FIRST_YEAR, LAST_YEAR


def build_day(root: Path, given: str | None = None) -> datetime.date:
    """The day a build is made for: given, else SOURCE_DATE_EPOCH, else the last commit's, else today.

    The same commit thus gives the same site on any day.

    Raises:
        ValueError: when what is given, or SOURCE_DATE_EPOCH, is no day from 1980 to 2105; says how to write it.
    """
    if given:
        return _within(datetime.date.fromisoformat(given), given)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        return _day_of(epoch)
    try:
        asked = subprocess.run(
            ["git", "-C", str(root), "log", "-1", "--format=%ct"], capture_output=True, text=True, check=True
        )  # fmt: skip
        return datetime.datetime.fromtimestamp(int(asked.stdout.strip()), tz=datetime.UTC).date()
    except (OSError, ValueError, subprocess.CalledProcessError):
        return datetime.datetime.now(tz=datetime.UTC).date()


def _day_of(epoch: str) -> datetime.date:
    """The day of a SOURCE_DATE_EPOCH.

    Raises:
        ValueError: when it is none.
    """
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) <= 11):
        raise ValueError(f"SOURCE_DATE_EPOCH is {epoch!r}, which is no number of seconds since 1970")
    return _within(datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date(), f"SOURCE_DATE_EPOCH {epoch}")


def _within(day: datetime.date, given: str) -> datetime.date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{given} is not between {FIRST_YEAR} and {LAST_YEAR}, as the dates in archives have to be")
    return day


def epoch_of(day: datetime.date) -> int:
    """Seconds since 1970 at noon UTC of a day: never 0, and the same day in every time zone of Europe and Africa."""
    noon = datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC)
    return int(noon.timestamp())
