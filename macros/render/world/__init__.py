"""A small map of the world, drawn at build from Natural Earth's outlines.

`countries-110m.json` is the file of the npm package world-atlas 2.0.2 (Natural Earth 4.1.0, 1:110 million; its licence
lies beside it), byte for byte. `topology` reads it, `projection` lays it flat, `outlines` makes paths of it.
"""
