"""The same text as a plain mkdocs-material site with its search plugin: what we compare with.

Every entry is a Markdown page with the same title, summary, headings and words; the theme has the same
features and palette and an equally lean navigation, and every folder an index. No overrides, no hooks.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from macros.knowledge.markup import CITATION, LINK
from tests.bench.project import PAGES, as_yaml, navigation, shipped_config, write
from tests.bench.synthetic import Entry

_SHARED = ("site_name", "site_url", "copyright", "use_directory_urls", "markdown_extensions", "validation")
_THEME = ("name", "font", "language", "features", "palette")


def write_plain(target: Path, made: Sequence[Entry]) -> None:
    """Write a plain Material project anew."""
    shutil.rmtree(target, ignore_errors=True)
    by_id = {entry.id: entry for entry in made}
    for path in PAGES:
        folder = path.rpartition("/")[0]
        listed = [entry for entry in made if _folder(entry) == folder] if path.endswith("index.md") else []
        links = "\n".join(f"- [{entry.title}]({entry.id}.md)" for entry in listed)
        write(target / "docs" / path, f"# {path}\n\n{links}\n")
    for entry in made:
        sections = "".join(f"\n## {heading}\n\n{_linked(text, by_id)}\n" for heading, text in entry.sections)
        write(target / "docs" / _folder(entry) / f"{entry.id}.md", f"# {entry.title}\n\n{entry.summary}\n{sections}")
    shipped = shipped_config()
    config = {name: shipped[name] for name in _SHARED} | {
        "theme": {name: shipped["theme"][name] for name in _THEME},
        "plugins": ["search"],
        "nav": navigation(),
    }
    write(target / "mkdocs.yml", as_yaml(config))


def _folder(entry: Entry) -> str:
    return Path(entry.path).parent.name


def _linked(text: str, by_id: Mapping[str, Entry]) -> str:
    """Our marks as the links that an author of plain Markdown would write."""

    def link(match: re.Match[str]) -> str:
        entry = by_id[match[1]]
        return f"[{match[2] or entry.title}](../{_folder(entry)}/{entry.id}.md)"

    def citation(match: re.Match[str]) -> str:
        entry = by_id[match[1]]
        return f"([{match[2]}](../{_folder(entry)}/{entry.id}.md))"

    return CITATION.sub(citation, LINK.sub(link, text))
