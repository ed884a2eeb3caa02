"""From minutes to findings: reads a file, sees how it is laid out, finds what was agreed and who does what by when.

Each module is a step: `file` (with `word_file`, `pdf_file`, `plain_file`) gives lines, `paragraphs` puts broken ones
together, `layout` says what each piece is, `attendance`, `roll`, `persons` and `names_alone` who is there and what must
not go on, `organisations` and `dates` what is named, `structured` and `prose` (with `commitments` and `actors`) what is
found, and `minutes` all of it. Nothing is written here.
"""
