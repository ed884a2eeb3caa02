"""A reader's words to ranked pages. `overrides/assets/js/search/query.js` answers alike from the shards.

`macros.search.typed` reads the words, `macros.search.clauses` says what they stand for, `macros.search.ranking` what
that finds.
"""

from __future__ import annotations

from collections.abc import Iterable

from macros.search.clauses import Answer, Reading
from macros.search.foreign import Foreign
from macros.search.index import Index
from macros.search.names import Name
from macros.search.ranking import Hit, pages_with, rank
from macros.search.typed import read
from macros.search.vocabulary import Vocabulary


class Searcher:
    """Answers queries from an index in memory."""

    def __init__(
        self, index: Index, names: Iterable[Name], ignored: frozenset[str], foreign: Foreign | None = None
    ) -> None:
        """Make ready.

        Args:
            index: the library's index.
            names: what else its terms are called.
            ignored: forms of the site's language that mean nothing by themselves.
            foreign: words of other languages.
        """
        self.index = index
        self.ignored = ignored
        self.vocabulary = Vocabulary(index, names, ignored, foreign or Foreign())

    def __repr__(self) -> str:
        return f"<Searcher of {self.index!r}>"

    def answer(self, query: str, as_typed: bool = False) -> Answer:
        """What a query finds; never fails, whatever is typed.

        Args:
            query: what was typed.
            as_typed: whether words that stand nowhere stand for no others.
        """
        answer = Answer()
        asked = read(query)
        if asked.apart and not any(map(self.vocabulary.says, asked.words)):
            asked = read(query, all_wanted=True)
        if asked.words:
            Reading(self.vocabulary, answer, asked, as_typed).clauses()
            left_out = pages_with(self.index, answer.unwanted)
            answer.hits = [hit for hit in rank(self.index, answer.clauses, answer.words) if hit.page not in left_out]
        return answer

    def first(self, answer: Answer, most: int) -> list[Hit]:
        """The first hits in the order in which they are shown: the definition that was asked for leads.

        Args:
            answer: what a query found.
            most: how many are shown.
        """
        shown = answer.hits[:most]
        defined = next((hit for hit in shown if self.answers(answer, hit)), None)
        return [defined, *(hit for hit in shown if hit is not defined)] if defined else shown

    def answers(self, answer: Answer, hit: Hit) -> bool:
        """Whether a hit is the definition that the whole query asks for, so that its own words are the answer."""
        entry = self.index.entries[hit.page]
        return answer.defined is not None and entry.path == answer.defined.path and bool(entry.answer)

    def marks(self, answer: Answer) -> frozenset[str]:
        """Every form that leads to a term of the query: the words to mark in what was found."""
        return frozenset(
            form
            for form in self.index.forms
            if form not in self.ignored and not answer.clauses.keys().isdisjoint(self.index.forms[form])
        )
