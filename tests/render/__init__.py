"""Tests of `macros.render`."""
