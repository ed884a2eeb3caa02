"""Making updates, and the program that applies them."""
