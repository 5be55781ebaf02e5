"""Comparison of all records of the corpus, byte for byte, before and after a change of code.

$ python -m bench.records before.jsonl             # with the old code
$ python -m bench.records --against before.jsonl   # with the new code: lists each file whose record differs
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from bench.accuracy import corpus
from parsers.batch import read_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDERS = ("corpus", "cases")
SUFFIXES = {".pdf", ".doc", ".docx", ".html"}


def record_lines(root: Path) -> Iterator[tuple[str, bytes]]:
    """Path below `root` and record, as one line of JSON, of each document in `FOLDERS`."""
    paths = sorted(
        path for folder in FOLDERS for path in (root / folder).rglob("*") if path.suffix in SUFFIXES
    )
    for path, record in zip(paths, read_files(paths), strict=True):
        name = str(path.relative_to(root))
        yield name, msgspec.json.encode({"path": name, **record})


def read_lines(file: Path) -> dict[str, bytes]:
    """The lines of a file written before, by path of the document."""
    return {msgspec.json.decode(line)["path"]: line for line in file.read_bytes().splitlines()}


def compare_lines(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[str, str]:
    """How each document's record changed, by path; unchanged ones are left out.

    >>> compare_lines({"a": b"1", "b": b"1", "c": b"1"}, {"b": b"2", "c": b"1", "d": b"1"})
    {'a': 'missing', 'b': 'differs', 'd': 'new'}
    """
    return {
        path: "missing" if path not in after else "new" if path not in before else "differs"
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    }


@click.command(help=__doc__)
@click.argument("output", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="File with the records of the old code.",
)
def main(output: Path | None, against: Path | None) -> None:
    """Write the records to `output`, compare them with those in `against`, or both."""
    if not output and not against:
        raise click.UsageError("name a file to write, or one to compare with (--against)")
    before = read_lines(against) if against else {}
    after = dict(record_lines(corpus()))
    if output:
        output.write_bytes(b"".join(line + b"\n" for line in after.values()))
    if against:
        changes = compare_lines(before, after)
        for path, change in changes.items():
            click.echo(f"{change:8} {path}")
        click.echo(f"{len(after)} records, {len(changes)} differ")
        sys.exit(bool(changes))


if __name__ == "__main__":
    main()
