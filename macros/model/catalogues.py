"""A project's own words of the interface: `data/words/<language>.po`."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from macros.load.files import load_text
from macros.load.walk import Kind, walk_names
from macros.model.languages import locale_of
from macros.problems import Problem
from macros.words import OWN, CatalogueError, Words, parse, read_words

ENDING = ".po"


def own_catalogues(root: Path) -> list[str]:
    """The project's own catalogues, by path."""
    found = (name for name, kind in walk_names(root / OWN) if kind is Kind.FILE and name and "/" not in name)
    return sorted(f"{OWN}/{name}" for name in found if name.endswith(ENDING))


def read_own_words(root: Path, language: str) -> tuple[Words, list[Problem]]:
    """The words of the interface in the language of the site, and what is wrong with the project's own catalogues."""
    problems: list[Problem] = []
    sound: dict[str, bytes] = {}
    for path in own_catalogues(root):
        tag = PurePosixPath(path).stem
        if locale_of(tag) is None:
            message = (
                f'"{tag}" is no language that Unicode CLDR knows; name the file by a BCP 47 tag, fr.po or pt-BR.po'
            )
            problems.append(Problem(path, 1, "-", message, "bad-catalogue"))
            continue
        text, found = load_text(root, path)
        problems += found
        if text is None:
            continue
        content = text.encode()
        try:
            parse(content)
        except CatalogueError as error:
            problems.append(Problem(path, error.line, error.place, str(error), "bad-catalogue"))
        else:
            sound[tag] = content
    own = sound.get(language) or sound.get(language.partition("-")[0])
    return read_words(language, own), problems
