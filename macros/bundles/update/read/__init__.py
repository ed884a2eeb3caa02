"""Applying an update that may come from a stranger.

Needs nothing but the standard library and `macros.bundles.container`; both are in the program that readers take.
"""
