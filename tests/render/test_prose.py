"""Contributors' Markdown becomes HTML that can do nothing but be read."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.knowledge.graph import Graph
from macros.load.text import FORBIDDEN, suspicious
from macros.model.record import Record
from macros.render.page import Heading, PageContext, address
from macros.render.prose import REPLACEMENT, SHORT_TEXT, ProseRenderer, short_text
from tests.casebook import Case, cases
from tests.community import graph_of, record

LONG = (
    "Trust is the firm belief that others will do what they said they would. It grows slowly and is lost at once; "
    "it is measured by asking, and by watching what people do. More words follow."
)
MEETING = record("workshop", "meeting", title="Meeting", agreements=[{"id": "agreed", "text": "x", "level": "toti"}])
RECORDS = (
    record("practice", "here", title="Here", sources=[{"source": "izvor"}, {"source": "second"}]),
    record("lesson", "other", title="Other <b>"),
    MEETING,
    record("source", "second"),
)
TERMS = (
    record("definition", "trust", title="Trust", names=[{"text": "trust"}], summary=LONG),
    record(
        "definition",
        "cohesion",
        title="Cohesion",
        names=[{"text": "social cohesion"}, {"text": "SC", "kind": "acronym"}],
    ),
)
PLAIN, DEFINED = graph_of(*RECORDS), graph_of(*RECORDS, *TERMS)
RENDERER = ProseRenderer()


def _page(graph: Graph, id: str = "here", **fields: object) -> PageContext:
    entry = graph.records[id] if not fields else record("practice", id, **fields)
    items = {item: words for _, item, words in entry.items()}
    return PageContext(graph, address(entry), record=entry, cited=graph.cited(graph.records[id]), items=items)


def _linked(html: str) -> list[tuple[str, str]]:
    """(words, address) of every link in turn."""
    return [(words, href) for href, words in re.findall(r'<a[^>]* href="([^"]+)">([^<]*)', html)]


@pytest.mark.parametrize("case", cases("prose"))
def test_markdown_becomes_this_html(case: Case) -> None:
    """Each case gives a text of a practice and its HTML."""
    assert RENDERER.block(_page(PLAIN), case["in"]) == case["out"]


class _Dangers(HTMLParser):
    """Everything in a piece of HTML that could do more than be read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in (
            "script",
            "style",
            "iframe",
            "img",
            "object",
            "embed",
            "svg",
            "math",
            "form",
            "input",
            "link",
            "meta",
            "base",
        ):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in (
                "style",
                "src",
                "srcset",
                "action",
                "formaction",
                "class" if tag == "a" else "",
            ):
                self.found.append(f"{tag} {name}")
            if name == "href" and not re.match(
                r"https?://[^/]|mailto:|#|(\.\./)*([a-z0-9-]+/)?[a-z0-9-]+\.html(#|$)", value or "", re.I
            ):
                self.found.append(f"{name}={value}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"comment {data}")


PIECES = [
    "[[here]]", "[[other|", "]]", "[@izvor", ", p. 1]", "[a](", "javascript:", "//host", "https://x.org", ")", "<", ">",
    "</", "script",
    "<img src=x onerror=alert(1)>", "{: ", "onclick=x }", "`", "```\n", "~~~\n", "\n", "\n\n", "# ", "> ", "- ",
    "1. ", "    ", "|", "| --- |\n", "*", "**", "_", "trust", "social cohesion", "&", "&#106;", "&lt;", "\\",
    "![", "][", "]: ", "\"", "'",
    "<https://", "<a@b.org>", "\t", "سماد", "🌻", "\x02", "\x03", "wzxhzdk:0", "style=", "<!--", "<?", "<![CDATA[",
    "\u200f",
]  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.text(max_size=120)))
def test_no_text_at_all_becomes_dangerous(text: str) -> None:
    """Whatever a stranger writes: no scripts, no styles, no pictures, no addresses but good ones."""
    html = RENDERER.block(_page(DEFINED), text)
    reader = _Dangers()
    reader.feed(html)
    assert reader.found == []
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_text_renders_the_same_after_any_other(text: str) -> None:
    """One parser serves all pages; nothing of one text stays in it."""
    first = ProseRenderer().block(_page(DEFINED), text)
    RENDERER.block(_page(DEFINED), "[r]: https://example.org\n\n```\nx\n```\n\n# H")
    assert RENDERER.block(_page(DEFINED), text) == first


