"""Which files of a project differ from an earlier commit, as Git says."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import click


def changed_since(root: Path, revision: str) -> frozenset[str]:
    """Files that differ from a commit, in the commits after it, uncommitted and untracked ones too.

    Args:
        root: the project's folder, which may be a part of a repository.
        revision: a commit as Git names it: `main`, `HEAD~3`, a checksum.

    Returns:
        Paths relative to the project's folder, forward slashes; deleted files too.

    Raises:
        UsageError: where there is no Git, no repository, or no such commit in it.
    """
    commit = f"{revision}^{{commit}}"
    unknown = (
        f"Git knows no commit {revision!r} here; name a branch, HEAD~1 or a checksum, and fetch it if it is missing"
    )
    named = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", commit, silent=unknown).decode().strip()
    differ = _git(root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", named, "--", ".")
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(os.fsdecode(name) for name in (differ + untracked).split(b"\0") if name)


def _git(root: Path, *arguments: str, silent: str = "Git failed without a word") -> bytes:
    """What Git answers; `silent` is what is said for it where it fails and says nothing."""
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True).stdout
    except OSError as error:
        raise click.UsageError(f"--changed-since asks Git, which can't be run: {error.strerror}") from None
    except subprocess.CalledProcessError as error:
        said = os.fsdecode(error.stderr).strip()
        raise click.UsageError(f"--changed-since: {said or silent}") from None
