"""Two releases in a row, copied out of the bucket as a consumer would: the tests use nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from archive.settings import Settings
from archive.store import open_store
from archive.tables import Tables
from tests.archive.release.publishing import publish_now
from tests.archive.rows import NOON, answer_row, change_row, file_row, question_row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.store import Store

UNASKED = {"labels": ["d"], "text": "No such proposal.", "page": 1, "bbox": None}
FORMULA = "=HYPERLINK(0)<script>alert(1)</script>"


@dataclass
class Downloaded:
    """`releases/` as files."""

    root: Path

    @property
    def latest(self) -> dict[str, Any]:
        """The contents of `latest.json`."""
        pointer: dict[str, Any] = json.loads((self.root / "latest.json").read_text())
        return pointer

    @property
    def current(self) -> Path:
        """The directory of the current release."""
        return self.root / self.latest["version"]

    @property
    def previous(self) -> Path:
        """The directory of the release before."""
        return self.root / self.manifest["previous"]

    @property
    def manifest(self) -> dict[str, Any]:
        """The current manifest."""
        manifest: dict[str, Any] = json.loads((self.current / "manifest.json").read_text())
        return manifest


@pytest.fixture(scope="session")
def released(s3_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Downloaded]:
    settings = Settings(_env_file=None, home=s3_home, store="s3://tests/consumers")
    with open_store(settings) as store:
        tables = Tables(store)
        merge_first(tables)
        publish_now(store, tables)
        merge_second(tables)
        later = NOON + timedelta(days=1)
        publish_now(store, tables, now=later)
        yield Downloaded(download(store, tmp_path_factory.mktemp("releases")))


def download(store: Store, place: Path) -> Path:
    for key in store.keys("releases/"):
        path = place / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(store.get(key))
    return place / "releases"


def record(number: int, **said: Any) -> dict[str, Any]:
    """An answer as the parser writes one."""
    row = answer_row(number, **said)
    session = row["session"]
    source = {
        "file": row["file"],
        "version": 1,
        "sha256": row["sha256"],
        "bytes": 66_335,
        "media_type": "application/pdf",
        "url": f"https://sansad.in/getFile/{row['file']}?source=lsapps",
        "fetched_at": "2025-07-29T12:00:00+00:00",
    }
    extraction = {"engine": "x", "version": "1", "pages": 4, "ocr_pages": [], "text_layer": "text"}
    names = {"question_type": "UNSTARRED", "ministry": "HEAVY INDUSTRIES", "subject": "MAGNETS"}
    row |= {"source": source, "extraction": extraction, "session": session}
    return {**names, **row}


def table(*rows: list[str | None], table_id: str = "t1", caption: str | None = None) -> dict[str, Any]:
    return {
        "table_id": table_id,
        "page": 3,
        "pages": [3],
        "bbox": None,
        "caption": caption,
        "above": [],
        "below": [],
        "lead": None,
        "section": "annexure",
        "header": [["State", "Crore"]],
        "rows": list(rows),
    }


def merge_first(tables: Tables) -> None:
    """Two sessions; answers with tables, Hindi, a text that would be a formula, one that is missing."""
    tables.merge(
        "questions",
        [question_row(n, session=4, date=date(2025, 3, 4)) for n in (1, 2)]
        + [question_row(n, url=f"https://sansad.in/AU{n}.pdf") for n in range(1, 7)],
    )
    tables.merge("files", [file_row(n) for n in range(1, 6)])
    tables.merge("files", [file_row(7, file="qhindi/185/AU1_abcdef.pdf", language="hi")])
    first = table(["Bihar", "1,234.5"], [FORMULA, "-5"], caption=FORMULA)
    grids = [first, table(["Goa", None], table_id="t2")]
    tables.merge("answers", [record(1, tables=grids), record(1, language="hi"), record(2)])
    loose = answer_row(3)["answer"]
    loose |= {"text": f"{loose['text']} Placed on record.", "items": loose["items"] + [UNASKED]}
    appended = [{"title": "ANNEXURE-I", "page": 2, "text": "State-wise allocations"}]
    tables.merge("answers", [record(3, answer=loose, annexures=appended)])
    tables.merge("answers", [record(4, kind="nil", question=None, answer=None, tables=[]), record(5)])
    tables.merge("changes", [change_row(n, kind="ADD", what="question") for n in range(1, 7)])


def merge_second(tables: Tables) -> None:
    """A question comes, one is renamed, a file is replaced by one with a table less, another comes late."""
    tables.merge("questions", [*map(question_row, (7, 8, 9)), question_row(2, subject="RENAMED")])
    tables.merge("files", [file_row(8, status="missing", cause="http_500", sha256=None), file_row(9)])
    tables.merge("files", [file_row(1, version=2, sha256="cd" * 32), file_row(6)])
    replaced = {"file_version": 2, "sha256": "cd" * 32, "record_hash": "33"}
    tables.merge("answers", [record(1, tables=[table(["Bihar", "1"])], **replaced), record(6)])
    kinds = {7: "ADD", 2: "MOD", 1: "MOD", 6: "LATE"}
    changes = [change_row(n, kind=kind, change_id=f"{n}-second") for n, kind in kinds.items()]
    tables.merge("changes", changes)
