"""Closed vocabularies of the released tables."""

from __future__ import annotations

from parsers.documented_enum import DocumentedEnum


class ChunkKind(DocumentedEnum):
    """What a row of `chunks` contains."""

    CLAUSE = "clause", "clauses of the question that share an answer, with the answer"
    ANSWER = "answer", "a part of the answer that belongs to no clause"
    ANNEXURE = "annexure", "title and text of an annexure"
    TABLE = "table", "a data table: caption and rows, with the header repeated in each part"
    REST = "rest", "text of the question or the answer outside all of their parts"


class NoRecord(DocumentedEnum):
    """Why a question has no record of its answer although its file is archived."""

    NOT_READ = "not_read", "the file is archived, but has not been parsed yet"
    OTHER_HOUSE = "other_house", "the file is archived, but is a document of the other House"
