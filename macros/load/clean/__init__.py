"""Files beside entries, made fit to be published: what they are, what must not be in them, and what is taken out.

One module per kind. What comes out says nothing of where, with what and by whom it was made, and the same file always
gives the same bytes.
"""
