"""Forms for phones."""
