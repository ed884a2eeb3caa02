"""The graph to data files that other programs read: `site/data/`."""
