"""Everything there is to read is there without scripts, and links lead to it."""

from __future__ import annotations

from tests.engines.conftest import Copies
from tests.engines.engine import WIDTH, Engine


def test_content_is_read_by_links_alone(plain: Engine, copies: Copies) -> None:
    """From the start page to the index from A to Z and on to an entry; the same in the single file."""
    plain.open((copies.pack / "START-HERE.html").as_uri())
    plain.click(".open a[href$='a-z.html']")
    plain.until("return location.pathname.endsWith('a-z.html') && document.querySelector('.ct-rows a')")
    plain.click(".ct-rows a[href$='compost-pe-acoperis.html']")
    plain.until("return document.querySelector('article h1')")
    assert "Vecinii au cărat frunze pe acoperiș" in plain.text("article")
    assert "Umbra ține compostul viu" in plain.text("article")
    assert plain.run("return document.documentElement.scrollWidth") <= WIDTH
    assert plain.count(".ct-taken-row, button.ct-find") == 0, "scripts are off"
    plain.open(copies.single.as_uri())
    assert plain.count("html.js") == 0 and not plain.count("#finder *")
    plain.click("nav a[href='#type-group']")
    plain.until(
        "const top = document.getElementById('type-group').getBoundingClientRect().top; return top >= 0 && top < 200"
    )
    plain.open((copies.library / "check-and-update.html").as_uri())
    assert "This page needs JavaScript." in plain.text("main")
