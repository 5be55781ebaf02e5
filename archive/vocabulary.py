"""Closed vocabularies whose members carry what they mean; here those of the released tables."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Meant(StrEnum):
    """A closed vocabulary."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """The member of that value, with what it means."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


class ChunkKind(Meant):
    """What a row of `chunks` is."""

    CLAUSE = "clause", "the parts of the question that have one answer, and the answer"
    ANSWER = "answer", "a part of the answer that answers none of the clauses"
    ANNEXURE = "annexure", "an appended list: its title and text"
    TABLE = "table", "a data table: its caption and rows, the head again in each part"
    REST = "rest", "what stands in the question or the answer outside all of their parts"


class NoRecord(Meant):
    """Why a question has no record though its file is there."""

    NOT_READ = "not_read", "the file is in the archive, but no record has been made of it yet"
