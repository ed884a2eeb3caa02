"""Which files of a project a proposal changes, as Git says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from macros.review.git import GitError, files_that_differ, fork_point


@dataclass(frozen=True)
class Changes:
    """What differs from the commit that a proposal began from."""

    commit: str
    """Its checksum."""
    files: frozenset[str]
    """Paths relative to the project's folder, forward slashes; deleted files too."""


def changes_since(root: Path, revision: str) -> Changes:
    """What has changed since the current branch left another, in commits and in the folder.

    What others have changed on the other branch meanwhile is no part of it.

    Args:
        root: the project's folder, which may be a part of a repository.
        revision: the other branch, or a commit as Git names it: `main`, `HEAD~3`, a checksum.

    Raises:
        UsageError: where there is no Git, no repository, or no such commit in it.
    """
    try:
        commit = fork_point(root, revision)
        return Changes(commit, files_that_differ(root, commit))
    except GitError as error:
        raise click.UsageError(f"--changed-since: {error}") from None
