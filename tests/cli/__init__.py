"""Tests of `macros.cli`."""
