"""The file of a bundle: what it may hold, how it is written, and how it is read when a stranger made it.

Needs nothing but the standard library, since the program that applies updates is made of it.
"""
