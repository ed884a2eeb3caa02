"""The scripts of the site and of single files, as texts."""

from __future__ import annotations

import ast
import json
import re

from macros.bundles.pages.single_file import LIST, READY, SCRIPTS, SHARED, bare
from tests.conftest import ROOT

_THROWING = re.compile(r"\b(?:de|en)codeURI(?:Component)?\b|\bunescape\(|\bescape\(")


def test_addresses_are_read_and_written_in_one_place() -> None:
    """What a browser offers throws at `100%` or at half a character, and ends the script that called it.

    The worker that keeps the site runs without the scripts of pages, and looks out by itself.
    """
    scripts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in ROOT.glob("overrides/**/*.js")}
    assert len(scripts) > 20
    assert [name for name, text in scripts.items() if _THROWING.search(text)] == [
        "overrides/offline.js", "overrides/assets/js/address.js",
    ]  # fmt: skip


def test_scripts_of_pages_come_together() -> None:
    """Each would wait for the one before it: browsers don't look ahead past the policy that stands in a page."""
    around = (ROOT / "overrides/main.html").read_text("utf-8")
    head, _, body = around.partition("</head>")
    waiting = [tag for tag in re.findall(r"<script [^>]*src=[^>]*>", head) if not tag.startswith("<script defer")]
    assert [re.findall(r"assets/js/[a-z]+\.js", tag) for tag in waiting] == [["assets/js/keep.js"]]
    assert head.count("<script defer") > 5 and "<script" not in body


def test_the_explorer_asks_at_once_for_what_it_needs_of_the_search() -> None:
    """The parts that its page names are those that it waits for."""
    needed = re.search(r"const PARTS = (\[.*?\]);", (ROOT / "overrides/assets/js/search/explore.js").read_text("utf-8"))
    named = re.search(r"for part in (\(.*?\)) %", (ROOT / "overrides/lists/_explorer.html").read_text("utf-8"))
    assert needed and named and json.loads(needed[1]) == list(ast.literal_eval(named[1]))


def test_no_line_of_a_single_file_begins_inside_of_a_text() -> None:
    """Its scripts lose what their lines begin with, and lines that are comments."""
    shared = [ROOT / "overrides" / name for name in (*SHARED, *LIST)]
    scripts = [*shared, *(ROOT / "overrides/bundles" / name for name in (*SCRIPTS, READY))]
    for path in scripts:
        for line in map(bare, path.read_text("utf-8").splitlines()):
            code = re.sub(r'"(?:[^"\\]|\\.)*"', '""', line)
            assert code.count("`") % 2 == 0 and not code.endswith("\\"), (path.name, line)


def test_bare_scripts_say_the_same() -> None:
    """Addresses in texts are no comments."""
    assert bare('  // Why.\n\n  go("https://x"); // there\n') == 'go("https://x"); // there'
