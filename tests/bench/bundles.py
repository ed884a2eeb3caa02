"""What bundles weigh, how long they take, and what an update of one carries, beside bsdiff on the same files."""

from __future__ import annotations

import random
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import bsdiff4
import yaml
from rich.console import Console

from macros.bundles.update.make.updates import update_between
from macros.model.library import read_library
from tests.bench.measure import measure
from tests.bench.project import ROOT, as_yaml, library, write_project
from tests.bench.tables import in_markdown, on_screen

DAYS = ("2027-01-01", "2027-01-02")
"""The day of the first build, and of those after a change."""
SIZE = 1_000
"""Entries of the synthetic library."""
ALLOWED = 500_000_000
"""Bytes that any file may have while its size is measured."""
WORDS, SENTENCE = 300, 12
"""Words of the entry that is added, and of each of its sentences; drawn by chance from the words of the library."""
HEADINGS = ("## Context", "## Problem", "## What was done")
"""Its sections."""
NOT_EVERYWHERE = "## Do no harm"
"""The last section that a practice may have."""
SHELL = ("library/assets/", "START-HERE.html", "library/explore.html", "library/downloads.html")
"""What is in a bundle whatever it is about."""
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}


@dataclass(frozen=True)
class Update:
    """What one change of the library costs."""

    ours: int
    """Bytes of our update."""
    generic: int
    """Bytes of bsdiff's, between the same unpacked files, one after the other in the order of their paths."""


@dataclass(frozen=True)
class Bundled:
    """Everything measured of one library."""

    name: str
    entries: int
    site: float
    """Seconds of `commonthread build`."""
    whole: float
    """Seconds that `commonthread bundle` takes longer, for the whole library alone."""
    packs: int
    """Packs of a full release."""
    every: float
    """Seconds that a full release takes longer than the site."""
    size: int
    """Bytes of the whole library as a zip."""
    shell: int
    updates: dict[str, Update]
    """By what has changed."""


def run(console: Console, folder: Path) -> None:
    """Measure the shipped library and a synthetic one, show and write what was found."""
    found = [_measured("shipped", _shipped(folder / "shipped"), console)]
    found.append(_measured(f"{SIZE:,} synthetic", _synthetic(folder / "synthetic"), console))
    rows = list(_rows(found))
    console.print(on_screen(rows))
    text = "\n".join(in_markdown(rows))
    (folder / "report.md").write_text(f"# Bundles\n\n{text}\n", encoding="utf-8")
    console.print(f"Written: {folder / 'report.md'}")


def _rows(found: list[Bundled]) -> Iterator[list[str]]:
    def row(words: str, value: Callable[[Bundled], str]) -> list[str]:
        return [words, *(value(one) for one in found)]

    yield row("library", lambda one: one.name)
    yield row("entries", lambda one: f"{one.entries:,}")
    yield row("site, s", lambda one: f"{one.site:.1f}")
    yield row("bundle of the whole library, s", lambda one: f"{one.whole:.1f}")
    yield row("packs of a full release", lambda one: str(one.packs))
    yield row("full release, s", lambda one: f"{one.every:.1f}")
    yield row("whole library, KB zipped", lambda one: f"{one.size / 1000:,.0f}")
    yield row("shell without content, KB zipped", lambda one: f"{one.shell / 1000:,.0f}")
    yield row("bytes per entry, zipped", lambda one: f"{(one.size - one.shell) / one.entries:,.0f}")
    for words in found[0].updates:
        yield [f"update: {words}, bytes", *(f"{one.updates[words].ours:,}" for one in found)]
        yield ["bsdiff on the unpacked files", *(f"{one.updates[words].generic:,}" for one in found)]


def _shipped(target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, target / name)
    for name in ("overrides", "macros", "mkdocs.yml"):
        (target / name).symlink_to(ROOT / name)
    return target


def _synthetic(target: Path) -> Path:
    write_project(target, library(SIZE))
    page = (ROOT / "docs/downloads.md").read_text("utf-8")
    (target / "docs/downloads.md").write_text(re.sub(r"\]\(about/[^)]*\)", "](index.md)", page), "utf-8")
    return target


def _measured(name: str, project: Path, console: Console) -> Bundled:
    """Build, bundle, change, bundle again."""
    console.print(f"{name}: building …")
    _allow(project, everything=True)
    site = measure([sys.executable, "-m", "macros", "build", "--today", DAYS[0]], project, ENVIRONMENT).seconds
    console.print(f"{name}: a full release …")
    every = _bundle(project, DAYS[0]) - site
    packs = len(list((project / "dist").glob("*.zip")))
    _allow(project, everything=False)
    console.print(f"{name}: the whole library, as it is and after four changes …")
    whole = _bundle(project, DAYS[0]) - site
    (old,) = (project / "dist").glob("*.zip")
    kept = Path(shutil.copy(old, project / "old.zip"))
    practices = sorted(path for path in (project / "docs/practices").glob("*.md") if path.name != "index.md")
    known = [word for path in practices for word in _plain(path)]
    short = next(path for path in practices if NOT_EVERYWHERE not in path.read_text("utf-8"))
    first, added = practices[0], practices[0].with_name("an-entry-of-chance.md")
    changes = {
        "one sentence": (first, _other_sentence(first)),
        "one new entry": (added, _new_entry(practices[1], known, DAYS[1])),
        "one new entry among older ones": (added, _new_entry(practices[1], known, _day(first))),
        "a new section in an old entry": (short, _with_new_section(short, known)),
    }
    return Bundled(
        name,
        _entries(project),
        site,
        whole,
        packs,
        every,
        kept.stat().st_size,
        _shell(kept),
        {words: _after(project, kept, path, text) for words, (path, text) in changes.items()},
    )


