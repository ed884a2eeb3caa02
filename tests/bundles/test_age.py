"""How old a bundle is, said from its first month on."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.bundles.check.age import age_line
from macros.cli.main import main
from tests.bundles.samples import ABOUT, files, make


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, ""),
        (0, ""),
        (30, ""),
        (31, "1 month"),
        (47, "2 months"),
        (181, "6 months"),
        (729, "2 years"),
        (1200, "3 years"),
    ],
)
def test_months_from_the_first_on(days: int, said: str) -> None:
    """As the pages count them; nothing where a clock stands before the day."""
    line = age_line(ABOUT.date, ABOUT.date + datetime.timedelta(days), ABOUT.online)
    assert line == (said and f"It is {said} old: a signature says who made it, not that it is new. "
                    "A newer one may be at https://river.example.org/downloads.html.")  # fmt: skip


def test_verify_and_apply_say_it(tmp_path: Path) -> None:
    """Of bundles from long ago."""
    for name, day in (("old", "1989-01-15"), ("new", "1990-01-15")):
        make(tmp_path / f"{name}.zip", files(day), day)
    run = CliRunner().invoke
    assert " years old: a signature says" in run(main, ["verify", str(tmp_path / "old.zip")]).output
    assert run(main, ["delta", *(str(tmp_path / f"{name}.zip") for name in ("old", "new"))]).exit_code == 0
    (tmp_path / "new.zip").unlink()
    assert " years old: a signature says" in run(main, ["apply", str(tmp_path / "old-to-new.ctdelta")]).output
