"""`commonthread proposal comment`: a comment from a report that a stranger may have written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.cli.main import main
from macros.review.facts import EntryChange, Report

ENTRY = EntryChange("docs/lessons/a.md", "new", "Lesson", "@all [x](https://example.org)", "lessons/a.html")


def _comment(tmp_path: Path, report: bytes, files: str = "docs/lessons/a.md\n") -> tuple[Result, Path]:
    (tmp_path / "report.json").write_bytes(report)
    (tmp_path / "files.txt").write_text(files, "utf-8")
    out = tmp_path / "comment.md"
    given = [str(tmp_path / "report.json"), "--files", str(tmp_path / "files.txt"), "--out", str(out)]
    preview = ["--preview", "https://example.org/run/1"]
    return CliRunner().invoke(main, ["proposal", "comment", *given, *preview]), out


def test_a_report_becomes_a_comment_in_our_words(tmp_path: Path) -> None:
    """With where the preview is."""
    done, out = _comment(tmp_path, json.dumps(Report((ENTRY,)).as_data()).encode())
    assert done.exit_code == 0, done.output
    text = out.read_text("utf-8")
    assert "- New: `@all [x](https://example.org)`, `Lesson`, in `docs/lessons/a.md`" in text
    assert text.endswith("Preview of the site with this proposal, for seven days: https://example.org/run/1\n")


def test_code_is_named_by_what_the_host_says_not_by_the_report(tmp_path: Path) -> None:
    """A report could keep silent about it."""
    files = "docs/lessons/a.md\nmacros/x.py\ndocs/about/@all.md\n"
    done, out = _comment(tmp_path, json.dumps(Report((ENTRY,)).as_data()).encode(), files)
    assert done.exit_code == 0
    assert "### Code: read it before you run it" in out.read_text("utf-8")
    assert "- `docs/about/@all.md`\n- `macros/x.py`" in out.read_text("utf-8")


@pytest.mark.parametrize("path", [".github/workflows/check.yml", ".ci/run"])
def test_who_changes_the_check_gets_no_report(tmp_path: Path, path: str) -> None:
    """It would have written it itself; not even a preview is led to."""
    done, out = _comment(tmp_path, b"x", f"docs/lessons/a.md\n{path}\n")
    assert done.exit_code == 0
    text = out.read_text("utf-8")
    assert text.startswith("This proposal changes how proposals are checked") and "https:" not in text


@pytest.mark.parametrize(
    "report",
    [b"", b"{}", b"[]", b"\xff", b"[" * 100_000, b'{"entries": NaN}', b"x" * 5_000_001, b'{"a": 1e999}'],
    ids=["empty", "no keys", "list", "bytes", "deep", "NaN", "large", "infinite"],
)
def test_what_is_no_report_ends_in_a_sentence(tmp_path: Path, report: bytes) -> None:
    """Nothing is written then."""
    done, out = _comment(tmp_path, report)
    assert done.exit_code == 1 and "it is no report" in done.stderr
    assert not isinstance(done.exception, (ValueError, RecursionError)) and not out.exists()
