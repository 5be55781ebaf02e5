"""The records of all documents of the corpus, byte for byte: did a change of code change a record?

$ python -m bench.records before.jsonl             # on the old code
$ python -m bench.records --against before.jsonl   # on the new: names each file whose record differs
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
    from collections.abc import Iterator

FOLDERS = ("corpus", "cases")
SUFFIXES = {".pdf", ".doc", ".docx", ".html"}


def record_lines(shared: Path) -> Iterator[tuple[str, bytes]]:
    """Each document's path below `shared`, and its record as one line of JSON."""
    found = [path for folder in FOLDERS for path in (shared / folder).rglob("*") if path.suffix in SUFFIXES]
    paths = sorted(found)
    for path, record in zip(paths, read_files(paths), strict=True):
        name = str(path.relative_to(shared))
        yield name, msgspec.json.encode({"path": name, **record})


@click.command(help=__doc__)
@click.argument("output", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--against", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="records of before"
)
def main(output: Path | None, against: Path | None) -> None:
    """Write the records to `output`, compare them with those of `against`, or both."""
    lines = dict(record_lines(corpus()))
    if output:
        output.write_bytes(b"\n".join(lines.values()))
    if not against:
        return
    before = {msgspec.json.decode(line)["path"]: line for line in against.read_bytes().splitlines()}
    differing = sorted(name for name in lines.keys() | before.keys() if lines.get(name) != before.get(name))
    for name in differing:
        click.echo(name)
    click.echo(f"{len(lines)} records, {len(differing)} differ")
    sys.exit(bool(differing))


if __name__ == "__main__":
    main()
