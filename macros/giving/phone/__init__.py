"""Forms for phones (XLSForm), and what KoboToolbox gives back."""
