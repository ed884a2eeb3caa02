"""What fields are called in forms, where their own name isn't a word that everybody knows.

A name means the same in every type, so it has one label. What isn't named here is called by its name in words:
`validation_level` is "Validation level".
"""

from __future__ import annotations

LABELS = {
    "collector_reading": "Texts that are the collector's reading",
    "date_note": "Note on the date",
    "dates_note": "Note on the dates",
    "due_note": "By when, in words",
    "id": "Short name in the address",
    "identifier": "DOI, ISBN or document number",
    "iso2": "Two-letter code",
    "iso3": "Three-letter code",
    "locator": "Where in the source",
    "sdg_targets": "SDG targets",
    "search_words": "Other words that readers may look for",
    "unlinked_terms": "Terms that mean something else here",
    "url": "Web address",
    "verification": "How it was verified",
    "verification_note": "What was and wasn't seen",
    "verified_at": "Web addresses where it was read",
}


def label_of(name: str) -> str:
    """A field's label: `Where in the source`, `Thematic leads`; of one inside another, the last part alone."""
    last = name.rpartition(".")[2]
    return LABELS.get(last) or _in_words(last)


def called_before(label: str) -> str:
    """What a label was before its field had one of its own, for forms that were made then; else the label as it is."""
    for name, own in LABELS.items():
        words = _in_words(name)
        label = label.replace(own, words).replace(own[:1].lower() + own[1:], words[:1].lower() + words[1:])
    return label


def _in_words(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
