"""Addresses of pages that every site has and that are no record's."""

from __future__ import annotations

EXPLORER = "explore.html"
"""Address of the explorer."""
CHECK = "check-and-update.html"
"""Address of the page that checks and updates copies."""
FORM = "contribute/form.html"
"""Address of the form by which entries are given without a network."""
