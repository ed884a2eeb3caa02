"""The library to a search index that a browser can read in pieces, and the same search without a browser.

`words` turns text into terms, `sections` cuts pages into sections, `index` counts, `weights` scores as lunr
does, `query` answers, `shards` writes the pieces that `overrides/assets/js/search/` reads.
"""
