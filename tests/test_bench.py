"""The synthetic libraries of the benchmarks. Their speed is measured by `make bench` and asserted nowhere."""

from __future__ import annotations

import datetime
from pathlib import Path

from macros.model.registry import record_types
from macros.shell import check_site
from tests.bench.project import library, write_project


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a project's content, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for name in ("data", "docs")
        for path in sorted((folder / name).rglob("*"))
        if path.is_file()
    }


def test_the_same_size_gives_the_same_files(tmp_path: Path) -> None:
    """Two runs write the same bytes, so that results can be compared between days."""
    for name in ("first", "second"):
        write_project(tmp_path / name, library(60))
    assert files(tmp_path / "first") == files(tmp_path / "second")


def test_a_synthetic_library_holds_every_type_and_passes_the_check(tmp_path: Path) -> None:
    """A new type must be added to the generator, or the benchmarks would not show what it costs."""
    made = library(60)
    write_project(tmp_path / "project", made)
    site, problems = check_site(tmp_path / "project", tmp_path / "project" / "overrides", datetime.date(2026, 6, 1))
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    assert site is not None
    assert {record.type_name for record in site.graph.records.values()} == set(record_types())
    assert len(site.graph.records) == len(made) == 60
