"""The words of a library: which forms there are, which terms they lead to, and which stand for one that isn't there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from macros.model.letters import shorter
from macros.search.foreign import Foreign
from macros.search.index import Index, frequency_class
from macros.search.kin import kin, nearest_forms, parted
from macros.search.names import Name
from macros.search.typed import Typed
from macros.search.words import whole_word

MOST_BEGINNINGS = 8
LEAST_TO_BEGIN = 3
"""Characters from which an unfinished word stands for longer ones; before that it would stand for nearly everything."""


class Vocabulary:
    """What the words of a query are looked up in."""

    def __init__(self, index: Index, names: Iterable[Name], ignored: frozenset[str], foreign: Foreign) -> None:
        """Make ready.

        Args:
            index: the library's index.
            names: what else its terms are called.
            ignored: forms of the site's language that mean nothing by themselves.
            foreign: words of other languages.
        """
        self.index = index
        self.ignored = ignored
        self.foreign = foreign
        self._names = {name.forms: name for name in names}
        self._longest = max(map(len, self._names), default=0)
        self.name_words = {form for forms in self._names for form in forms}
        self._words = sorted(form for form, terms in index.forms.items() if terms and whole_word(form))
        self._all = sorted({*self._words, *self.name_words})

    def __repr__(self) -> str:
        return f"<Vocabulary of {self.index!r}>"

    def terms(self, form: str) -> tuple[int, ...]:
        """Terms of a form; none for one that stands nowhere."""
        return self.index.forms.get(form, ())

    def ignorable(self, form: str) -> bool:
        """Whether a form means nothing by itself."""
        return form in self.ignored or self.index.forms.get(form, (0,)) == ()

    def says(self, word: Typed) -> bool:
        """Whether a word means something by itself: one in capitals that the library knows, or no function word."""
        return bool(word.capitals and self.terms(word.form)) or not self.ignorable(word.form)

    def name(self, forms: Sequence[str]) -> tuple[int, Name] | None:
        """The longest name that some forms begin with, and how many it takes."""
        for length in range(min(len(forms), self._longest), 0, -1):
            name = self._names.get(tuple(forms[:length]))
            if name:
                return length, name
        return None

    def beginning(self, form: str, known: Sequence[int]) -> list[int]:
        """Terms of longer forms that begin with a form, the commonest first."""
        if len(form) < LEAST_TO_BEGIN and not unspaced(form):
            return []
        found: dict[int, None] = {}
        for other in self._words:
            if other.startswith(form) and other != form:
                found.update(dict.fromkeys(self.index.forms[other]))
        terms = [term for term in found if term not in known]
        return sorted(terms, key=lambda term: (-self._class(term), term))[:MOST_BEGINNINGS]

    def _class(self, term: int) -> int:
        return frequency_class(self.index.postings[term])

    def commonness(self, form: str) -> int:
        """How common the commonest term of a form is; 0 for a word of names alone."""
        return max((self._class(term) for term in self.terms(form)), default=0)

    def kin(self, form: str) -> list[str]:
        """Forms, words of names among them, that differ from one in their endings or in what is joined before them."""
        for other in shorter(form):
            if self.terms(other) or other in self.name_words:
                return [other]
        return kin(form, self._all, self.commonness)

    def nearest(self, form: str, foreign: bool) -> list[str]:
        """The forms that are nearest to one that stands nowhere; never of another language, as far as that is known."""
        latin = "a" <= form[:1] <= "z"
        others = (other for other in self._words if not latin or (other in self.index.foreign) == foreign)
        return nearest_forms(form, others, self.commonness)

    def parted(self, form: str) -> tuple[str, str] | None:
        """The two words that a form was made of."""
        return parted(form, self.index.forms)


def unspaced(form: str) -> bool:
    """Whether a form is of a script without blanks, of which one letter is much."""
    return "\u0e00" <= form[:1] <= "\u109f" or "\u1780" <= form[:1] <= "\u17ff" or "\u3000" <= form[:1] <= "\u9fff"
