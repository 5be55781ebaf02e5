"""Errors of the archive; each message is one line that names the thing, the place and the remedy.

```
ArchiveError        a table, object, setting or server cannot be used; the message says what to do
├── MissingKey      raised when an object that is read does not exist
├── AccessDenied    raised when the credentials may not do what was asked
├── ServerBusy      raised when replies are cut off, or other writers interfere, at every attempt
└── ReleaseRefused  raised when a draft of a release has less data than the current release
```
"""

from __future__ import annotations


class ArchiveError(Exception):
    """The root of this package's errors."""


class MissingKey(ArchiveError):
    """No object has this key."""


class AccessDenied(ArchiveError):
    """The credentials do not permit the request."""


class ServerBusy(ArchiveError):
    """No complete reply came, or another writer interfered: the request may be repeated."""


class ReleaseRefused(ArchiveError):
    """The draft has less data than the current release."""
