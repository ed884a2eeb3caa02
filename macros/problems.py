"""What can be wrong with content, and how a problem is said.

Every layer reports what it finds as `Problem` values; nothing here reads files or knows records.
The codes form one closed list: the documentation page of problems is generated from `CODES`,
and `Problem` refuses any other code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Literal

from rapidfuzz import process

Severity = Literal["error", "warning"]

CODES: dict[str, str] = {
    # reading files
    "unread-file": "A file lies among the content that nothing reads or publishes: wrong ending or wrong folder.",
    "symlink": "A symbolic link lies among the content. Links can lead out of the project; use the file itself.",
    "too-large": "A file or a text is larger than an entry may be.",
    "not-utf8": "The file is not UTF-8 text.",
    "forbidden-character": "The text holds a control, invisible or direction-changing character that can deceive.",
    "punctuation-run": "One punctuation mark is repeated, or opened, more often than prose ever needs.",
    "bad-file-name": "The file name can't become an id: lower-case ASCII letters, digits and single hyphens, up to 80; "
    "or another page of the site has this address.",
    # reading YAML
    "bad-yaml": "The YAML can't be read.",
    "yaml-alias": "YAML anchors and aliases (& and *) are not used here: write the value out.",
    "yaml-tag": "YAML tags (!!name) are not used here.",
    "yaml-depth": "The YAML is nested deeper than any entry needs.",
    "comment-in-value": "A value ends at a number sign after a blank, since YAML takes what follows for a comment.",
    "duplicate-key": "A key stands twice in the same place; the second would silently replace the first.",
    "no-front-matter": "A Markdown entry starts with its fields between two lines of three hyphens.",
    # fields
    "missing-field": "A required field is missing or empty.",
    "unknown-field": "The type has no such field.",
    "wrong-type": "The value has another shape than the field needs (a list, a mapping, text, a number).",
    "bad-value": "The value breaks a rule of its field.",
    "bad-date": "The date does not exist or is not written as YYYY, YYYY-MM or YYYY-MM-DD.",
    "bad-link": "A web address must begin with https:// or mailto: (http:// where the source has no other).",
    "too-long": "The text is longer than the field allows.",
    "id-mismatch": "The id differs from the file name.",
    # vocabularies and references
    "unknown-term": "The value is not in the controlled list.",
    "unknown-vocabulary": "A field or a setting asks for a controlled list that does not exist.",
    "duplicate-id": "Two entries, or two items of one entry, have the same id.",
    "dangling-reference": "A reference by id leads to no entry.",
    "wrong-reference": "A reference leads to an entry of a type that the field does not take.",
    "circular-reference": "Entries refer to each other in a circle where only a hierarchy makes sense.",
    "uncited-source": "The text cites a source that is not listed under the entry's sources.",
    # prose
    "unknown-section": "The entry has a heading that its type does not know.",
    "missing-section": "The entry lacks a section that its type needs.",
    "duplicate-section": "The same section stands twice.",
    "text-outside-section": "Text stands before the first section heading, where no page would show it.",
    "raw-html": "HTML in prose is not shown; use Markdown.",
    "unknown-markdown": "Markdown that other programs show otherwise: formulas, boxes, a list right below a line.",
    "image-in-prose": "A text shows pictures of its own entry only, each in a line of its own.",
    # rules of the types
    "evidence-missing": "The claim needs evidence that the entry does not give.",
    "two-preferred-terms": "A language has more than one preferred term.",
    "duplicate-name": "Two definitions have the same name, so no text could say which is meant.",
    "no-preferred-term": "A definition has no preferred term in its own language.",
    "quotation-unsourced": "A word-for-word quotation needs its source and the place in it.",
    "quotation-too-long": "A quotation is longer than 15 words; put the rest into your own words.",
    "status-unexplained": "The status needs what explains it: evidence, a reason, or the group that agreed.",
    "status-step": "A status can't have come after the one before it.",
    "dates-reversed": "The end lies before the start.",
    "bad-redirect": "A redirect starts at an entry that still exists, or ends nowhere.",
    "vanished-address": "An address that was published leads nowhere any more.",
    "bad-catalogue": "A catalogue of words can't be used: it is no gettext file, or a translation has other places "
    "than its message.",
    # what could harm
    "personal-data": "The text holds what could identify or find a person: a name, a mailbox, a number, coordinates.",
    "small-count": "Fewer than ten people are counted together with a place: they can be recognised.",
    "sensitive-words": "Words that a second person should look at before they are published.",
    "not-public": "The entry is more sensitive than what this library publishes.",
    "outdated-clearance": "The entry has changed since it was cleared, or what was cleared is no longer in it.",
    "text-not-read": "A document's text, or a part of it, can't be read, so nobody has looked for personal data in it.",
    "hidden-data": "A picture or a document holds where, with what or by whom it was made.",
    # files beside entries
    "missing-file": "A file that an entry names doesn't lie in the folder of the entry, or a link leads to none.",
    "refused-file": "A file beside an entry isn't what its name says, could do something by itself, or is damaged.",
    "missing-alt": "A picture has no words for those who don't see it.",
    # authored pages
    "bad-macro": "A macro call in an authored page can't work: unknown macro, wrong argument, broken braces.",
    "untried-code": "A page that runs macros has changed, and the check was asked to run nothing that has.",
    "secret-key": "A secret key lies among the files that would be published.",
    "broken-link": "A link of the built site leads to a page or an anchor that does not exist.",
    "many-problems": "More is wrong with one file than is told at once; mend what is told, then check again.",
    # warnings
    "common-name": "A name of a definition is an everyday word, and may be linked where another thing is meant.",
    "near-duplicate": "Two entries say nearly the same; merge them or make the difference plain.",
    "review-overdue": "The review date has passed.",
}
"""Every problem code with what it means. Closed: add here first, the docs follow."""

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that would break the line, steer a terminal or can't be written as UTF-8."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend, at one place; its texts are printable and stand on one line, whatever they quote."""

    path: str
    """File, relative to the project's root, with forward slashes."""
    line: int
    """1-based line; 1 where the whole file is meant."""
    field: str
    """Dotted field path (`results.0.kind`), `-` for the file itself."""
    message: str
    """What was found and how to mend it, in plain words."""
    code: str
    """One of `CODES`."""
    severity: Severity = "error"

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"unknown problem code {self.code!r}")
        for name in ("path", "field", "message"):
            object.__setattr__(self, name, _UNPRINTABLE.sub(_escape, getattr(self, name)))

    def __str__(self) -> str:
        note = "warning: " if self.severity == "warning" else ""
        return f"{self.path}:{self.line}: {self.field}: {note}{self.message} [{self.code}]"

    def as_dict(self) -> dict[str, str | int]:
        """The problem for machines, keys in reading order."""
        return asdict(self)


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


