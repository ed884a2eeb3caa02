"""Bytes to documents that know their path and lines; hostile input stops here.

Nothing in this layer knows what a practice or a definition is. Next stage: `macros.model`.
"""
