"""Every pattern that a field asks for can be said in words."""

from __future__ import annotations

import json
import re

from macros.model.explain import PATTERNS
from macros.model.gap import Gaps
from macros.model.registry import record_types
from macros.model.settings import Redirects, Settings
from macros.model.vocabulary import Vocabulary

DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
"""Only schemas say it; dates have words of their own."""


def test_no_pattern_is_shown_to_a_contributor_as_it_is() -> None:
    """A field with a pattern of its own needs its words too."""
    models = (*record_types().values(), Settings, Redirects, Gaps, Vocabulary)
    schemas = json.dumps([model.model_json_schema() for model in models])
    asked = {json.loads(found) for found in re.findall(r'"(?:pattern|propertyNames)": ("(?:[^"\\]|\\.)*")', schemas)}
    assert asked - {DATE} <= set(PATTERNS)
    assert len(asked) > 5 and all(words.strip() for words in PATTERNS.values())
