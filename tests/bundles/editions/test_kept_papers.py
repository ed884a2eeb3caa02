"""Documents that earlier releases have made: used again only where nothing but the day and the version would change."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.bundles.editions import kept_papers, pdf
from macros.bundles.editions.kept_papers import FOLDER, KeptPapers
from macros.bundles.editions.pdf import write_pdfs
from tests.bundles.editions.sample_site import contents_of
from tests.community import graph_of, record


class Press:
    """Makes print editions of one small library, and counts what is set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._folder = folder
        self._cache = folder / "cache"
        self._cache.mkdir()
        self.set: list[str] = []
        """HTML of what the last release has set."""
        monkeypatch.setattr(pdf, "_set_all", self._set_all)

    def _set_all(self, asked: list[pdf.Asked]) -> Iterator[bytes]:
        self.set = [html for html, *_ in asked]
        return (f"%PDF {html}".encode() for html in self.set)

    def release(self, day: int, program: str = "program", gate: str = "Open it at dawn.", **more: object) -> list[Path]:
        """Its files, in the order in which they were made.

        Args:
            day: of April 2026.
            program: what the program is called.
            gate: what a note says.
            more: for `write_pdfs`.
        """
        notes = [
            record("guidance", id, body={"purpose": words, "steps": "1. Go."})
            for id, words in (("gate", gate), ("well", "Close it at night."))
        ]
        graph = graph_of(*notes, record("group", "cerc", title="Cerc"), today=datetime.date(2026, 4, day))
        contents = contents_of(graph)
        contents.version = f"2026-04-{day:02}-abcdef01"
        kept = KeptPapers(self._cache, program)
        written = write_pdfs(contents, self._folder / f"{day}", kept=kept, **more)  # type: ignore[arg-type]
        return [one.path for one in written]

    def kept(self) -> list[Path]:
        """The files in the cache."""
        return sorted((self._cache / FOLDER).iterdir())


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Press:
    """With nothing kept yet."""
    return Press(monkeypatch, tmp_path)


def test_what_says_nothing_new_keeps_its_file(press: Press) -> None:
    """Its name and its bytes, and so its day; the first time, everything says the day of the library."""
    first = press.release(1)
    assert len(press.set) == len(first) == len(press.kept()) > 3
    assert all("1 April 2026" in html and "2026-04-01-abcdef01" in html and "\ue0d0" not in html for html in press.set)
    later = press.release(9)
    assert press.set == []
    assert [path.name for path in later] == [path.name for path in first]
    assert [path.read_bytes() for path in later] == [path.read_bytes() for path in first]


def test_only_what_says_something_new_is_set_again(press: Press) -> None:
    """The note and the book that it stands in; with the new day, and what they said before is forgotten."""
    first = press.release(1)
    later = press.release(9, gate="Open it at noon.")
    changed = [new.name for old, new in zip(first, later, strict=True) if old.name != new.name]
    assert len(changed) == len(press.set) == sum("noon" in html for html in press.set) == 2
    assert all(name.endswith("-2026-04-09-abcdef01.pdf") for name in changed)
    assert len(press.kept()) == len(first)
    press.release(9)
    assert len(press.set) == 2, "the earlier state was forgotten"


def test_a_date_in_the_text_is_no_day_of_the_library(press: Press) -> None:
    """An entry that names the day of its release says something else when it names that of the next one."""
    press.release(1, gate="As of 1 April 2026, version 2026-04-01-abcdef01.")
    later = press.release(9, gate="As of 9 April 2026, version 2026-04-09-abcdef01.")
    assert len(press.set) == 2 and b"As of 9 April 2026, version" in later[0].read_bytes()


@pytest.mark.parametrize("what", ["the program", "the style", "the fonts", "a library"])
def test_what_it_is_made_with_counts(press: Press, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """Everything is set again after a change of it."""
    every = len(press.release(1))
    if what == "the style":
        monkeypatch.setattr(pdf, "STYLE", "single-file.css")
    elif what == "the fonts":
        monkeypatch.setattr(kept_papers, "_fonts_seen", lambda: "others")
    elif what == "a library":
        monkeypatch.setattr(kept_papers, "_version", lambda library: "99")
    press.release(9, program="another" if what == "the program" else "program")
    assert len(press.set) == every


def test_a_damaged_file_is_as_if_it_were_not_there(press: Press) -> None:
    """Cut, changed or empty: the document is set again and kept."""
    press.release(1)
    whole = press.kept()
    for path, content in zip(whole, (b"", whole[1].read_bytes()[:-1], whole[2].read_bytes() + b" "), strict=False):
        path.write_bytes(content)
    press.release(9)
    assert len(press.set) == 3
    press.release(9)
    assert press.set == []


def test_where_fonts_are_unknown_nothing_is_kept(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody could say whether a document would still come out the same."""
    monkeypatch.setattr(kept_papers, "_fonts_seen", lambda: "")
    every = len(press.release(1))
    press.release(1)
    assert len(press.set) == every


def test_a_font_that_is_new_or_gone_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By fontconfig's own folders; they are asked, not guessed."""
    fonts, settings = tmp_path / "fonts", tmp_path / "fonts.conf"
    fonts.mkdir()
    places = {"FcConfigGetFontDirs": fonts, "FcConfigGetConfigFiles": settings}
    monkeypatch.setattr(kept_papers, "_listed", lambda library, function: iter([places[function]]))
    seen = [kept_papers._fonts_seen()]
    (fonts / "a.ttf").write_bytes(b"font")
    seen.append(kept_papers._fonts_seen())
    (fonts / "a.ttf").write_bytes(b"another")
    seen.append(kept_papers._fonts_seen())
    settings.write_text("<fontconfig/>", "utf-8")
    seen.append(kept_papers._fonts_seen())
    assert len(set(seen)) == 4 and all(seen)


def test_some_entries_forget_nothing(press: Press) -> None:
    """Whoever asks for one document has not released the rest."""
    every = len(press.release(1))
    press.release(9, entries=["well"], packs=[])
    assert press.set == [] and len(press.kept()) == every
