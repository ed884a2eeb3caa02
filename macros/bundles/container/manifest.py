"""The manifest of a bundle: what it is, and path, size and SHA-256 of every file.

Its text follows from the files, byte by byte, so an update need not carry it.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from macros.bundles.container.errors import DamagedError
from macros.bundles.container.paths import check_paths

MANIFEST = "MANIFEST.json"
SIGNATURE = "MANIFEST.json.minisig"
"""Signature of the manifest, beside it; the only file that it doesn't list."""
SUMS = "SHA256SUMS"
"""Checksums of everything in a release, as `sha256sum --check` reads them; beside the files, not in them."""
FORMAT = "common-thread bundle 1"
MOST_FILES = 50_000
"""Files of a bundle; the reader refuses more before it looks at any of them."""
_SUM = re.compile("[0-9a-f]{64}")
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters with which a title could write lines of its own into what a person reads about a bundle."""


@dataclass(frozen=True)
class About:
    """What a bundle is."""

    id: str
    """Id of the pack."""
    title: str
    """Title of the pack."""
    library: str
    """Name of the library that it is from."""
    version: str
    """What this state of the content is called."""
    day: str
    """Day of the build, YYYY-MM-DD from 1980 on; also the date of each file in the archive."""
    online: str
    """Address of the library on the web, empty where there is none."""
    folder: str
    """The one folder that everything unpacks into."""

    @property
    def date(self) -> datetime.date:
        """The day of the build.

        Raises:
            DamagedError: when it is none.
        """
        try:
            day = datetime.date.fromisoformat(self.day)
        except ValueError:
            day = datetime.date.min
        if day.isoformat() != self.day or not 1980 <= day.year <= 2107:
            raise DamagedError(f"{self.day!r} is no day that a zip file can hold (YYYY-MM-DD, from 1980 to 2107)")
        return day


@dataclass(frozen=True)
class FileSum:
    """Size in bytes and SHA-256 in hexadecimal of one file."""

    size: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> FileSum:
        """Of these bytes."""
        return cls(len(content), hashlib.sha256(content).hexdigest())


@dataclass(frozen=True)
class Manifest:
    """What a manifest says."""

    about: About
    files: Mapping[str, FileSum]
    """By path below the bundle's folder, sorted; neither the manifest nor its signature."""

    def text(self) -> bytes:
        """The file: one line for each fact and each file, and the SHA-256 of all these lines."""
        lines = [
            f'{json.dumps(path, ensure_ascii=False)}: {{"size": {known.size}, "sha256": "{known.sha256}"}}'
            for path, known in sorted(self.files.items())
        ]
        body = _head_text(self.about) + ",\n".join(lines).encode() + b"\n},\n"
        return body + f'"sha256": "{hashlib.sha256(body).hexdigest()}"\n}}\n'.encode()


def _head_text(about: About) -> bytes:
    """The manifest up to its first file."""
    head = {"format": FORMAT, **asdict(about)}
    lines = [f'"{name}": {json.dumps(value, ensure_ascii=False)},\n' for name, value in head.items()]
    return ("{\n" + "".join(lines) + '"files": {\n').encode()


def read_manifest(text: bytes) -> Manifest:
    """Read a manifest, which must be exactly as `Manifest.text` writes it.

    Raises:
        DamagedError: when it is not; `PathError` when it names a file that no bundle may hold.
    """
    data = _json(text)
    files = data.get("files")
    if not isinstance(files, dict):
        raise DamagedError(f"{MANIFEST} does not list the files")
    manifest = manifest_of(data, {path: _file_sum(path, value) for path, value in files.items()})
    if manifest.text() != text:
        raise DamagedError(f"{MANIFEST} is not as this program writes it")
    return manifest


def manifest_of(facts: Mapping[str, Any], files: Mapping[str, FileSum]) -> Manifest:
    """The manifest of a bundle whose facts and files somebody else has named.

    Args:
        facts: by the names that they have in `About`; others are passed over.
        files: by path below the bundle's folder.

    Raises:
        DamagedError: when a fact is none; `PathError` for a file that no bundle may hold.
    """
    if len(files) > MOST_FILES:
        raise DamagedError(f"there are {len(files):,} files, more than any bundle has")
    about = _about(facts)
    check_paths([f"{about.folder}/{path}" for path in (MANIFEST, SIGNATURE, *files)])
    return Manifest(about, files)


def _json(text: bytes) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise DamagedError(f"{MANIFEST} can't be read")
    if data.get("format") != FORMAT:
        raise DamagedError(f'{MANIFEST} is of another format; this program reads "{FORMAT}"')
    return data


def _about(data: Mapping[str, Any]) -> About:
    values = {field.name: data.get(field.name) for field in fields(About)}
    if not all(
        isinstance(value, str) and len(value) <= 1000 and not _STEERING.search(value) for value in values.values()
    ):
        raise DamagedError(f"{MANIFEST} does not say what the bundle is")
    about = About(**{name: str(value) for name, value in values.items()})
    about.date  # noqa: B018 - refuses what is no day
    if "/" in about.folder:
        raise DamagedError(f"{MANIFEST} names {about.folder!r} as its folder, which is more than one")
    return about


def _file_sum(path: str, value: Any) -> FileSum:
    size, sha256 = (value.get("size"), value.get("sha256")) if isinstance(value, dict) else (None, None)
    if type(size) is not int or size < 0 or not isinstance(sha256, str) or not _SUM.fullmatch(sha256):
        raise DamagedError(f"{MANIFEST} has no size and SHA-256 of {path!r}")
    return FileSum(size, sha256)
