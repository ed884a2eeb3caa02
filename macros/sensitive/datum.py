"""What a search for personal data gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "mail address", "telephone number", "person's name", "coordinates", "identity number", "birth date", "small count"
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, order=True)
class Personal:
    """One piece of personal data in a text."""

    start: int
    """Where it begins, in characters from 0."""
    end: int
    """Where it ends, exclusive."""
    kind: Kind
    sure: bool = True
    """Whether its form leaves little doubt: a title before a name, a number that is valid in one of the countries."""

    def masked(self, text: str) -> str:
        """The datum in the text it was found in, so that its author knows it and nobody else learns it.

        The first letter of each word stays, and the first two digits of all; at most 40 characters.
        A count stays whole.
        """
        if self.kind == "small count":
            return text[self.start : self.end][:40]
        digits, shown = 0, []
        for place, sign in enumerate(text[self.start : self.end]):
            before = text[self.start + place - 1] if place else " "
            digits += sign.isdigit()
            if sign.isdigit():
                shown.append(sign if digits <= 2 and self.kind != "birth date" else "…")
            elif sign.isalpha():
                shown.append("…" if before.isalnum() else sign)
            else:
                shown.append(sign)
        said = "".join(sign for place, sign in enumerate(shown) if sign != "…" or shown[place - 1 : place] != ["…"])
        return said if len(said) <= 40 else said[:39] + "…"