def _bundle(project: Path, day: str) -> float:
    return measure([sys.executable, "-m", "macros", "bundle", "--today", day], project, ENVIRONMENT).seconds


def _allow(project: Path, everything: bool) -> None:
    """Settings under which no size stops the measurement."""
    path = project / "data/site.yml"
    settings = yaml.safe_load(path.read_text("utf-8"))
    settings["bundles"] = dict.fromkeys(("library_bytes", "pack_bytes", "single_bytes"), ALLOWED)
    if not everything:
        settings["bundles"]["by"] = []
    path.write_text(as_yaml(settings), "utf-8")


def _entries(project: Path) -> int:
    found, _ = read_library(project)
    assert found is not None
    return len(found.records)


def _shell(bundle: Path) -> int:
    with zipfile.ZipFile(bundle) as opened:
        return sum(
            info.compress_size + 76 + 2 * len(info.filename)
            for info in opened.infolist()
            if info.filename.partition("/")[2].startswith(SHELL)
        )


def _after(project: Path, old: Path, path: Path, text: str) -> Update:
    """Change one file, bundle on the next day, and see what an update takes; the file is as before afterwards."""
    before = path.read_text("utf-8") if path.exists() else None
    path.write_text(text, "utf-8")
    _bundle(project, DAYS[1])
    (new,) = (project / "dist").glob("*.zip")
    update = Update(len(update_between(old, new)), len(bsdiff4.diff(_unpacked(old), _unpacked(new))))
    if before is None:
        path.unlink()
    else:
        path.write_text(before, "utf-8")
    return update


def _unpacked(bundle: Path) -> bytes:
    with zipfile.ZipFile(bundle) as archive:
        return b"".join(archive.read(name) for name in sorted(archive.namelist()))


def _other_sentence(path: Path) -> str:
    """An entry with its first sentence after a heading said in other words."""
    text = path.read_text("utf-8")
    found = re.search(r"(?<=\n\n)[A-Z][^#\[\]]{30,}?\.(?=\s)", text.partition("\n---\n")[2])
    if not found:
        raise ValueError(f"{path} has no sentence to change")
    words = " ".join(reversed(found[0].rstrip(".").split()))
    return text.replace(found[0], words[:1].upper() + words[1:].lower() + ".", 1)


def _day(path: Path) -> str:
    """The day on which an entry was added."""
    found = re.search(r"(?m)^added: *['\"]?([\d-]+)", path.read_text("utf-8"))
    if not found:
        raise ValueError(f"{path} has no day")
    return found[1]


def _with_new_section(path: Path, known: list[str]) -> str:
    """An entry with one more section of a hundred words."""
    return f"{path.read_text('utf-8').rstrip()}\n\n{_section(random.Random(9), known, NOT_EVERYWHERE)}\n"


def _new_entry(like: Path, known: list[str], day: str) -> str:
    """An entry with the fields of another, whose text nobody has written before: words of the library by chance."""
    chance = random.Random(7)
    front = like.read_text("utf-8").partition("\n---\n")[0]
    front = re.sub(r"(?m)^title:.*(\n  .*)*", f"title: {_said(chance, known, 8)}", front)
    front = re.sub(r"(?m)^summary:.*(\n  .*)*", f"summary: {_said(chance, known, 20)}", front)
    front = re.sub(r"(?m)^added:.*", f"added: {day}", front)
    front = re.sub(r"(?m)^(updated|last_reviewed):.*\n", "", front)
    sections = [_section(chance, known, heading) for heading in HEADINGS]
    return front + "\n---\n\n" + "\n\n".join(sections) + "\n"


def _section(chance: random.Random, known: list[str], heading: str) -> str:
    sentences = WORDS // len(HEADINGS) // SENTENCE
    return f"{heading}\n\n" + " ".join(_said(chance, known, SENTENCE) for _ in range(sentences))


def _said(chance: random.Random, known: list[str], words: int) -> str:
    return " ".join(chance.choice(known) for _ in range(words)).capitalize() + "."


def _plain(path: Path) -> list[str]:
    body = re.sub(r"\[@[^\]]*\]|\]\([^)]*\)", " ", path.read_text("utf-8").partition("\n---\n")[2])
    return re.findall(r"(?<![\w@/-])[a-z]{2,}(?![\w@/-])", body)
