"""Whether a bundle is what its makers gave away, said in words for the person who holds it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from macros.bundles.check.age import age_line
from macros.bundles.check.listed import LARGEST_LIST, Listed, listed
from macros.bundles.check.unpacked import Comparison, bundle_folder, compared, shown
from macros.bundles.container.archive import check_seal, read_file, read_members
from macros.bundles.container.bundle import Bundle, gather
from macros.bundles.container.errors import BundleError, DamagedError, ForeignError, PathError
from macros.bundles.container.manifest import MANIFEST, SIGNATURE, SUMS, About, FileSum, read_manifest
from macros.bundles.container.minisig import UNSIGNED, Key, Signed, SignedBy, check_signature, read_signature
from macros.bundles.container.sidecar import LARGEST_SIGNATURE, sidecar_of


class State(Enum):
    """What was found."""

    SIGNED = "intact and signed by a known key"
    UNSIGNED = "intact, unsigned"
    UNKNOWN_KEY = "intact, but signed by a key that is not known here"
    MIXED = "every file of the bundle is right, but others lie among them"
    DAMAGED = "damaged"
    FOREIGN = "not one of our bundles"


@dataclass(frozen=True)
class Verdict:
    """What was found, and what it means for the reader."""

    state: State
    about: About | None
    """What the bundle says of itself, where that can be read."""
    found: tuple[str, ...]
    """Each thing that is wrong or worth knowing, one line each."""
    trusted: bool
    """Whether the bundle can be used, by the rules that were asked for."""
    right: str = "Every file is as the list in it says"
    """What a comparison that finds no difference means, in words."""
    signed: SignedBy = UNSIGNED
    """Who has signed what could be used."""
    day: datetime.date | None = None
    """Of a file that is no bundle: in the name that the list of checksums has for it."""

    def lines(self, today: datetime.date | None = None) -> Iterator[str]:
        """The whole answer; what the bundle says of itself stands in quotation marks that it can't close.

        Args:
            today: to say how old it is.
        """
        if self.about:
            library, title, version = map(_quoted, (self.about.library, self.about.title, self.about.version))
            yield f"It says that it is {title} of {library}, version {version}, as of {self.about.day}."
        if self.day:
            yield f"By its name in {SUMS}, it is as of {self.day}."
        day, online = (self.about.date, self.about.online) if self.about else (self.day, "")
        if today and day and self.state is not State.DAMAGED and (age := age_line(day, today, online)):
            yield age
        if self.signed.state is Signed.KNOWN:
            yield f"Signed with the key {self.signed.key}, which says: {_quoted(shown(self.signed.comment))}."
        elif self.signed.state is Signed.UNKNOWN:
            yield f"It carries a signature of the key {self.signed.key}, which was not checked."
        yield f"Result: {self.state.value}."
        yield from self.found
        yield (_ADVICE[self.state] if self.trusted or self.state in _BAD else _NOT_TRUSTED).format(right=self.right)


_BAD = {State.MIXED, State.DAMAGED, State.FOREIGN}
_ADVICE = {
    State.SIGNED: "You can use it.",
    State.UNSIGNED: "{right}. Nothing proves who made the list: use it if you trust where it is from.",
    State.UNKNOWN_KEY: "{right}, but who signed the list was not checked. Ask the library's editors for their public "
    "key, and check again with --public-key.",
    State.MIXED: "What is not ours may be left from an older copy, or be somebody else's page that looks like ours. "
    "Delete the folder, unpack the file again, and check once more.",
    State.DAMAGED: "Don't use it. Get it again from where it came from; if it is damaged again, tell the editors.",
    State.FOREIGN: "Check that you took the right file. A bundle ends in .zip and is made by commonthread bundle; "
    f"a single file, a ZIM and a PDF can be checked where {SUMS} and its signature, of the same release, stand "
    "beside them.",
}
_NOT_TRUSTED = "{right}, but no key that is trusted here has signed it. Don't use it as theirs."


def verify(path: Path, keys: Sequence[Key] = (), require_signature: bool = False) -> Verdict:
    """Check a bundle, packed or unpacked, without a network.

    Args:
        path: a zip file, the folder that it unpacked to, or another file of a release with its checksums beside it.
        keys: public keys of the makers; without any, no signature can be checked.
        require_signature: trust only what one of the keys has signed.
    """
    try:
        looked = _folder(path) if path.is_dir() else _in_list(listed(path)) or _archive(path)
    except ForeignError as error:
        return Verdict(State.FOREIGN, None, (_sentence(error),), False)
    except BundleError as error:
        return Verdict(State.DAMAGED, None, (_sentence(error),), False)
    found = list(looked.found)
    signed = UNSIGNED
    try:
        signed = check_signature(looked.text, looked.signature, keys, ours=True)
        found += _beside(path, looked, keys)
    except DamagedError as error:
        return Verdict(State.DAMAGED, looked.about, (*looked.damage, *found, _sentence(error)), False)
    if looked.damage:
        return Verdict(State.DAMAGED, looked.about, (*looked.damage, *found), False)
    if looked.mixed:
        return Verdict(State.MIXED, looked.about, tuple(found), False)
    state = {Signed.NO: State.UNSIGNED, Signed.KNOWN: State.SIGNED, Signed.UNKNOWN: State.UNKNOWN_KEY}[signed.state]
    unknown = state is State.UNKNOWN_KEY and keys
    trusted = state is State.SIGNED or not (require_signature or unknown)
    return Verdict(state, looked.about, tuple(found), trusted, looked.right, signed, looked.day)


@dataclass(frozen=True)
class _Looked:
    """A manifest or a list of checksums with its signature, and what differs from it."""

    about: About | None
    text: bytes
    signature: bytes | None
    damage: tuple[str, ...]
    found: tuple[str, ...] = ()
    mixed: bool = False
    """Whether files that are not ours lie among those of the bundle."""
    right: str = Verdict.right
    day: datetime.date | None = None


def _in_list(found: Listed | None) -> _Looked | None:
    """A file that a list of checksums has, where there is one."""
    if found is None:
        return None
    right = f"It is the file that {SUMS} lists"
    return _Looked(None, found.text, found.signature, found.damage, found.found, right=right, day=found.day)


def _archive(path: Path) -> _Looked:
    """Compare a zip file with its own hash and its manifest.

    Raises:
        BundleError: when not even its manifest can be read.
    """
    data = read_file(path)
    damage = []
    try:
        check_seal(data)
    except DamagedError as error:
        damage.append(_sentence(error))
    try:
        bundle = gather(list(read_members(data)))
    except BundleError as error:
        if damage and not isinstance(error, PathError):
            raise DamagedError(f"{damage[0]} More: {error}") from None
        raise
    differing = [text for name in bundle.members if (text := _difference(bundle, name))]
    if damage and not differing:
        differing = ["Its files are right; the damage is around them."]
    return _Looked(bundle.manifest.about, bundle.text, bundle.signature, (*damage, *differing))


def _difference(bundle: Bundle, name: str) -> str | None:
    """What is wrong with a file of an archive."""
    try:
        content = bundle.members[name].content()
    except DamagedError:
        return f"{name} can't be unpacked: its bytes have changed."
    return compared(name, FileSum.of(content), bundle.manifest)


def _folder(path: Path) -> _Looked:
    """Compare a folder with its manifest.

    Raises:
        BundleError: when the manifest can't be read.
    """
    root = bundle_folder(path)
    text = read_file(root / MANIFEST, LARGEST_LIST)
    manifest = read_manifest(text)
    comparison = Comparison(root, manifest)
    damage = comparison.damage
    signature = root / SIGNATURE
    if signature.exists() and not signature.is_file():
        damage.append(f"{SIGNATURE} is no file.")
    signed = read_file(signature, LARGEST_SIGNATURE) if signature.is_file() else None
    mixed = bool(comparison.others)
    return _Looked(manifest.about, text, signed, tuple(damage), tuple(comparison.foreign()), mixed)


def _beside(path: Path, looked: _Looked, keys: Sequence[Key]) -> list[str]:
    """What the signature file beside a zip file says.

    Raises:
        DamagedError: when it belongs to another file, or is of another key than the signature inside.
    """
    if path.is_dir() or not sidecar_of(path).is_file():
        return []
    file = sidecar_of(path)
    try:
        text = read_file(file, LARGEST_SIGNATURE)
        signed = check_signature(read_file(path), text, keys, ours=True)
        if looked.signature is not None and read_signature(text).key != read_signature(looked.signature).key:
            raise DamagedError("it is of another key than the signature inside the bundle")
    except BundleError as error:
        raise DamagedError(f"{shown(file.name)}: {error}") from None
    if signed.state is Signed.UNKNOWN:
        return [f"{shown(file.name)} was made with a key that is not known here, so it was not checked."]
    return [f"{shown(file.name)} fits."]


def _quoted(text: str) -> str:
    """What a stranger's file says, marked as such; it can't end the quotation and go on in our words."""
    return "“" + text.translate({ord("“"): "‘", ord("”"): "’"}) + "”"


def _sentence(error: object) -> str:
    """A message with its capital and its full stop; the name of a file keeps its first letter."""
    text = str(error)
    named = not text.partition(" ")[0].isalpha() or text.startswith("'")
    return (text if named else text[:1].upper() + text[1:]) + ("" if text.endswith(".") else ".")
