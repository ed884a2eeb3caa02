"""Words of other languages and what the library calls them: `data/search/<language>.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from macros.load.files import load_file
from macros.load.walk import Kind, walk_names
from macros.model.languages import base_language, locale_of
from macros.problems import Problem

FOLDER = "data/search"
ENDING = ".yml"
LONGEST = 100
"""Characters of a word, and of what it means."""

WordLists = Mapping[str, Mapping[str, str]]
"""For each language its words with words of the site's language, blanks between them."""


def word_lists(root: Path) -> list[str]:
    """The project's lists, by path."""
    found = (name for name, kind in walk_names(root / FOLDER) if kind is Kind.FILE and name and "/" not in name)
    return sorted(f"{FOLDER}/{name}" for name in found if name.endswith(ENDING))


def read_word_lists(root: Path, language: str) -> tuple[WordLists, list[Problem]]:
    """The lists of other languages than the site's, and what is wrong with them."""
    lists: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for path in word_lists(root):
        tag = PurePosixPath(path).stem
        if locale_of(tag) is None or base_language(tag) != tag or tag == base_language(language):
            message = (
                f'"{tag}" is no language of readers beside the site\'s; name the file by a language: fr.yml, uk.yml'
            )
            problems.append(Problem(path, 1, "-", message, "bad-value"))
            continue
        document, found = load_file(root, path)
        problems += found
        if document is None:
            continue
        if not isinstance(document.data, dict):
            problems.append(
                document.problem((), "expected words with their meanings, as in `paix: peace`", "bad-value")
            )
            continue
        for word, meant in (document.data or {}).items():
            if not isinstance(meant, str) or not meant.strip() or len(meant) > LONGEST or len(word) > LONGEST:
                message = "expected one or a few words of the site's language behind a word, as in `paix: peace`"
                problems.append(document.problem((word,), message, "bad-value"))
            else:
                lists.setdefault(tag, {})[word] = meant
    return lists, problems
