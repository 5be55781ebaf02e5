"""Closed vocabularies of the released tables."""

from __future__ import annotations

from parsers.documented_enum import DocumentedEnum


class ChunkKind(DocumentedEnum):
    """What a row of `chunks` is."""

    CLAUSE = "clause", "the parts of the question that have one answer, and the answer"
    ANSWER = "answer", "a part of the answer that answers none of the clauses"
    ANNEXURE = "annexure", "an appended list: its title and text"
    TABLE = "table", "a data table: its caption and rows, the head again in each part"
    REST = "rest", "what stands in the question or the answer outside all of their parts"


class NoRecord(DocumentedEnum):
    """Why a question has no record though its file is there."""

    NOT_READ = "not_read", "the file is in the archive, but no record has been made of it yet"
