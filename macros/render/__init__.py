"""The graph to finished pages: HTML and headings, nothing written to disk.

Contributors' text passes through the hardened Markdown of `prose.py` and strict, autoescaping
templates, never through the site's own template language. MkDocs only receives the result.
"""
