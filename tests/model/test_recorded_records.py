"""One record of each type of the second community as it is after reading, with nothing that is left at its default."""

from __future__ import annotations

import os

import pytest
import yaml

from macros.model.fields import Ref
from macros.model.registry import record_types, slots
from tests.community import second_library
from tests.snapshot import FOLDER, assert_as_recorded

RECORDED = {path.stem for path in (FOLDER / "records").glob("*.yml")}
WANTED = set(record_types()) if os.environ.get("SNAPSHOTS") else RECORDED
"""A type that somebody has just added is recorded when the others are renewed; until then its model speaks for it."""


@pytest.mark.parametrize("type_name", sorted(WANTED))
def test_a_record_is_read_as_recorded(type_name: str) -> None:
    """The first of its type by id."""
    records = [record for record in second_library().records.values() if record.type_name == type_name]
    fields = min(records, key=lambda record: record.id).model_dump(mode="json", exclude_defaults=True)
    text = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=110)
    assert_as_recorded(text, f"records/{type_name}.yml")


def test_recorded_types_are_types() -> None:
    """No file is left over."""
    assert RECORDED and set(record_types()) >= RECORDED


def test_relations_are_worded_as_recorded() -> None:
    """What the page of an entry says of those that lead to it: `Bonding … narrower term`, `Report … cites it`."""
    lines = sorted(
        f"{kind.type_name} {'.'.join(slot.path)} -> {', '.join(slot.marker.types) or 'any'}: {slot.marker.role}\n"
        for kind in record_types().values()
        for slot in slots(kind, Ref)
        if kind.type_name in RECORDED
    )
    assert_as_recorded("".join(lines), "relations.txt")
