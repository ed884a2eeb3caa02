"""Benchmarks: synthetic libraries built by this project and, with the same text, by plain mkdocs-material.

    words       sentences that read like field reports
    synthetic   entries of every type that refer to, cite and mention each other
    project     a folder that `commonthread build` takes
    plain       the same text as a plain Material site
    phases      one build of ours, timed step by step
    measure     a command's time and memory
    report      results to a table, a page and JSON
    search      the search: its speed beside Material's, its answers beside lunr's (`search_*` are its parts)

Speed is measured here and asserted nowhere. `make bench` writes below `.bench/` only.
"""
