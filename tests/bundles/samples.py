"""A small bundle with every kind of file, and keys that belong to nobody."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import minisign

from macros.bundles.container.bundle import write_bundle
from macros.bundles.container.manifest import About
from macros.bundles.signature import ENDING, Signer, trusted_comment
from macros.bundles.update.make.updates import update_between

ABOUT = About(
    id="water",
    title="Water · eau · ماء",
    library="River Library",
    version="1.4",
    day="2027-01-15",
    online="https://river.example.org/",
    folder="river-library",
)
PAGE = "<html><body><h1>Page {number}</h1><p>{text}</p><footer>Content as of {day}.</footer></body></html>\n"
TEXT = "Neighbours on both banks agreed when each opens the gate, and wrote it down."


def files(day: str = ABOUT.day, pages: int = 6, **changed: str) -> dict[str, bytes]:
    """Files of a bundle; `p3="…"` changes the text of page 3."""
    made = {
        f"library/pages/p{number}.html": PAGE.format(number=number, text=changed.get(f"p{number}", TEXT), day=day)
        for number in range(pages)
    }
    texts = [changed.get(f"p{number}", TEXT) for number in range(pages)]
    made["library/search/texts.js"] = "shard(" + ",".join(f'"{text}"' for text in texts) + ")"
    made["START-HERE.html"] = PAGE.format(number="first", text="Open this one.", day=day)
    made["library/empty.txt"] = ""
    made["library/ș-ț.txt"] = "a name beyond ASCII"
    return {path: text.encode() for path, text in made.items()} | {"library/mark.png": bytes(range(256))}


def about(day: str) -> About:
    """The bundle of another day."""
    return dataclasses.replace(ABOUT, day=day)


def signer() -> Signer:
    """Signs with a key that is new each time."""
    return Signer(minisign.KeyPair.generate().secret_key)


def make(target: Path, content: dict[str, bytes], day: str = ABOUT.day, by: Signer | None = None) -> Path:
    """A bundle, with both signatures when there is somebody to sign it."""
    known = about(day)
    words = trusted_comment(known)
    write_bundle(target, known, content, (lambda text: by.sign(text, words)) if by else None)
    if by:
        target.with_name(target.name + ENDING).write_bytes(by.sign(target.read_bytes(), words))
    return target


def make_update_file(target: Path, old: Path, new: Path) -> Path:
    """The update between two bundles."""
    target.write_bytes(update_between(old, new))
    return target
