"""Files that are checked together with others: a single file or a ZIM with its list, a zip with its signature.

One list for every program that reads them, as `tests/bundles/cases.py` is for bundles by themselves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from macros.bundles.container.manifest import SUMS
from macros.bundles.signature import ENDING, Signer
from tests.bundles.samples import files, make, signer

SINGLE, ZIM, ZIP = "river-2027-01-15-0a1b2c.html", "river-2027-01-15-0a1b2c.zim", "river-2027-01-15-0a1b2c.zip"
LIST_SIGNATURE, ZIP_SIGNATURE = SUMS + ENDING, ZIP + ENDING


@dataclass(frozen=True)
class ListedCase:
    """A file of a release that Ana has signed, in a folder with what is chosen together with it."""

    change: Callable[[Path, Signer, Signer], None]
    """What somebody does in the folder of the release; they have Ben's key, and hers when she helps."""
    state: str
    """Name of the state that every reader finds."""
    words: str
    """Pattern of what is said, lines and all."""
    file: str = SINGLE
    """The file that is checked."""
    beside: tuple[str, ...] = (SUMS, LIST_SIGNATURE)
    """What stands beside it, or is chosen with it, where it is there."""
    known: bool = True
    """Whether the reader knows Ana's key."""


def fill_release(folder: Path, case: ListedCase) -> str:
    """Make the files of a case in an empty folder; gives Ana's public key."""
    ana, ben = signer(), signer()
    (folder / SINGLE).write_bytes(b"<!doctype html><p>Everything in one file.</p>")
    (folder / ZIM).write_bytes(b"ZIM\x04" + bytes(range(256)))
    make(folder / ZIP, files(), by=ana)
    write_list(folder, [SINGLE, ZIM, ZIP], ana)
    case.change(folder, ana, ben)
    for path in folder.iterdir():
        if path.name not in (case.file, *case.beside):
            path.unlink()
    return ana.public_key


def write_list(folder: Path, names: list[str], by: Signer) -> None:
    """The list of checksums of some files, and its signature."""
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(names)]
    text = "".join(lines).encode()
    (folder / SUMS).write_bytes(text)
    (folder / LIST_SIGNATURE).write_bytes(by.sign(text, "River Library, checksums, version 2027-01-15-0a1b2c"))


def _nothing(folder: Path, ana: Signer, ben: Signer) -> None:
    return


def _edited(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path, Signer, Signer], None]:
    def edit(folder: Path, ana: Signer, ben: Signer) -> None:
        (folder / name).write_bytes(change((folder / name).read_bytes()))

    return edit


def _forged_by_ben(folder: Path, ana: Signer, ben: Signer) -> None:
    """Another file, a list that fits it, and Ben's own signature."""
    (folder / SINGLE).write_bytes(b"<p>Send your password to</p>")
    write_list(folder, [SINGLE, ZIM, ZIP], ben)


def _forged_under_hers(folder: Path, ana: Signer, ben: Signer) -> None:
    """Another file and a list that fits it, under the signature of the old list."""
    hers = (folder / LIST_SIGNATURE).read_bytes()
    _forged_by_ben(folder, ana, ben)
    (folder / LIST_SIGNATURE).write_bytes(hers)


def _other_file(folder: Path, ana: Signer, ben: Signer) -> None:
    """A file of another release, in a name that the list doesn't have."""
    write_list(folder, [ZIM, ZIP], ana)


def _named_like_another(folder: Path, ana: Signer, ben: Signer) -> None:
    """The name of the file is that of another one in the list."""
    (folder / SINGLE).write_bytes((folder / ZIM).read_bytes())


def _own_signature(folder: Path, ana: Signer, ben: Signer) -> None:
    """Ben signs the zip beside her signature inside it."""
    (folder / ZIP_SIGNATURE).write_bytes(ben.sign((folder / ZIP).read_bytes(), "mine"))


