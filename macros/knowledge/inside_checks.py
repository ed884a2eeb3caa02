"""What the texts of documents say of persons: of those beside entries, and of those that maintainers give away.

A document is read in a process of its own, and not again while its bytes, the countries of its entry and what was
cleared there are the same. What can't be read is told, since then nobody has looked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from macros.knowledge.harm_checks import regions_of
from macros.knowledge.harm_rules import RULES
from macros.knowledge.inside_apart import MOST_FOUND, look_apart
from macros.load.docs import FOLDER
from macros.load.inside.reading import ENDINGS
from macros.load.one_apart import RefusedError
from macros.model.library import Library
from macros.model.sound import SoundEntries, SoundEntry, checksum_of
from macros.problems import Problem, some

_ANEW = "change it in the file that this one was made from, and make this one anew"
_LOOK = "nobody but you and the reviewer looks for personal data there"
_KEY = "inside"
"""Of what is kept of a file, what it says of persons."""


class InsideFiles:
    """The documents of one library."""

    def __init__(self, library: Library, sound: SoundEntries) -> None:
        """Look at nothing yet.

        Args:
            library: every record that could be read.
            sound: what earlier runs have found; what this one finds is added.
        """
        self._library, self._sound = library, sound
        self.used: dict[str, set[int]] = {}
        """Clearances that speak of words in an entry's files, by its id."""

    def problems(self) -> list[Problem]:
        """What they say of persons, and what in them nobody can read."""
        found: list[Problem] = []
        for id, files in self._library.files.items():
            record = self._library.records[id]
            regions = regions_of(record, self._library)
            meant = [one.found for one in record.sensitivity.meant] if record.sensitivity else []
            for one in files:
                if one.path.endswith(ENDINGS):
                    answer = self._looked(one.path, regions, meant)
                    clears = {cleared for *_, cleared in answer.get("found", ()) if cleared is not None}
                    self.used.setdefault(id, set()).update(clears)
                    found += some(_told(one.path, answer, f" under sensitivity in {self._library.documents[id].path}"))
        given_away = {f"{FOLDER}/{name}" for name in self._library.attachments}
        for path in sorted(given_away):
            if PurePosixPath(path).suffix.lower() in ENDINGS:
                found += some(_told(path, self._looked(path, (), ()), ""))
        read = given_away.union(one.path for files in self._library.files.values() for one in files)
        for path in {path for path in self._sound if path.lower().endswith(ENDINGS)} - read:
            del self._sound[path]
        return found

    def _looked(self, path: str, regions: Sequence[str], meant: Sequence[str]) -> dict[str, Any]:
        """What one document holds, from this run or an earlier one."""
        place = self._library.root / path
        asked = [*regions, "", *meant]
        try:
            checksum = checksum_of(place.read_bytes())
        except OSError as error:
            return {"refused": f"can't be read: {error.strerror or error}"}
        entry = self._sound.get(path)
        facts: dict[str, Any] = dict(entry.given()) if entry is not None and entry.checksum == checksum else {}
        known = facts.get(_KEY)
        if known is not None and known["asked"] == asked:
            answer: dict[str, Any] = known
        else:
            try:
                answer = {"asked": asked, **look_apart(place, regions, meant)}
            except RefusedError as refused:
                answer = {"asked": asked, "refused": str(refused)}
            given: Callable[[], Any] = partial(dict, {**facts, _KEY: answer})
            kept = entry if entry is not None and facts else SoundEntry(checksum, (), given)
            self._sound[path] = replace(kept, given=given)
        return answer


def _told(path: str, answer: dict[str, Any], clearance: str) -> Iterator[Problem]:
    for place, kind, sure, shown, cleared in answer.get("found", ()):
        if cleared is None:
            rule = RULES[kind]
            looks = "is" if sure else "may be"
            name = f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
            means = f" If it is meant and harmless, have it cleared{clearance}" if clearance else ""
            message = f'"{shown}" {looks} {name}: {rule.instead}; {_ANEW}. Rule: {rule.says}.{means}'
            code = "small-count" if kind == "small count" else "personal-data"
            yield Problem(path, 1, place, message, code, "error" if sure else "warning")
    if "refused" in answer:
        message = f"the text of the file can't be read: it {answer['refused']}; {_LOOK}"
        yield Problem(path, 1, "-", message, "text-not-read", "warning")
    elif len(answer["found"]) >= MOST_FOUND or answer["ended"]:
        message = f"the file is not read to its end: it says too much; {_LOOK}. Split it"
        yield Problem(path, 1, "-", message, "text-not-read", "warning")
    for part in answer.get("unread", ()):
        message = (
            f"no text in it is read: it holds pictures of a text (a scan), or letters without names; {_LOOK}. Look "
            "yourself, or recognise the text with a program for that (OCR)"
        )
        yield Problem(path, 1, part, message, "text-not-read", "warning")
