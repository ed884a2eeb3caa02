"""The term base is held to the rules of TBX-Basic by libxml2."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from macros.exports.places import Places
from macros.exports.tbx import TBX, term_base
from macros.knowledge.graph import Graph
from macros.model.library import read_library
from tests.community import TODAY, graph_of, record, second_library
from tests.conftest import ROOT

SITE = "https://example.org/library/"
SECOND = Graph(second_library(), TODAY)
RULES = etree.RelaxNG(etree.parse(Path(__file__).parent / "tbx_basic.rng"))
WRITTEN = term_base(Places.of(SECOND, SITE)).decode()
IN = {"t": TBX}


def _faults(text: str) -> list[str]:
    """What the rules say against a term base; references that lead nowhere are told as well."""
    root = etree.fromstring(text.encode())
    RULES.validate(root)
    ids = root.xpath("//t:conceptEntry/@id", namespaces=IN)
    targets = root.xpath("//t:ref/@target", namespaces=IN)
    return [error.message for error in RULES.error_log] + [
        f"{target} leads nowhere" for target in set(targets) - set(ids)
    ]


@pytest.mark.parametrize("site", [SITE, None])
def test_the_term_base_keeps_the_rules(site: str | None) -> None:
    """With addresses and without; that of the shipped library too."""
    shipped, _ = read_library(ROOT)
    assert shipped is not None
    for library in (second_library(), shipped):
        assert _faults(term_base(Places.of(Graph(library, TODAY), site)).decode()) == []


def _changed(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    "change",
    [
        _changed("preferredTerm-admn-sts", "preferred"),
        _changed('type="TBX-Basic"', 'type="TBX"'),
        _changed('xml:lang="fr"', 'xml:language="fr"'),
        _changed('target="c-compost"', 'target="c-nothing"'),
        _changed("<date>2026-", "<date>March 2026-"),
        _changed(f'target="{SITE}definitions/', 'target="definitions/'),
        _changed("<termNote", "<note>x</note><termNote"),
        _changed('id="c-gradina-comunitara"', 'id="c-compost"'),
    ],
)
def test_a_term_base_with_a_fault_is_refused(change: Callable[[str], str]) -> None:
    """So the test above can fail."""
    try:
        faults = _faults(change(WRITTEN))
    except etree.XMLSyntaxError as error:
        faults = [str(error)]
    assert faults


def test_an_entry_has_its_names_by_language_and_its_definition_with_sources() -> None:
    """The definition stands in the entry's own language alone."""
    (entry,) = etree.fromstring(WRITTEN.encode()).xpath("//t:conceptEntry[@id='c-gradina-comunitara']", namespaces=IN)
    languages = entry.xpath("t:langSec/@xml:lang", namespaces=IN)
    assert languages == ["ro", "fr", "ar"]
    assert entry.xpath("t:langSec[1]/t:termSec/t:term/text()", namespaces=IN) == [
        "Grădină comunitară", "grădini comunitare", "GC",
    ]  # fmt: skip
    assert entry.xpath("t:langSec[1]/t:termSec[3]/t:termNote/text()", namespaces=IN) == [
        "acronym", "admittedTerm-admn-sts",
    ]  # fmt: skip
    assert len(entry.xpath("t:langSec/t:descripGrp", namespaces=IN)) == 1
    (source,) = entry.xpath("t:langSec[1]//t:admin[@type='source']/text()", namespaces=IN)
    assert source.partition(".")[0].endswith("p")


def test_without_definitions_there_is_no_term_base() -> None:
    """TBX knows no empty one."""
    assert term_base(Places.of(graph_of(), SITE)) == b""


def test_signs_of_xml_in_a_name_stay_what_they_are() -> None:
    """As text."""
    graph = graph_of(record("definition", "one", title="A <b> & C", names=[{"text": "A <b> & C"}]))
    text = term_base(Places.of(graph, None)).decode()
    assert "A &lt;b&gt; &amp; C" in text and _faults(text) == []
