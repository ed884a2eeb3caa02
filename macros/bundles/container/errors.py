"""What can go wrong with a bundle, in words for the person who holds it."""

from __future__ import annotations


class BundleError(Exception):
    """A bundle, an update or a key can't be used; its text says which, why, and what to do."""


class PathError(BundleError):
    """A file has a name that some computer can't store, or that could lead out of the folder."""


class ForeignError(BundleError):
    """The file is no bundle of this program."""


class DamagedError(BundleError):
    """The file was one of ours and is no longer as it was written."""
