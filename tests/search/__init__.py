"""The search: terms, sections, weights, answers, and the same answers in a browser."""
