"""What `make quick` leaves out is found in the code of the tests."""

from __future__ import annotations

import pytest

from tests.conftest import build_project, bundle_project


def test_an_ordinary_test_costs_nothing(request: pytest.FixtureRequest) -> None:
    """It has no mark."""
    assert _marks(request) == set()


def test_a_build_is_found_behind_a_helper(request: pytest.FixtureRequest) -> None:
    """And bundles, which build too."""
    assert _marks(request) == {"builds", "bundles"}
    if not request:
        build_project(None, None)  # type: ignore[arg-type]
        _in_two_steps()


@pytest.mark.parametrize("command", ["build"])
def test_a_command_is_found_among_parameters(request: pytest.FixtureRequest, command: str) -> None:
    """Where the test holds only its name."""
    assert _marks(request) == {command + "s"}


def _in_two_steps() -> None:
    bundle_project(None)  # type: ignore[arg-type]


def _marks(request: pytest.FixtureRequest) -> set[str]:
    return {mark.name for mark in request.node.iter_markers()} - {"parametrize"}
