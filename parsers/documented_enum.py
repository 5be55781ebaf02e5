"""Base class of closed vocabularies whose members have a one-line meaning."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class DocumentedEnum(StrEnum):
    """A closed vocabulary: each member is `value, meaning`; docs/vocabulary.md is generated from both.

    A subclass with more attributes annotates them, and lists their values after the meaning in that order:

    >>> class Status(DocumentedEnum):
    ...     retried: bool
    ...     MISSING = "missing", "not on the site yet", True
    >>> Status("missing").meaning, Status.MISSING.retried
    ('not on the site yet', True)
    """

    meaning: str

    def __new__(cls, value: str, meaning: str, *attributes: object) -> Self:
        """The member with this value; raises `ValueError` when attributes are missing or too many."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        for name, attribute in zip(cls.__annotations__, attributes, strict=True):
            setattr(member, name, attribute)
        return member
