"""Updates: what makes the next bundle of the one that somebody has."""
