"""Giving an entry by the form of an unpacked pack, by keyboard; what comes of it is received."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from macros.cli.main import main
from tests.community import TODAY, copy_second
from tests.engines.conftest import Copies
from tests.engines.engine import WIDTH, Engine

TITLE = "Semințe la schimb"


def _choose(engine: Engine, typed: str, words: str) -> None:
    """Type into a field with a list below it, and take the first of the list."""
    engine.type(typed)
    engine.shows("[role=option]", words)
    engine.press("ArrowDown", "Enter")


def test_a_practice_becomes_a_parcel_that_is_received(engine: Engine, copies: Copies, tmp_path: Path) -> None:
    """What is missing is said with a way to it; then the parcel is saved, and becomes a file of the library."""
    engine.fresh((copies.library / "contribute/form.html").as_uri() + "#practice")
    engine.until("return document.querySelector('#ct-give h2')?.checkVisibility()")
    for label, words in {"Title": TITLE, "Summary": "Vecinii au adus semințe și au plecat cu altele."}.items():
        engine.go_to(label)
        engine.type(words)
    engine.go_to("Validation level")
    engine.type("Rod")
    for label in ("Problem", "What was done"):
        engine.go_to(label)
        engine.type("1. S-a pus o masă.")
    engine.go_to("Countries")
    _choose(engine, "Rom", "România")
    engine.go_to("Make the parcel")
    engine.press("Enter")
    engine.shows(".ct-give__summary", "A practice needs at least one source")
    engine.go_to("Sources: ")
    engine.press("Enter")
    engine.until("return document.activeElement.matches('[role=combobox]')")
    _choose(engine, "Minuta", "Minuta")
    engine.go_to("Make the parcel")
    engine.press("Enter")
    engine.until("return document.activeElement.textContent === 'The parcel is ready'")
    assert engine.run("return document.documentElement.scrollWidth") <= WIDTH
    engine.go_to("Save the parcel")
    parcel = engine.saved(lambda: engine.press("Enter"))
    assert parcel.name == "seminte-la-schimb.parcel.json"
    project = copy_second(tmp_path / "project")
    command = ["--root", str(project), "receive", str(parcel), "--today", TODAY.isoformat(), "--write"]
    told = CliRunner().invoke(main, command)
    assert told.exit_code == 0, told.output
    entry = (project / "docs/practices/seminte-la-schimb.md").read_text("utf-8")
    assert f"title: {TITLE}\n" in entry and "- source: minuta-sezatoarei\n" in entry and "- romania\n" in entry
