"""Every word and every line of code of a long technical note arrives in the PDF."""

from __future__ import annotations

import re
from pathlib import Path

from pypdf import PdfReader

from macros.bundles.editions.pdf import write_pdfs
from tests.another_library import notes
from tests.bundles.editions.sample_site import contents_of
from tests.community import graph_of, record


def test_every_word_of_a_note_stands_in_its_pdf(tmp_path: Path) -> None:
    """With each construct of Markdown that is supported."""
    found = notes(3, blocks=60)
    records = [
        record("guidance", note.id, language="en", sources=[{"source": "izvor"}],
               body={"purpose": "To try.\n", "steps": f"{note.text}\n"})
        for note in found
    ]  # fmt: skip
    contents = contents_of(graph_of(*records, record("group", "cerc", title="Cerc")))
    written = {one.id: one.path for one in write_pdfs(contents, tmp_path, packs=[])}
    for note in found:
        pages = PdfReader(written[note.id]).pages
        text = "".join("".join(page.extract_text().split()) for page in pages)
        assert {word for word in note.words if word not in text} == set(), note.id
        assert not re.search(r"\[\^|!!!|\?\?\?|~~|==|```|\[x\]", text)
