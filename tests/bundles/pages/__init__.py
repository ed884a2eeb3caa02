"""Tests of `macros.bundles.pages`."""
