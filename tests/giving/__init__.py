"""Tests of the ways to give something."""
