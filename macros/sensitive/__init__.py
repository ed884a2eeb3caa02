"""Personal data in texts: who could be recognised or found by what is written.

Pure functions of a text; the only library is `phonenumbers`. One module for each kind of datum, `personal` asks them
all. What a finding means for an entry is decided further down, in `macros.knowledge` and `macros.giving`.
"""