LISTED: dict[str, ListedCase] = {
    "a single file in a signed list": ListedCase(
        _nothing, "SIGNED", r"By its name in SHA256SUMS, it is as of 2027-01-15\.(.|\n)*You can use it"
    ),
    "a ZIM in a signed list": ListedCase(_nothing, "SIGNED", "version 2027-01-15-0a1b2c", ZIM),
    "a single file, where no key is known": ListedCase(
        _nothing,
        "UNKNOWN_KEY",
        "It is the file that SHA256SUMS lists, but who signed the list was not checked",
        known=False,
    ),
    "a single file and a list without its signature": ListedCase(
        _nothing, "UNSIGNED", "It is the file that SHA256SUMS lists. Nothing proves who made the list", beside=(SUMS,)
    ),
    "a single file alone": ListedCase(
        _nothing, "FOREIGN", "SHA256SUMS and its signature, of the same release", beside=()
    ),
    "a ZIM alone": ListedCase(_nothing, "FOREIGN", "no bundle of this program", ZIM, ()),
    "a single file with a changed byte": ListedCase(
        _edited(SINGLE, lambda data: data.replace(b"one", b"own")),
        "DAMAGED",
        r"html has changed: it is not the file that SHA256SUMS lists\.",
    ),
    "a single file without its end": ListedCase(_edited(SINGLE, lambda data: data[:-1]), "DAMAGED", "has changed"),
    "a ZIM with something behind it": ListedCase(
        _edited(ZIM, lambda data: data + b"\0"), "DAMAGED", "zim has changed", ZIM
    ),
    "a file with the content of another one": ListedCase(
        _named_like_another, "SIGNED", r"It has another name there: river-2027-01-15-0a1b2c\.zim\."
    ),
    "a file that the list doesn't have": ListedCase(_other_file, "FOREIGN", "no bundle of this program"),
    "a list with a changed letter": ListedCase(
        _edited(SUMS, lambda data: data.replace(b".zip", b".zap")), "DAMAGED", "was not made for this content"
    ),
    "a list that is no list": ListedCase(
        _edited(SUMS, lambda data: b"\xff\x00"), "FOREIGN", "no bundle of this program"
    ),
    "a forged list under the old signature": ListedCase(_forged_under_hers, "DAMAGED", "was not made for this content"),
    "a forged list by somebody else": ListedCase(
        _forged_by_ben, "UNKNOWN_KEY", "no key that is trusted here has signed it. Don't use it as theirs"
    ),
    "a signature of the list that is none": ListedCase(
        _edited(LIST_SIGNATURE, lambda data: b"signed, really"), "DAMAGED", "signature can't be read"
    ),
    "a signature of the list with another beginning": ListedCase(
        _edited(LIST_SIGNATURE, lambda data: b"untrusted comment: hello\n" + data.partition(b"\n")[2]),
        "DAMAGED",
        "signature is not as this program writes it",
    ),
    "a zip with its signature": ListedCase(
        _nothing, "SIGNED", r"river-2027-01-15-0a1b2c\.zip\.minisig fits\.", ZIP, (ZIP_SIGNATURE,)
    ),
    "a zip with its signature and the list": ListedCase(
        _nothing, "SIGNED", "zip.minisig fits", ZIP, (ZIP_SIGNATURE, SUMS, LIST_SIGNATURE)
    ),
    "a zip with its signature, where no key is known": ListedCase(
        _nothing, "UNKNOWN_KEY", "minisig was made with a key that is not known here", ZIP, (ZIP_SIGNATURE,), False
    ),
    "a zip with the signature of the list": ListedCase(
        lambda folder, ana, ben: (folder / LIST_SIGNATURE).replace(folder / ZIP_SIGNATURE) and None,
        "DAMAGED",
        "zip.minisig: the signature was not made for this content",
        ZIP,
        (ZIP_SIGNATURE,),
    ),
    "a zip with a signature by another key than the one inside": ListedCase(
        _own_signature,
        "DAMAGED",
        "zip.minisig: it is of another key than the signature inside the bundle",
        ZIP,
        (ZIP_SIGNATURE,),
    ),
    "a single file that Ana has signed by itself": ListedCase(
        lambda folder, ana, ben: (
            (folder / (SINGLE + ENDING)).write_bytes(ana.sign((folder / SINGLE).read_bytes(), "mine")) and None
        ),
        "SIGNED",
        r"html\.minisig fits\.",
        beside=(SUMS, LIST_SIGNATURE, SINGLE + ENDING),
    ),
}
"""By what is chosen."""
