"""The list by which a browser keeps the published site: `offline.json`, read by `overrides/offline.js`.

It names what readers need of the site, each file with a checksum and its size, so that a newer state costs only what
has changed. What is for other programs or to be taken away by itself is left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

FILE = "offline.json"
_LEFT_OUT = ("data/", "downloads/", "embed/", "forms/", "assets/img/share/")
_LENGTH = 16
"""Hexadecimal digits of a checksum: enough to see that a file has changed, which is all it is for."""


def write_offline(site: Path, made: Mapping[str, str]) -> None:
    """Write the list of a finished site: its pages, and all in its folders but what is for others.

    At the top of the site only pages are read; robots, feeds and whatever a build has put there for itself are not.

    Args:
        site: the site's folder.
        made: its `version`, its `day` and that day in `words`.
    """
    files = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if not name.startswith(_LEFT_OUT) and ("/" in name or path.suffix == ".html"):
            content = path.read_bytes()
            files[name] = [hashlib.sha256(content).hexdigest()[:_LENGTH], len(content)]
    text = json.dumps({**made, "files": files}, ensure_ascii=False, separators=(",", ":"))
    (site / FILE).write_text(text + "\n", encoding="utf-8")


def renew_offline(site: Path) -> None:
    """Write the list anew, where there is one, after files of the site have changed."""
    if (site / FILE).is_file():
        known = json.loads((site / FILE).read_text(encoding="utf-8"))
        write_offline(site, {name: known[name] for name in known if name != "files"})
