"""Tests of `macros.exports`."""
