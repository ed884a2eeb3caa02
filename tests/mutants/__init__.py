"""Faults put into the program one at a time, to see whether the tests notice: `make mutants`.

A fault that no test notices *survives*. It stands for a guard without a test, for a guard that nothing can
reach, or for a change that makes no difference.
"""
