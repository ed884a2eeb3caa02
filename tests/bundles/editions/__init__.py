"""Tests of `macros.bundles.editions`."""
