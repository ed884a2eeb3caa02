"""Issue forms."""
