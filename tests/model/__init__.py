"""Tests of `macros.model`."""