class ContentError(Exception):
    """The content can't be built; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ContentError], tuple[list[Problem]]]:
        """Another process is told the problems, not their text."""
        return type(self), (self.problems,)


MOST_PROBLEMS = 50
"""Most problems of one file that are told at once; nobody reads more, and finding them all can take minutes."""


def some(problems: Iterable[Problem]) -> list[Problem]:
    """The first problems of one file, no more than anybody reads; looks for no others."""
    found = list(islice(problems, MOST_PROBLEMS + 1))
    return found if len(found) <= MOST_PROBLEMS else [*found[:-1], _and_more(found[-1])]


def some_of_each(problems: Iterable[Problem]) -> list[Problem]:
    """All problems sorted, no more of each file than anybody reads, and errors before warnings."""
    by_path: dict[str, list[Problem]] = {}
    for problem in sorted(set(problems), key=lambda problem: (problem.severity != "error", problem)):
        by_path.setdefault(problem.path, []).append(problem)
    kept: list[Problem] = []
    for found in by_path.values():
        told = [problem for problem in found if problem.code != "many-problems"]
        more = [problem for problem in found if problem.code == "many-problems"]
        kept += some(told) if len(told) > MOST_PROBLEMS else [*told, *more[:1]]
    return sorted(kept)


def _and_more(last: Problem) -> Problem:
    message = f"more than {MOST_PROBLEMS} problems in this file; mend these, then check again"
    return Problem(last.path, last.line, "-", message, "many-problems", last.severity)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a build, without the warnings."""
    return [problem for problem in problems if problem.severity == "error"]


def nearest(value: str, known: Iterable[str], key: Callable[[str], str] | None = None) -> str:
    """`; did you mean "health"?` when something known is near, else nothing; `key` gives what is compared of each."""
    match = process.extractOne(value, list(known), processor=key, score_cutoff=65)
    return f'; did you mean "{match[0]}"?' if match else ""
