"""Words by which minutes are laid out, a file for each language."""
