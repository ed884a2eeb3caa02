"""What documents say to whoever opens them: their texts with the places where these stand, one module per kind.

Nothing here judges the texts; `macros.knowledge.inside_apart` looks for personal data in them, in a process of its own.
"""
