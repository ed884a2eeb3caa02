"""Tests of what a secretariat does with a library."""
