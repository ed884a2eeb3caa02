"""Keeps the words that have been stemmed, so that the next build stems only what is new.

A word's term depends on the stemmers and on `macros.search.words` alone, and the file's name says which these
were: what another version made is never read.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from macros.search import words
from macros.search.words import KNOWN, Word

_MADE_BY = ("lunr", "simplemma", "snowballstemmer", "stop-words")


def recall(folder: Path | None) -> None:
    """Read what the last build remembered; nothing where there is nothing or it can't be read.

    Args:
        folder: the project's cache, if it has one.
    """
    if folder is None:
        return
    try:
        found = json.loads(_file(folder).read_text(encoding="utf-8"))
        known = {
            (language, word): Word(str(form), str(term))
            for language, words_ in found.items()
            for word, (form, term) in words_.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return
    for key, word in known.items():
        KNOWN.setdefault(key, word)


def remember(folder: Path | None, known: Mapping[tuple[str, str], Word]) -> None:
    """Write the words of this build in the place of the last one's; not where nothing can be written.

    Args:
        folder: the project's cache, if it has one.
        known: by language and word.
    """
    if folder is None:
        return
    by_language: dict[str, dict[str, Word]] = {}
    for (language, word), found in sorted(known.items()):
        by_language.setdefault(language, {})[word] = found
    file = _file(folder)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(by_language, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)


def _file(folder: Path) -> Path:
    made_by = " ".join(version(name) for name in _MADE_BY).encode() + Path(words.__file__).read_bytes()
    return folder / f"words-{zlib.crc32(made_by):08x}.json"
