"""Links to the editors: with the entry that they speak of filled in, and none that leads nowhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.model.settings import ContributionSettings, is_placeholder
from macros.render.contact import NONE, contact_of, general_contact
from macros.render.page import RenderedPage, finished
from tests.community import graph_of

WEB = "https://library.example/practices/a-b.html"
MAILBOX, FORM = "editors@library.example", "https://forms.library.example/x?e={id}&t={title}&a={address}"
SETTINGS = TypeAdapter(ContributionSettings)


def _page(title: str = "A", source: str | None = "docs/practices/a-b.md") -> RenderedPage:
    return finished("practices/a-b.html", title, "", "<h1>A</h1>", source=source)


@pytest.mark.parametrize("title", ["Wells", 'Wells & "peace"? 100 % #1 <b>', "سلام", "a\u2028b=c&body=d"])
def test_a_mail_names_the_entry_and_asks_for_the_source(title: str) -> None:
    """Whatever its title holds: no sign of it becomes another field of the mail."""
    contact = contact_of(graph_of(contribute={"mailbox": MAILBOX}), _page(title), WEB)
    for link, about in ((contact.mistake, "Mistake in"), (contact.missing, "Missing:")):
        parts = urlsplit(link)
        fields = parse_qs(parts.query, strict_parsing=True)
        assert (parts.scheme, parts.path) == ("mailto", MAILBOX) and fields.keys() == {"subject", "body"}
        assert fields["subject"] == [f"{about} “{title}” (a-b)"]
        assert WEB in fields["body"][0] and "Which source says so" in fields["body"][0]
        assert "+" not in parts.query


def test_a_form_gets_the_entry_in_the_places_that_it_asks_for() -> None:
    """It comes before a mailbox."""
    contact = contact_of(graph_of(contribute={"mailbox": MAILBOX, "form": FORM}), _page("R&D #1"), WEB)
    assert contact.mistake == contact.missing
    assert parse_qs(urlsplit(contact.mistake).query) == {"e": ["a-b"], "t": ["R&D #1"], "a": [WEB]}


def test_without_a_web_address_its_place_in_the_site_is_said() -> None:
    """As in a build whose settings name no address."""
    contact = contact_of(graph_of(contribute={"mailbox": MAILBOX}), _page(), "")
    assert "practices%2Fa-b.html" in contact.mistake


@pytest.mark.parametrize(("settings", "source"), [({}, "docs/practices/a-b.md"), ({"mailbox": MAILBOX}, None)])
def test_no_link_where_nobody_takes_a_message_or_no_entry_is_meant(settings: Any, source: str | None) -> None:
    """No dead link."""
    assert contact_of(graph_of(contribute=settings), _page(source=source), WEB) == NONE


def test_a_message_about_no_entry() -> None:
    """Leads to the form, the mailbox, or nowhere."""
    assert general_contact(graph_of()) == ""
    assert general_contact(graph_of(contribute={"mailbox": MAILBOX})) == f"mailto:{MAILBOX}"
    assert general_contact(graph_of(contribute={"form": FORM})) == "https://forms.library.example/x?e=&t=&a="


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"mailbox": "the editors"}, "write a mailbox"),
        ({"mailbox": "mailto:a@b.example"}, "without mailto:"),
        ({"mailbox": "a@b.example?bcc=c@d.example"}, "write a mailbox"),
        ({"mailbox": "editors@example.org"}, "stands in for an address"),
        ({"form": "http://forms.library.example/"}, "begins with https://"),
        ({"form": "https://forms.library.example/{name}"}, "{id}, {title} and {address} in it are filled in"),
        ({"form": "https://forms.example.com/x"}, "stands in for an address"),
        ({"form": 'https://a.example/"onclick="x'}, "write an address"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(given: dict[str, str], said: str) -> None:
    """With what would be right."""
    with pytest.raises(ValidationError) as found:
        SETTINGS.validate_python(given)
    assert said in str(found.value)


@pytest.mark.parametrize(
    ("address", "placeholder"),
    [
        ("https://git.example.org/x/edit/main/docs/", True), ("https://EXAMPLE.com", True), ("a@example.net", True),
        ("https://example.organic/x", False), ("https://myexample.org/x", False),
        ("https://git.library.example/", False), ("https://github.com/example.org-x/y", False),
    ],
)  # fmt: skip
def test_an_address_of_an_example_is_told_from_a_real_one(address: str, placeholder: bool) -> None:
    """By its host, not by what else it holds."""
    assert is_placeholder(address) is placeholder
