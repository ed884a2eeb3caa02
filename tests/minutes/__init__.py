"""Tests of reading minutes."""
