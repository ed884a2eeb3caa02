"""Frames: a page comes out as if its template had rendered it whole, and the template runs once for a kind."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from itertools import product

import pytest
from jinja2 import DictLoader, Environment

from macros.frame import Entry, Filling, Frames, StandIn, contents_of, filling_of
from macros.render.page import Heading, finished
from tests.conftest import ROOT

ITEM = (
    '<li><a href="{{ toc_item.url }}">{{ toc_item.title }}</a>'
    "{% for child in toc_item.children %} {{ child.title }}{% endfor %}</li>"
)
MAIN = """<title>{{ page.meta.title }} - {{ page.title }}</title>
{% if page.meta.description %}<meta content="{{ page.meta.description }}">{% endif %}
{% if page.meta.redirect %}<meta url="{{ page.meta.redirect }}">{% endif %}
{% if page.canonical_url %}<link href="{{ page.canonical_url }}">{% endif %}
<nav class="{{ page.section or 'none' }}">{{ page.url.rpartition("/")[0] }}</nav>
{% if page.toc %}<ul>{{ page.contents }}</ul>{% endif %}
{{ page.content }}
{% if page.edit_url %}<a href="{{ page.edit_url }}">Edit</a>{% endif %}
{% if page.mistake_url %}<a href="{{ page.mistake_url }}">Wrong</a>
<a href="{{ page.missing_url }}">Missing</a>{% endif %}
"""
FULL = Filling(
    "practices/a.html", 'Cash & "care"', "How   it\nwent <b>", "<h1>A</h1>", (Entry("#one", "One", 2),),
    "b.html", "https://git.example.org/a.md", "https://example.org/practices/a.html", "",
    "mailto:a@b.example?subject=A&body=B", "mailto:a@b.example?subject=C&body=D",
)  # fmt: skip


def made(main: str = MAIN) -> tuple[Frames, list[StandIn]]:
    """Frames over a small template, and every page that it was rendered for."""
    env = Environment(loader=DictLoader({"main.html": main, "item.html": ITEM}))
    ran: list[StandIn] = []

    def render(page: StandIn) -> str:
        ran.append(page)
        return env.get_template("main.html").render(page=page)

    return Frames(
        render, lambda entry: env.get_template("item.html").render(toc_item=entry), {"practices": "P"}.get
    ), ran


def whole(filling: Filling) -> str:
    """The same page, rendered by the template alone."""
    env = Environment(loader=DictLoader({"main.html": MAIN, "item.html": ITEM}), autoescape=True)
    entries = "\n".join(env.get_template("item.html").render(toc_item=entry) for entry in filling.contents)
    page = {
        "meta": {
            "title": filling.title, "description": " ".join(filling.description.split()), "redirect": filling.redirect,
        },
        "title": filling.title, "url": filling.path, "section": "P", "toc": filling.contents,
        "canonical_url": filling.canonical, "edit_url": filling.edit,
        "mistake_url": filling.mistake, "missing_url": filling.missing,
    }  # fmt: skip
    html = env.get_template("main.html").render(page={**page, "content": "CONTENT", "contents": "CONTENTS"})
    return html.replace("CONTENTS", entries).replace("CONTENT", filling.content)


@pytest.mark.parametrize("lacking", list(product([False, True], repeat=6)))
def test_a_framed_page_is_what_the_template_makes_of_it(lacking: tuple[bool, ...]) -> None:
    """With each of the parts that a page may lack, and without."""
    names = ("description", "contents", "redirect", "edit", "canonical", "mistake")
    absent = {name: () if name == "contents" else "" for name, lacks in zip(names, lacking, strict=True) if lacks}
    filling = replace(FULL, **absent)  # type: ignore[arg-type]
    expected = whole(filling).replace("&#34;", "&quot;")
    assert made()[0].page(filling) == expected


def test_the_template_runs_once_for_all_pages_of_a_kind() -> None:
    """Another folder or another set of parts is another kind."""
    frames, ran = made()
    for name in ("a", "b", "c"):
        frames.page(replace(FULL, path=f"practices/{name}.html", title=name))
    assert len(ran) == 1
    frames.page(replace(FULL, path="lessons/a.html"))
    frames.page(replace(FULL, edit=""))
    assert len(ran) == 3
    assert frames.first[FULL.kind] == "practices/a.html"


def test_values_are_not_searched_for_marks() -> None:
    """Whatever a contributor writes stays what it is: marks are drawn by chance, and no value is cut again."""
    frames, _ = made()
    frame = frames.frame(FULL.kind)
    names = {"title", "description", "redirect", "canonical", "contents", "content", "edit", "mistake", "missing"}
    assert set(frame.marks) == names
    said = "ctmarktitleend " + repr(frames.__dict__["_mark"]) + "titleend"
    assert said.replace("'", "&#x27;") in frames.page(replace(FULL, title=said))
    assert made()[0].__dict__["_mark"] != frames.__dict__["_mark"]


def test_headings_of_the_third_level_stand_below_the_one_before() -> None:
    """A page may begin with the third level; deeper ones are left out; words are HTML."""
    headings = [
        Heading(3, "z", "Z"),
        Heading(2, "a", "A & B"),
        Heading(3, "b", "B"),
        Heading(4, "c", "C"),
        Heading(2, "d", "D"),
    ]
    assert contents_of(headings) == (
        Entry("#z", "Z", 3), Entry("#a", "A &amp; B", 2, (Entry("#b", "B", 3),)), Entry("#d", "D", 2),
    )  # fmt: skip
    assert contents_of([]) == ()


def test_a_short_page_has_no_table_of_contents() -> None:
    """It fits a screen or two."""
    headings = [Heading(2, f"h{number}", "H") for number in range(6)]
    assert filling_of(finished("a.html", "A", "", "", headings[:5])).contents == ()
    assert len(filling_of(finished("a.html", "A", "", "", headings)).contents) == 6


def test_templates_ask_a_page_only_for_what_a_frame_knows() -> None:
    """An unknown name would be empty on every finished page, without a word."""
    known = {one.name for one in fields(StandIn)} | {"title"}
    for path in (ROOT / "overrides/main.html", *sorted((ROOT / "overrides/partials").glob("*.html"))):
        asked = set(
            re.findall(r"\bpage\.([a-z_]+)", re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL))
        )
        assert asked <= known, path.name