def test_the_first_mention_in_a_section_is_linked_and_explained() -> None:
    """Once, with its short text, however many texts and headings the section has; again in the next section."""
    page = _page(DEFINED)
    html = RENDERER.block(page, "Trust and trust.\n\n### Next\n\nMore trust.")
    assert _linked(html) == [("Trust", "../definitions/trust.html")]
    assert html.startswith(
        '<p><span class="ct-term"><a aria-describedby="t_1" href="../definitions/trust.html">Trust</a>'
        f'<span id="t_1" role="tooltip">{short_text(LONG)}</span></span> and trust.</p>'
    )
    assert _linked(RENDERER.block(page, "### Third\n\nAnd trust, and SC.")) == [("SC", "../definitions/cohesion.html")]
    page.open("Another section")
    assert _linked(RENDERER.block(page, "And trust.")) == [("trust", "../definitions/trust.html")]


def test_a_plain_text_has_its_terms_linked_as_well() -> None:
    """The short way for texts without any mark gives what the long way gives."""
    plain = RENDERER.block(_page(DEFINED), "Of trust, social cohesion and SC.")
    assert plain == RENDERER.block(_page(DEFINED), "Of trust, social cohesion and SC.\n\n")
    found = [("trust", "../definitions/trust.html"), ("social cohesion", "../definitions/cohesion.html")]
    assert _linked(plain) == found
    assert re.findall(r'aria-describedby="([^"]+)"', plain) == re.findall(r' id="([^"]+)"', plain) == ["t_1", "t_2"]


@pytest.mark.parametrize(
    "text",
    [
        "### Trust",
        "#### Trust",
        "##### Trust",
        "###### Trust",
        "[trust](https://example.org)",
        "`trust`",
        "    trust",
        "```\ntrust\n```",
        "[[here|trust]]",
        "[@izvor, on trust]",
    ],
)
def test_terms_are_not_linked_in_headings_links_and_code(text: str) -> None:
    """There they would break what they stand in."""
    assert "definitions/trust" not in RENDERER.block(_page(DEFINED), text)


def test_terms_are_linked_inside_emphasis_lists_quotations_and_after_links() -> None:
    """Everywhere else; in a table without a tooltip, which its frame would cut."""
    for text in ("**trust**", "- trust", "> trust", "[x](https://example.org) trust", "a\n\n1. b *c* trust d"):
        assert 'role="tooltip"' in RENDERER.block(_page(DEFINED), text), text
    html = RENDERER.block(_page(DEFINED), "*a* trust *b*")
    assert html.index("<em>a</em>") < html.index('role="tooltip"') < html.index("<em>b</em>")
    table = RENDERER.block(_page(DEFINED), "| trust |\n| --- |\n| social cohesion and more |")
    assert "tooltip" not in table
    assert [href for _, href in _linked(table)] == ["../definitions/trust.html", "../definitions/cohesion.html"]


def test_a_definition_does_not_link_to_itself() -> None:
    """Nor does an entry link what it says means something else."""
    assert _linked(RENDERER.block(_page(DEFINED, "trust"), "Trust in social cohesion.")) == [
        ("social cohesion", "cohesion.html")
    ]
    page = _page(DEFINED, "here", unlinked_terms=["trust", "SC"], sources=[{"source": "izvor"}])
    assert _linked(RENDERER.block(page, "Trust, SC.")) == []


def test_all_of_a_text_is_still_there_when_its_terms_are_linked() -> None:
    """Nothing is lost or doubled around links, whatever stands beside them."""
    text = "a trust b *c trust d* e social cohesion f [g](https://example.org) trust h"
    bare = re.sub(r'<span id="t_\d+" role="tooltip".*?</span>|<[^>]+>', "", RENDERER.block(_page(DEFINED), text))
    assert bare == "a trust b c trust d e social cohesion f g trust h"


def test_headings_are_registered_with_the_page() -> None:
    """For its table of contents, with the words as text."""
    page = _page(PLAIN)
    RENDERER.block(page, "# A *b* `c`\n\n#### D & e")
    assert page.headings == [Heading(3, "a-b-c", "A b c"), Heading(4, "d-e", "D & e")]


def test_inline_text_has_no_paragraph_around_it_unless_it_has_several() -> None:
    """For list items and table cells."""
    assert RENDERER.inline(_page(PLAIN), "one *two*") == "one <em>two</em>"
    assert RENDERER.inline(_page(PLAIN), "one\n\ntwo") == "<p>one</p>\n<p>two</p>"
    assert RENDERER.inline(_page(PLAIN), None) == ""


