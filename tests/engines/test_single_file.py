"""The single file: wherever a link, an address or a hit of the finder leads, that is what stands in the window."""

from __future__ import annotations

from tests.browser.test_single_file import NEAR, OFF, PLACES, SETTLED
from tests.engines.conftest import Copies
from tests.engines.engine import WIDTH, Engine

EVERY = 2
"""Of the articles, one in so many."""
_SETTLED = f"return ({SETTLED})()"
_OFF = f"return ({OFF})(arguments[0])"


def _off(engine: Engine, id: str) -> int:
    engine.run(_SETTLED)
    return int(engine.run(_OFF, id))


def test_every_link_leads_to_its_place(engine: Engine, copies: Copies) -> None:
    """Of the contents, each in a file that was opened just now, and of entries; then the same by addresses."""
    address = copies.single.as_uri()
    engine.fresh(address)
    assert engine.run("return document.documentElement.scrollWidth") <= WIDTH
    places = engine.run(f"return ({PLACES})(arguments[0])", EVERY)
    assert len(places) > 15
    off = {}
    for id in places:
        engine.fresh(address)
        engine.run("document.querySelector(`a[href='#${arguments[0]}']`).click()", id)
        off[f"link to {id}"] = _off(engine, id)
    for id in places[::3]:
        engine.fresh(f"{address}#{id}")
        off[f"address of {id}"] = _off(engine, id)
    assert {name: distance for name, distance in off.items() if abs(distance) > NEAR} == {}


def test_what_is_found_is_where_its_link_leads(engine: Engine, copies: Copies) -> None:
    """By keyboard: a word typed into the finder, and each of its hits followed."""
    engine.fresh(copies.single.as_uri())
    engine.go_to("Find in this file")
    engine.type("compost")
    engine.until("return /^[1-9][0-9]* entr/.test(document.getElementById('count').textContent)")
    hits = engine.run("return [...document.querySelectorAll('.found a')].map((link) => link.hash.slice(1))")
    assert len(hits) > 3
    for id in hits:
        engine.run("document.querySelector('#finder input').focus({ preventScroll: true })")
        engine.go_on_to("return document.activeElement.hash === `#${arguments[0]}`", id)
        engine.press("Enter")
        assert abs(_off(engine, id)) <= NEAR, id


def test_back_leads_to_where_the_reader_was(engine: Engine, copies: Copies) -> None:
    """From the contents to the groups and back."""
    engine.fresh(copies.single.as_uri())
    engine.go_on_to("return document.activeElement.hash === '#type-group'")
    before = engine.run("return scrollY")
    engine.press("Enter")
    assert abs(_off(engine, "type-group")) <= NEAR
    engine.back()
    engine.run(_SETTLED)
    assert abs(engine.run("return scrollY") - before) <= NEAR
