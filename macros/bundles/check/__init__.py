"""Whether a copy is whole and whose it is.

Needs nothing but the standard library, `macros.bundles.container`, and two modules of `macros.load` that need no more;
all of them are in the program that readers take.
"""
