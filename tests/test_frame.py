"""Frames: pages come out as the theme renders them, or the theme renders them itself."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from jinja2 import DictLoader, Environment

from macros.frame import Frame, Frames, mark, tidy

ITEM = '<li><a href="{{ toc_item.url }}">{{ toc_item.title }}</a></li>'
MAIN = """<title>{{ page.meta.title }}</title>
  <a href="{{ (page.toc | first).url }}">Skip</a>
  {{ page.content }}
  <ul>
    {% for toc_item in page.toc %}
      {% include "partials/toc-item.html" %}
    {% endfor %}
  </ul>
"""


def page(name: str, *headings: str, **more: Any) -> SimpleNamespace:
    """A page as the theme sees it."""
    toc = [SimpleNamespace(url=f"#{word}", title=word.title(), children=[], level=2) for word in headings]
    meta = {"title": name.title(), "description": f"About {name}", "redirect": None}
    return SimpleNamespace(
        url=f"practices/{name}.html", section=None, meta=meta, toc=toc, edit_url=None, canonical_url=None,
        rendered=name, content=f"\n<h1>{name}</h1>\n", **more,
    )  # fmt: skip


def rendered(main: str, pages: list[SimpleNamespace]) -> tuple[list[str], list[str], int]:
    """What frames and what the theme make of pages, and how often the theme ran for the frames."""
    env = Environment(loader=DictLoader({"main.html": main, "partials/toc-item.html": ITEM}))
    whole = [tidy(env.get_template("main.html").render(page=shown)) for shown in pages]
    runs: list[object] = []
    env.globals["seen"] = runs.append
    env.loader = DictLoader({"main.html": "{% set _ = seen(1) %}" + main, "partials/toc-item.html": ITEM})
    env.cache.clear()  # type: ignore[union-attr]
    env.globals["framed"] = Frames(env).page
    framed = [env.from_string("{{ framed() }}").render(page=shown) for shown in pages]
    return framed, whole, len(runs)


def test_a_frame_gives_back_what_was_put_at_its_marks() -> None:
    """Values are not searched for marks again."""
    frame = Frame(f"<p>{mark('title')}</p><b>{mark('content')}</b>")
    assert frame.fill({"title": mark("content"), "content": "x"}) == f"<p>{mark('content')}</p><b>x</b>"


def test_pages_come_out_as_the_theme_renders_them_after_two_renderings() -> None:
    """One for the first page, one to cut the frame; the other pages cost the theme nothing."""
    pages = [page(name, "context", name) for name in ("first", "second", "third", "fourth")]
    framed, whole, runs = rendered(MAIN, pages)
    assert framed == whole
    assert runs == 2


def test_a_theme_that_shows_something_unknown_renders_every_page_itself() -> None:
    """A frame that would repeat one page's value on the next is noticed and dropped."""
    pages = [page(name, "context") for name in ("first", "second", "third")]
    framed, whole, runs = rendered(MAIN + "<i>{{ page.url }}</i>", pages)
    assert framed == whole
    assert runs == 4


def test_preformatted_text_keeps_its_indentation() -> None:
    """Such a page is left to the theme, and nothing in it is tidied."""
    shown = page("first", "context")
    shown.content = "<h1>first</h1><pre>\n    deep</pre>"
    framed, whole, _ = rendered(MAIN, [shown])
    assert framed == whole
    assert "\n    deep" in framed[0]
