"""Workbooks and Word files that were damaged or forged at random: read in part or refused in words."""

from __future__ import annotations

import json
import re
import warnings
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.cli.main import main
from macros.giving.parcel import BEGIN, END
from macros.giving.received import Sent, read_received
from macros.giving.workbook import make_workbook
from tests.community import contents, copy_second, second_library
from tests.giving.test_parcel import CORRECTION, PARCEL
from tests.giving.word.forms import filled_practice, saved

VALUES = (
    "", "0", "-1", "1e999", "NaN", "A1", "Z" * 300, "\u202e", "&#0;", "&amp;", "<x/>", "=1+1", "TRUE", "99999999",
    "inlineStr", "b", "d", "n", "e", "rId1", "\x00", "http://a", "²", " 1", "1_0",
)  # fmt: skip
"""What stands in the place of a value or a text."""
ELEMENT = re.compile(r"<([\w:]+)[^>]*/>|<([\w:]+)[^>]*>[^<]*</\2>")
READ = re.compile(r"sheet\d|document\.xml$|sharedStrings|workbook\.xml$|styles|comment|\.rels$")
"""Parts that are read."""


@cache
def _forms() -> dict[str, bytes]:
    book = BytesIO()
    make_workbook(second_library(), "practice").save(book)
    return {"form.xlsx": book.getvalue(), "form.docx": saved(filled_practice())}


def _value(random: Random, xml: str) -> str:
    found = random.choice(list(re.finditer(r'"[^"]*"', xml)) or [re.match("", xml)])
    assert found
    return f'{xml[: found.start()]}"{random.choice(VALUES)}"{xml[found.end() :]}'


def _text(random: Random, xml: str) -> str:
    found = random.choice(list(re.finditer(r">[^<]*<", xml)) or [re.match("", xml)])
    assert found
    return f"{xml[: found.start()]}>{random.choice(VALUES)}<{xml[found.end() :]}"


def _without(pattern: str) -> Callable[[Random, str], str]:
    def take_out(random: Random, xml: str) -> str:
        found = random.choice(list(re.finditer(pattern, xml)) or [re.match("", xml)])
        assert found
        return xml[: found.start()] + xml[found.end() :]

    return take_out


def _twice(random: Random, xml: str) -> str:
    found = list(ELEMENT.finditer(xml))
    if not found:
        return ""
    here, what = random.choice(found), random.choice(found)
    return xml[: here.start()] + what[0] + xml[here.start() :]


def _cut(random: Random, xml: str) -> str:
    return xml[: random.randrange(len(xml) + 1)]


WAYS = (_value, _value, _text, _text, _without("<[^>]+>"), _without(r'\s[\w:]+="[^"]*"'), _without(ELEMENT.pattern),
        _twice, _cut)  # fmt: skip


def _forged(random: Random, content: bytes) -> bytes:
    """One of the parts that are read, changed in a few places, left out, or there twice."""
    made = BytesIO()
    with (
        warnings.catch_warnings(),
        zipfile.ZipFile(BytesIO(content)) as parts,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        warnings.simplefilter("ignore")
        chosen = random.choice([name for name in parts.namelist() if READ.search(name)])
        fate = random.randrange(10)
        for name in parts.namelist():
            said = parts.read(name)
            if name == chosen and fate == 0:
                continue
            if name == chosen and fate == 1:
                packed.writestr(name, said)
            if name == chosen:
                xml = said.decode("utf-8")
                for _ in range(random.choice([1, 1, 3])):
                    xml = random.choice(WAYS)(random, xml)
                said = xml.encode("utf-8", "replace")
            packed.writestr(name, said)
    return made.getvalue()


def _flipped(random: Random, content: bytes) -> bytes:
    """Bytes that have changed on the way, or an end that never came."""
    changed = bytearray(content)
    for _ in range(random.choice([1, 3, 20])):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed if random.randrange(3) else changed[: random.randrange(len(changed))])


@pytest.mark.parametrize("name", ["form.xlsx", "form.docx"])
@settings(max_examples=25, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_a_damaged_form_is_read_or_refused_in_words(name: str, random: Random) -> None:
    """And so is the copy that goes back, which copies more of the file than was read."""
    content = random.choice([_forged, _forged, _forged, _flipped])(random, _forms()[name])
    received = read_received(Sent(name, content), second_library(), "2026-06-01")
    for found in received.found:
        assert len(str(found).splitlines()) == 1
    copy = received.answered(received.found)
    assert copy is None or zipfile.is_zipfile(BytesIO(copy))
    assert received.proposals or received.found or received.answer


def _reworded(random: Random, content: bytes) -> bytes:
    """A parcel in which values, names or marks are others, stand twice, or are gone."""
    text = content.decode("utf-8")
    for _ in range(random.choice([1, 1, 3])):
        found = random.choice(list(re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]', text)))
        value = json.dumps(random.choice(VALUES), ensure_ascii=random.choice([True, False]))
        other = random.choice([value, value, value, "", found[0] * 2, "null", "1e999", "[[]]", "{}", "*a", "&a x"])
        text = text[: found.start()] + other + text[found.end() :]
    return text.encode("utf-8", "replace")


@settings(max_examples=60, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_a_damaged_parcel_is_read_or_refused_in_words(random: Random) -> None:
    """Whether it came as a file or in a message."""
    parcel = {**PARCEL, "corrections": [CORRECTION]}
    content = random.choice([_reworded, _reworded, _flipped])(random, json.dumps(parcel, indent=1).encode())
    if random.randrange(2):
        content = b"\n".join((b"Hello,", BEGIN.encode(), content, END.encode(), b"Regards"))
    received = read_received(Sent("a.parcel.json", content), second_library(), "2026-06-01")
    for found in received.found:
        assert len(str(found).splitlines()) == 1
    assert received.proposals or received.found or received.answer


def test_a_file_of_which_no_copy_can_be_made_is_told(tmp_path: Path) -> None:
    """Its notes are damaged, which nobody reads: what is wrong in its cells is said, and nothing is written."""
    project, form = copy_second(tmp_path / "project"), tmp_path / "form.xlsx"
    book, filled, made = make_workbook(second_library(), "practice"), BytesIO(), BytesIO()
    book.worksheets[0].cell(5, 4, "Compost")
    book.save(filled)
    with zipfile.ZipFile(filled) as parts, zipfile.ZipFile(made, "w") as packed:
        for name in parts.namelist():
            packed.writestr(name, b"<comments" if "comment" in name and name.endswith(".xml") else parts.read(name))
    form.write_bytes(made.getvalue())
    before = contents(project)
    told = CliRunner().invoke(main, ["--root", str(project), "receive", str(form), "--write"])
    assert told.exit_code == 1 and not isinstance(told.exception, ValueError)
    assert "there is no copy to send back: a part of the file is damaged. Send the lines above" in told.output
    assert contents(project) == before and not (tmp_path / "form-checked.xlsx").exists()


@pytest.mark.parametrize(
    "asked",
    [
        ["template", "practice", "--out", "gone/form.xlsx"],
        ["template", "practice", "--out", "gone/form.docx"],
        ["report", "--out", "gone/report.html"],
    ],
)
def test_a_place_that_is_not_there_is_told(tmp_path: Path, asked: list[str]) -> None:
    """With its path and the reason."""
    asked = [str(tmp_path / part) if part.startswith("gone/") else part for part in asked]
    told = CliRunner().invoke(main, ["--root", str(copy_second(tmp_path / "project")), *asked])
    assert told.exit_code == 1 and f"the folder {tmp_path / 'gone'} does not exist" in told.output
