"""Tests of `macros.bundles`."""
