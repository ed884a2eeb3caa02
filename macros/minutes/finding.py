"""Something that minutes say was agreed, recommended, left open or given to somebody."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

ACTION, AGREEMENT, RECOMMENDATION, OPEN, MESSAGE = "action", "agreement", "recommendation", "open", "message"
ORGANISATION, DATE, DEFINITION, PRACTICE = "organisation", "date", "definition", "practice"


@dataclass(frozen=True)
class Finding:
    """What was found, and the line it came from; nothing in it names a person."""

    kind: str
    text: str
    place: str
    """Of the line."""
    line: str
    """The line, or as much of it as one can take in."""
    owners: tuple[str, ...] = ()
    """Ids of organisations and groups."""
    owner: str = ""
    """Who does it, in the words of the minutes, where that is no organisation of the library."""
    due: datetime.date | None = None
    due_note: str = ""
    """What the minutes say about the time, where that is no day."""
    status: str = ""
    """What the minutes say about its state."""
    person_dropped: bool = False
    """Whether the minutes name a person as owner and nobody else."""
    theme: str = ""
    """Of a message, the heading that it stands under."""
