"""Records to one read-only graph: references, backlinks, provenance, glossary terms, related entries.

Knows nothing of pages or HTML. Next stages: `macros.render` and `macros.exports`.
"""
