"""The tests; their folders are those of the layers, their cases are data in `cases/`."""

import pytest

pytest.register_assert_rewrite("tests.casebook", "tests.model.entries")
