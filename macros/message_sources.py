"""Where the messages of the interface stand: in templates, scripts, the program, and in what types say of themselves.

Whoever changes words renews the catalogues with `commonthread words`, which asks this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract

from macros.giving.form_data import messages_of_form
from macros.knowledge.kinds import counted_as
from macros.model.fields import Ref
from macros.model.record import Record
from macros.model.registry import record_types, slots
from macros.words import template

PROGRAM = Path(__file__).parent
KEYWORDS = {
    "_": None, "gettext": None, "say": None, "N_": None, "counted": (1, 2), "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
"""The functions that say or mark a message, and which of their arguments it is."""
_TEMPLATES = {"trimmed": "true", "silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}
_MARKUP = re.compile(r"</?[a-z][^<>]*>|&[a-z]+;")


def messages(templates: Path, program: Path = PROGRAM) -> Catalog:
    """Every message there is, with the places where it stands.

    Args:
        templates: the folder of templates and scripts.
        program: the folder of the program.

    Raises:
        ValueError: for a message that holds markup.
    """
    found = Catalog(project="Common Thread", charset="utf-8", fuzzy=False)
    sources: tuple[tuple[Path, str, str, str, dict[str, Any]], ...] = (
        (templates, "overrides", "**/*.html", "jinja2.ext:babel_extract", _TEMPLATES),
        (templates, "overrides", "**/*.js", "javascript", {}),
        (program, "macros", "**/*.py", "python", {}),
    )
    for folder, label, pattern, method, options in sources:
        for path in sorted(folder.glob(pattern)):
            place = f"{label}/{path.relative_to(folder).as_posix()}"
            content = BytesIO(path.read_bytes())
            for _, message, _, context in extract(method, content, KEYWORDS, options=options):
                if any(_MARKUP.search(text) for text in ([message] if isinstance(message, str) else message)):
                    raise ValueError(f"{place}: the message {message!r} holds markup; put it outside, or into a place")
                found.add(message, locations=[(place, 0)], context=context)
    for kind in record_types().values():
        for said in _of_type(kind):
            found.add(said, locations=[(f"macros/model/{kind.type_name}.py", 0)])
    return _in_order(found)


def _of_type(kind: type[Record]) -> Iterator[str | tuple[str, str]]:
    """What a type says of itself, in the order of its page."""
    yield from (kind.label, kind.label_plural, counted_as(kind.label, kind.label_plural), kind.purpose)
    yield kind.uses_title
    if kind.way:
        yield from kind.way[:2]
    yield from (counted_as(one, several) for _, one, several in kind.counted)
    yield from (section.heading for section in kind.sections)
    yield from (slot.marker.role for slot in slots(kind, Ref))
    yield from filter(None, messages_of_form(kind))


def _in_order(found: Catalog) -> Catalog:
    """Messages by the first place where they stand; each place once, so that the file changes with words alone."""
    ordered = Catalog(project=found.project, charset="utf-8", fuzzy=False)
    for message in sorted((one for one in found if one.id), key=lambda one: (min(one.locations), str(one.id))):
        ordered.add(message.id, locations=sorted(set(message.locations)), context=message.context)
    return ordered


def outdated(templates: Path, program: Path = PROGRAM) -> list[str]:
    """Messages that the shipped list of messages lacks, or that nothing says any more."""
    now, known = (
        {(one.context, one.id) for one in found if one.id} for found in (messages(templates, program), template())
    )
    return [str(id) for _, id in sorted(now ^ known, key=str)]
