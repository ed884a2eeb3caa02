"""Mistakes of spelling that a program can mend without changing what an entry means."""
