"""How a source or an entry is cited: as a work, and that work in the formats of reference managers."""
