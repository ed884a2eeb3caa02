"""Bundles: the site as files that are carried, checked and updated without a network."""
