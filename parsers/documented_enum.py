"""Closed vocabularies whose members carry their one-line meaning; imports nothing of the project."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class DocumentedEnum(StrEnum):
    """A closed vocabulary: each member is `value, meaning`; the pages of docs/ are generated from both.

    A subclass with further attributes annotates them and gives them behind the meaning, in that order:

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
