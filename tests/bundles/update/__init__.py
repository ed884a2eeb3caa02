"""Tests of `macros.bundles.update`."""
