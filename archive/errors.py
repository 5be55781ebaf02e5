"""What can go wrong where all rests: one line that names the thing, the place and the remedy."""

from __future__ import annotations


class ArchiveError(Exception):
    """The root of this package's errors."""


class MissingKey(ArchiveError):
    """No object lies under a key."""
