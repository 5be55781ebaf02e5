from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from parsers.batch import read_files
from parsers.parse import read_file
from parsers.records import PARSER_VERSION
from tests.parsers.documents import answer_pages, read_pages

if TYPE_CHECKING:
    from pathlib import Path

PAGES = answer_pages(
    "                                        ANNEXURE\nStates that have ore.",
    clauses="(a) whether ore is mined; and\n(b) if so, where?",
    reply="(a): Yes, Sir.\n(b): The list is annexed.\n                    *****",
)
RECORD = {
    "schema_version": "2.0",
    "question_id": None,
    "kind": "answer",
    "house": "lok_sabha",
    "lok_sabha": None,
    "session": None,
    "question_type": "UNSTARRED",
    "question_no": 12,
    "date": "2021-02-01",
    "language": "en",
    "ministry": "MINES",
    "department": None,
    "subject": "MINING OF ORE",
    "members": [{"name_printed": "SHRI GOVIND RAO", "name": "Shri Govind Rao", "mp_code": None}],
    "question": {
        "text": "(a) whether ore is mined; and\n(b) if so, where?",
        "clauses": [
            {
                "label": "a",
                "text": "whether ore is mined; and",
                "page": 1,
                "bbox": [72.0, 210.0, 231.5, 222.0],
                "answer_items": [0],
            },
            {
                "label": "b",
                "text": "if so, where?",
                "page": 1,
                "bbox": [72.0, 226.0, 165.5, 238.0],
                "answer_items": [1],
            },
        ],
    },
    "answer": {
        "text": "(a): Yes, Sir.\n(b): The list is annexed.",
        "statement_laid": False,
        "ministers": [{"role": "MINISTER OF MINES", "name": "SHRIMATI ASHA DEVI"}],
        "items": [
            {"labels": ["a"], "text": "Yes, Sir.", "page": 1, "bbox": [72.0, 290.0, 149.0, 302.0]},
            {"labels": ["b"], "text": "The list is annexed.", "page": 1, "bbox": [72.0, 306.0, 209.5, 318.0]},
        ],
    },
    "correction": None,
    "annexures": [{"title": "ANNEXURE", "page": 2, "text": "States that have ore."}],
    "tables": [],
    "struck_out": [],
    "checks": [],
    "flags": [],
    "extraction": {"engine": "pdfium", "version": "1", "pages": 2, "ocr_pages": [], "text_layer": "text"},
    "source": None,
    "parser_version": PARSER_VERSION,
}


def test_every_field_of_a_record() -> None:
    assert read_pages(*PAGES).model_dump(mode="json") == RECORD


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """The document of PAGES as a PDF file."""
    canvas = Canvas(str(tmp_path / "AU12.pdf"), pagesize=A4)
    for page in PAGES:
        canvas.setFont("Courier", 9)
        for row, line in enumerate(page.splitlines()):
            canvas.drawString(72 + 5.4 * (len(line) - len(line.lstrip())), 790 - 16 * row, line.strip())
        canvas.showPage()
    canvas.save()
    return tmp_path / "AU12.pdf"


def without_positions(record: object) -> object:
    """The record without boxes and extraction, which depend on the layout of the PDF."""
    if isinstance(record, dict):
        return {
            key: without_positions(value)
            for key, value in record.items()
            if key not in {"bbox", "extraction"}
        }
    return [without_positions(value) for value in record] if isinstance(record, list) else record


def test_bytes_to_record(printed: Path) -> None:
    assert without_positions(read_file(printed.read_bytes()).model_dump(mode="json")) == without_positions(
        RECORD
    )


def test_files_to_records(printed: Path, tmp_path: Path) -> None:
    (tmp_path / "AU13.pdf").write_bytes(b"no document at all")
    first, second = read_files([printed, tmp_path / "AU13.pdf"])
    assert (first["file"], first["kind"], first["question_no"]) == ("AU12.pdf", "answer", 12)
    assert (second["file"], second["kind"], second["flags"]) == ("AU13.pdf", "unreadable", ["not_a_document"])


def test_one_line_of_json_per_file(printed: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "parsers", str(printed), str(printed)],
        capture_output=True,
        text=True,
        check=True,
    )
    records = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [record["file"] for record in records] == ["AU12.pdf", "AU12.pdf"]
    assert without_positions(
        {key: value for key, value in records[0].items() if key != "file"}
    ) == without_positions(RECORD)
