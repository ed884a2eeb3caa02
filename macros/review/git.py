"""What Git is asked: which files differ from an earlier commit, and what files of a commit hold.

Only objects are read. No hook runs, no filter, no program that a repository names, and nothing is checked out.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FILE, PROGRAM = "100644", "100755"
"""Modes of regular files; all else is a link, a folder or another repository."""
_SILENT = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never")


class GitError(Exception):
    """Git can't answer; says why, and what to do."""


@dataclass(frozen=True)
class Blob:
    """A file of a commit."""

    path: str
    """Below the folder that was asked about, forward slashes."""
    mode: str
    """As Git writes it, `100644`."""
    id: str
    """Checksum of the object."""
    size: int
    """Bytes; 0 for what is no file."""


def fork_point(root: Path, revision: str) -> str:
    """The last commit that a branch shares with the current one: what a proposal began from.

    Args:
        root: a folder of the repository.
        revision: the branch, as Git names commits: `main`, `HEAD~3`, a checksum.

    Raises:
        GitError: where there is no Git, no repository, no such commit in it, or none that both share.
    """
    unknown = (
        f"Git knows no commit {revision!r} here; name a branch, HEAD~1 or a checksum, and fetch it if it is missing"
    )
    commit = f"{revision}^{{commit}}"
    named = ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", commit, silent=unknown).decode().strip()
    shallow = ask(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    apart = f"{revision!r} and the current commit have no commit in common"
    if shallow:
        apart += "; this clone holds only the last commits: fetch the others with `git fetch --unshallow`"
    return ask(root, "merge-base", named, "HEAD", silent=apart).decode().strip()


def files_that_differ(root: Path, commit: str) -> frozenset[str]:
    """Files below a folder that differ from a commit, uncommitted, untracked and deleted ones too."""
    differ = ask(root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", commit, "--", ".")
    untracked = ask(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(os.fsdecode(name) for name in (differ + untracked).split(b"\0") if name)


def files_of(root: Path, commit: str, folders: Iterable[str] = ()) -> Iterator[Blob]:
    """The files of a commit below a folder, or below some folders in it.

    Args:
        root: the folder; paths are relative to it.
        commit: as Git names it.
        folders: below it.

    Raises:
        GitError: where Git can't answer.
    """
    listed = ask(root, "ls-tree", "-r", "-l", "-z", "--end-of-options", commit, "--", *(folders or ["."]))
    for line in listed.split(b"\0"):
        if line:
            said, _, path = line.partition(b"\t")
            mode, _, id, size = said.split()
            yield Blob(os.fsdecode(path), mode.decode(), id.decode(), int(size) if size.isdigit() else 0)


def contents(root: Path, blobs: Iterable[Blob]) -> Iterator[tuple[Blob, bytes]]:
    """What files of a commit hold, in one call.

    Raises:
        GitError: where Git can't answer.
    """
    wanted = list(blobs)
    given = ask(root, "cat-file", "--batch", given="".join(f"{blob.id}\n" for blob in wanted).encode())
    at = 0
    for blob in wanted:
        head = given.index(b"\n", at)
        size = int(given[at:head].split()[2])
        yield blob, given[head + 1 : head + 1 + size]
        at = head + size + 2


def ask(root: Path, *arguments: str, given: bytes | None = None, silent: str = "Git failed without a word") -> bytes:
    """What Git answers.

    Args:
        root: where it is asked.
        arguments: of Git.
        given: what it reads.
        silent: what is said for it where it fails and says nothing.

    Raises:
        GitError: where it can't be run, or fails.
    """
    try:
        command = ["git", "-C", str(root), *_SILENT, *arguments]
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout
    except OSError as error:
        raise GitError(f"Git can't be run: {error.strerror}") from None
    except subprocess.CalledProcessError as error:
        raise GitError(os.fsdecode(error.stderr).strip() or silent) from None
