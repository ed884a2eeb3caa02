"""Words in names of countries, languages, months and days, which are no names of persons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel import Locale

from macros.minutes.wording import fold


def words_of_places(languages: Sequence[str]) -> frozenset[str]:
    """Words in names of countries, languages, months and days."""
    found = set()
    for language in languages:
        locale = Locale.parse(language)
        names = [*locale.territories.values(), *locale.languages.values()]
        names += [*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values()]
        found |= {word for name in names for word in re.findall(r"\w+", fold(name)) if len(word) > 2}
    return frozenset(found)
