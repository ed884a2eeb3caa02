"""Tests of `macros.knowledge`."""
