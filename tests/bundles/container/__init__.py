"""Tests of `macros.bundles.container`."""
