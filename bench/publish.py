"""Benchmark of publishing: `python -m bench.publish [RECORDS]`.

Publishes synthetic records in sessions of 5,000: a first release, one after a sitting day with 250 new
questions, and one without changes. Each publication runs in its own process, so that its memory and
processor time can be measured; those of the S3 server are not included.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from archive.keys import release_key
from archive.release.publish import ReleaseMetadata, publish
from archive.settings import Settings
from archive.store import open_store
from archive.tables import Tables
from bench.memory import peak
from parsers.records import PARSER_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.store import Store

RECORDS = 150_000
SESSION_SIZE = 5_000
DAY_SIZE = 250
_BATCH = 1_000
_NOW = dt.datetime(2025, 7, 29, 12, tzinfo=dt.UTC)
_WORDS = [
    "scheme", "State", "Union", "crore", "beneficiaries", "release", "sanction", "district", "survey",
    "implementation", "railway", "highway", "coal", "power", "rural", "health", "education", "water",
    "irrigation", "farmer", "subsidy", "steps", "Government", "taken", "details", "thereof", "whether",
    "proposed", "ministry", "allocation", "expenditure", "project", "completed", "pending", "target",
    "year",
]  # fmt: skip
_MINISTRIES = (
    "COAL",
    "POWER",
    "RAILWAYS",
    "RURAL DEVELOPMENT",
    "EDUCATION",
    "JAL SHAKTI",
    "HEAVY INDUSTRIES",
)


def fill(tables: Tables, lok_sabha: int, session: int, numbers: range) -> None:
    """Add questions of one session with their files, answers and changes."""
    for start in range(numbers.start, numbers.stop, _BATCH):
        part = range(start, min(start + _BATCH, numbers.stop))
        rows = [_rows(lok_sabha, session, number) for number in part]
        for name in ("questions", "files", "answers", "changes"):
            tables.merge(name, [row[name] for row in rows])


def _rows(lok_sabha: int, session: int, number: int) -> dict[str, dict[str, Any]]:
    """The rows of one question, by table."""
    chance = random.Random(f"{lok_sabha} {session} {number}")  # noqa: S311 - not a secret
    home = {
        "question_id": f"LS{lok_sabha}-S{session}-UNSTARRED-{number}",
        "lok_sabha": lok_sabha,
        "session": session,
        "run_id": "bench",
    }
    asked = {"ministry": chance.choice(_MINISTRIES), "subject": _text(chance, 6).upper()}
    file = {"file": f"annex/{lok_sabha}{session}/AU{number}_abcdef.pdf", "sha256": chance.randbytes(32).hex()}
    listed = {"question_type": "UNSTARRED", "question_no": number, "date": _NOW.date(), **asked}
    member = {"name": f"Member {chance.randrange(540)}", "mp_code": chance.randrange(540)}
    seen = {"first_listed": _NOW, "last_listed": _NOW, "row_hash": "0"}
    return {
        "questions": {**home, **listed, **seen, "members": [member], "file": file["file"]},
        "files": {**home, **file, "version": 1, "language": "en", "status": "ok", "attempts": 0},
        "answers": {**home, **_record(chance), **listed, **_provenance(file)},
        "changes": {**home, "change_id": home["question_id"], "kind": "ADD", "what": "question", "at": _NOW},
    }


def _provenance(file: dict[str, str]) -> dict[str, Any]:
    made = {
        "schema_version": "1.0",
        "parser_version": PARSER_VERSION,
        "extractor": "x-1",
        "listing_hash": "0",
    }
    return {**made, **file, "file_version": 1, "record_hash": file["sha256"], "parsed_at": _NOW}


def _record(chance: random.Random) -> dict[str, Any]:
    clauses = [
        {"label": label, "text": _text(chance, 20), "page": 1, "bbox": None, "answer_items": [n]}
        for n, label in enumerate("abcd")
    ]
    items = [{"labels": [label], "text": _text(chance, 80), "page": 1, "bbox": None} for label in "abcd"]
    answer = {"text": "", "statement_laid": False, "ministers": [], "items": items}
    tables = [_table(chance)] if chance.random() < 0.4 else []
    question = {"text": " ".join(str(clause["text"]) for clause in clauses), "clauses": clauses}
    answer = answer | {"text": "\n".join(str(item["text"]) for item in items)}
    return {"language": "en", "kind": "answer", "question": question, "answer": answer, "tables": tables}


def _table(chance: random.Random) -> dict[str, Any]:
    rows = [[str(n), _text(chance, 2), *(str(chance.randrange(10**6)) for _ in range(3))] for n in range(20)]
    head = ["S.No.", "State", "2022", "2023", "2024"]
    place = {"page": 2, "pages": [2], "bbox": None, "caption": _text(chance, 6), "section": "annexure"}
    return {"table_id": "t1", **place, "header": [head], "rows": rows}


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words))


class CountingStore:
    """A store that records its requests."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.requests: list[tuple[str, str, int]] = []
        """Kind (write, read, copy), key and bytes of each request."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def put(self, key: str, data: bytes, content_type: str = "application/octet-stream") -> None:
        """Same as `Store`."""
        self.requests.append(("write", key, len(data)))
        self._store.put(key, data, content_type)

    def upload(self, key: str, path: Path) -> None:
        """Same as `Store`."""
        self.requests.append(("write", key, path.stat().st_size))
        self._store.upload(key, path)

    def get(self, key: str) -> bytes:
        """Same as `Store`."""
        data = self._store.get(key)
        self.requests.append(("read", key, len(data)))
        return data

    def download(self, key: str, path: Path) -> None:
        """Same as `Store`."""
        self._store.download(key, path)
        self.requests.append(("read", key, path.stat().st_size))

    def copy(self, key: str, target: str) -> None:
        """Same as `Store`."""
        self.requests.append(("copy", target, 0))
        self._store.copy(key, target)


def measure_publish(home: str) -> dict[str, str]:
    """Publish in this process; returns what it cost, by column."""
    with open_store(Settings(_env_file=None, home=Path(home), store="s3://bench")) as store:
        counted, start = CountingStore(store), time.perf_counter()
        metadata = ReleaseMetadata(
            run_id="bench",
            now=_NOW,
            schema_version="1.0",
            parser_version=PARSER_VERSION,
            record_schema=b"{}",
        )
        search_cache = Path(home) / "release" / "search.sqlite"
        made = publish(cast("Store", counted), Tables(store), metadata, search_cache=search_cache)
        seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "CPU s": f"{used.ru_utime + used.ru_stime:.1f}",
        "wall s": f"{seconds:.1f}",
        "peak MiB": f"{peak():.0f}",
        **_transfers(counted, release_key(made.version, "")),
    }


def _transfers(store: CountingStore, folder: str) -> dict[str, str]:
    """Numbers of files written and copied, and MiB sent and fetched, by column."""
    written = [key for what, key, _ in store.requests if what == "write"]
    inside = sum(key.startswith(folder) for key in written)
    sent, fetched = (
        sum(size for what, _, size in store.requests if what == kind) / 2**20 for kind in ("write", "read")
    )
    return {
        "files written": f"{inside:,}",
        "copied in the bucket": f"{sum(what == 'copy' for what, *_ in store.requests):,}",
        "records, tables, feeds": f"{len(written) - inside:,}",
        "MiB sent": f"{sent:,.1f}",
        "MiB fetched": f"{fetched:,.1f}",
    }


def measure(records: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Name and cost of each publication."""
    with tempfile.TemporaryDirectory(prefix="loksabha-bench-") as home:
        settings = Settings(_env_file=None, home=Path(home), store="s3://bench")
        with open_store(settings) as store:
            tables = Tables(store)
            sessions = [(13 + n // 6, 1 + n % 6) for n in range(-(-records // SESSION_SIZE))]
            for n, (lok_sabha, session) in enumerate(sessions):
                fill(tables, lok_sabha, session, range(1, 1 + min(SESSION_SIZE, records - n * SESSION_SIZE)))
            yield f"first release of {records:,} records", _measure_in_subprocess(home)
            fill(tables, *sessions[-1], range(SESSION_SIZE + 1, SESSION_SIZE + 1 + DAY_SIZE))
            yield f"after {DAY_SIZE} new questions", _measure_in_subprocess(home)
            yield "nothing changed", _measure_in_subprocess(home)


def _measure_in_subprocess(home: str) -> dict[str, str]:
    here = "from bench.publish import measure_publish; print(json.dumps(measure_publish(sys.argv[1])))"
    command = [sys.executable, "-c", f"import json, sys; {here}", home]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    cost: dict[str, str] = json.loads(done.stdout)
    return cost


@click.command()
@click.argument("records", type=click.IntRange(1), default=RECORDS)
def main(records: int) -> None:
    """Measure and print a Markdown table with a row per publication."""
    for number, (name, cost) in enumerate(measure(records)):
        if not number:
            click.echo(f"| release | {' | '.join(cost)} |\n|{'---|' * (1 + len(cost))}")
        click.echo(f"| {name} | {' | '.join(cost.values())} |")


if __name__ == "__main__":
    main()
