"""Documents to typed, frozen records, or problems.

One module per record type (`practice.py`, `definition.py`, …); `fields.py` has the field types they
share, `record.py` the base, `registry.py` finds the types, `validate.py` turns documents into records,
`library.py` reads a whole project. Nothing here looks from one record to another: that is
`macros.knowledge`, the next stage.
"""
