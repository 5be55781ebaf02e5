"""Rows of the tables, complete but for what a test says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from parsers.records import PARSER_VERSION

TABLE: dict[str, Any] = {
    "table_id": "t1",
    "page": 3,
    "pages": [3, 4],
    "bbox": None,
    "caption": None,
    "above": [],
    "below": [],
    "lead": None,
    "section": "annexure",
    "header": [["S.No.", "State", None]],
    "rows": [["1", "Bihar", ""]],
}
NOON = datetime(2025, 7, 29, 12, tzinfo=UTC)


def question_row(number: int = 1474, **values: Any) -> dict[str, Any]:
    session = values.get("session", 5)
    row = {
        "question_id": f"LS18-S{session}-UNSTARRED-{number}",
        "lok_sabha": 18,
        "session": session,
        "question_type": "UNSTARRED",
        "question_no": number,
        "date": date(2025, 7, 29),
        "ministry": "HEAVY INDUSTRIES",
        "ministry_code": 12,
        "subject": "PROMOTING DOMESTIC PRODUCTION OF RARE EARTH MAGNETS",
        "members": [{"name": "Smt. Smita Uday Wagh", "mp_code": 5123}, {"name": "Shri X", "mp_code": None}],
        "file": f"annex/18{session}/AU{number}_abcdef.pdf",
        "first_listed": NOON,
        "last_listed": NOON,
        "row_hash": "00",
        "run_id": "run-1",
    }
    return row | values


def file_row(number: int = 1474, **values: Any) -> dict[str, Any]:
    session = values.get("session", 5)
    row = {
        "file": f"annex/18{session}/AU{number}_abcdef.pdf",
        "version": 1,
        "lok_sabha": 18,
        "session": session,
        "question_id": f"LS18-S{session}-UNSTARRED-{number}",
        "language": "en",
        "status": "ok",
        "sha256": "ab" * 32,
        "bytes": 66_335,
        "media_type": "application/pdf",
        "attempts": 0,
        "fetched_at": NOON,
        "checked_at": NOON,
        "run_id": "run-1",
    }
    return row | values


def answer_row(number: int = 1474, **values: Any) -> dict[str, Any]:
    session = values.get("session", 5)
    row = {
        "question_id": f"LS18-S{session}-UNSTARRED-{number}",
        "language": "en",
        "lok_sabha": 18,
        "session": session,
        "schema_version": "2.0",
        "kind": "answer",
        "question_no": number,
        "date": date(2025, 7, 29),
        "members": [{"name_printed": "SMT. SMITA UDAY WAGH", "name": None, "mp_code": None}],
        "question": {
            "text": "the key incentives;",
            "clauses": [
                {"label": "a", "text": "the key incentives;", "page": 1, "bbox": None, "answer_items": [0]}
            ],
        },
        "answer": {
            "text": "NITI Aayog …",
            "statement_laid": False,
            "ministers": [{"role": "THE MINISTER OF STATE", "name": "SHRI B. S. VARMA"}],
            "items": [
                {"labels": ["a", "b"], "text": "NITI Aayog …", "page": 1, "bbox": [72.0, 410.2, 523.1, 452.9]}
            ],
        },
        "annexures": [],
        "tables": [TABLE],
        "struck_out": [],
        "checks": [],
        "flags": [],
        "parser_version": PARSER_VERSION,
        "file": f"annex/18{session}/AU{number}_abcdef.pdf",
        "file_version": 1,
        "sha256": "ab" * 32,
        "listing_hash": "00",
        "extractor": "layout-1",
        "record_hash": "11",
        "parsed_at": NOON,
        "run_id": "run-1",
    }
    return row | values


def change_row(number: int = 1474, **values: Any) -> dict[str, Any]:
    session = values.get("session", 5)
    row = {
        "change_id": f"{number}-{session}-subject",
        "question_id": f"LS18-S{session}-UNSTARRED-{number}",
        "lok_sabha": 18,
        "session": session,
        "kind": "MOD",
        "what": "subject",
        "before": "A",
        "after": "B",
        "at": NOON,
        "run_id": "run-1",
    }
    return row | values
