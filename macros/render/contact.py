"""Links by which readers tell the editors what is wrong or missing, with the entry that they speak of filled in."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from macros.knowledge.graph import Graph
from macros.render.page import RenderedPage


class Contact(NamedTuple):
    """Where the links of a page lead; empty for a page of no entry, and where the community takes nothing."""

    mistake: str = ""
    missing: str = ""


NONE = Contact()


def contact_of(graph: Graph, page: RenderedPage, web_address: str) -> Contact:
    """The links of a finished page.

    Args:
        graph: the library, whose settings name a form or a mailbox; the form is taken where there are both.
        page: the page.
        web_address: its address on the web; its place in the site is said where it has none.
    """
    given = graph.settings.contribute
    if not page.source or not (given.form or given.mailbox):
        return NONE
    id, place = PurePosixPath(page.path).stem, web_address or page.path
    if given.form:
        form = _filled(given.form, {"id": id, "title": page.title, "address": place})
        return Contact(form, form)
    words, about = graph.words, {"title": page.title, "id": id}
    source = words.gettext("Which source says so (document, page, date):")
    return Contact(
        _mail(
            given.mailbox,
            words.gettext("Mistake in “%(title)s” (%(id)s)") % about,
            place,
            words.gettext("What is wrong:"),
            source,
        ),
        _mail(
            given.mailbox,
            words.gettext("Missing: “%(title)s” (%(id)s)") % about,
            place,
            words.gettext("What is missing:"),
            source,
        ),
    )


def general_contact(graph: Graph) -> str:
    """Where to write about no entry in particular; empty where the community takes nothing."""
    given = graph.settings.contribute
    if given.form:
        return _filled(given.form, {"id": "", "title": "", "address": ""})
    return f"mailto:{given.mailbox}" if given.mailbox else ""


def _filled(form: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        form = form.replace(f"{{{name}}}", quote(value, safe=""))
    return form


def _mail(mailbox: str | None, subject: str, *lines: str) -> str:
    body = "\r\n\r\n\r\n".join(lines) + "\r\n"
    return f"mailto:{mailbox}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