def test_a_tooltip_ends_with_a_sentence_or_between_words() -> None:
    """Never longer than its limit and the sign that says that it goes on."""
    assert short_text("Short.") == "Short."
    assert short_text(LONG).endswith("what people do.")
    words = short_text("word " * 80)
    assert words.endswith("word …") and len(words) <= SHORT_TEXT + 2


def test_records_for_these_tests_are_what_they_seem() -> None:
    """The page of the practice cites two sources."""
    entry: Record = PLAIN.records["here"]
    assert PLAIN.cited(entry) == ("izvor", "second")


@pytest.mark.parametrize("name", ["0", "1", "+1", "wzxhzdk", "klzzwxh", "klzzwxh:0000", "wzxhzdk:0", "amp", "42", "x2"])
def test_a_definition_of_any_name_leaves_code_and_signs_alone(name: str) -> None:
    """Markdown keeps them aside under numbers and words of its own while terms are looked for."""
    odd = record("definition", "odd", title="Odd", names=[{"text": "odd"}, {"text": name}])
    text = (
        "One `code` and `more`.\n\n```\nblock 0\n```\n\n~~~\nother +1\n~~~\n\n&copy; R&amp;D &#42; \\* \\_ "
        "<https://example.org/a?b&c> <someone@example.org> **bold** *it* [words](https://example.org/) [[other]]\n"
    )
    expected = RENDERER.block(_page(graph_of(*RECORDS)), text)
    assert "<pre>" in expected and "©" in expected and "mailto:" in expected
    assert RENDERER.block(_page(graph_of(*RECORDS, odd)), text) == expected


def test_a_term_beside_a_character_reference_is_still_explained() -> None:
    """It is not part of the word, and no term reaches across it."""
    html = RENDERER.block(_page(DEFINED), "&copy; trust&nbsp;&mdash;\n\nSocial &amp; cohesion of SC&trade;")
    assert [words for words, _ in _linked(html)] == ["trust", "SC"]


@pytest.mark.parametrize(
    "title", ["**b** [y](https://evil.example/z)", "`c` *d* &amp; \\*", "[[trust]] [@second]", "![x](y.png)"]
)
def test_a_title_that_looks_like_markdown_is_shown_as_it_is(title: str) -> None:
    """Where a link leaves the words to it, and nobody who wrote the link chose them."""
    graph = graph_of(*RECORDS, *TERMS, record("lesson", "odd", title=title))
    html = RENDERER.block(_page(graph), "See [[odd]], *and* [[odd|**words**]].")
    assert f">{escape(title, quote=False)}</a>, <em>and</em>" in html
    assert '<a href="../lessons/odd.html"><strong>words</strong></a>' in html


@pytest.mark.parametrize(
    "text",
    ["&\\#x202E;turned", "&#2; &#xFFFE;", "[x](https://well.example/&#x202E;)", "`&#8236;` &#x200B\\;", "\\&#8232;"],
)
def test_no_forbidden_character_reaches_a_page(text: str) -> None:
    """Should the check ever miss one, a reader sees that something is wrong."""
    html = RENDERER.block(_page(PLAIN), text)
    assert not FORBIDDEN.search(html)


@given(st.lists(st.sampled_from([*"&#;xX0\\*_`[]()<> \n", "202E", "8238", "2", "x7f", "&amp", "#x200B"]), max_size=12))
@settings(deadline=None)
def test_what_the_check_lets_pass_holds_no_forbidden_character(pieces: list[str]) -> None:
    """So that a replaced character is always one that the check has named."""
    text = "a " + "".join(pieces)
    html = RENDERER.block(_page(PLAIN), text)
    assert REPLACEMENT not in html or list(suspicious("x.md", text))


@pytest.mark.parametrize("words", ["Plain trust.", "Marked *trust*."])
def test_a_tooltip_shows_a_summary_as_it_is(words: str) -> None:
    """Also one that looks like Markdown or like a character reference."""
    summary = "Is &lt;b&gt; *firm* & `sure` &#8212;"
    graph = graph_of(*RECORDS, record("definition", "trust", title="Trust", names=[{"text": "trust"}], summary=summary))
    assert f">{escape(summary, quote=False)}</span>" in RENDERER.block(_page(graph), words)
