"""Tests of `macros.load`."""
