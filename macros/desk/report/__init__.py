"""The secretariat's report: one value made from the library, written in several formats."""
