"""`python -m parsers FILE…`: one JSON record per line."""

from __future__ import annotations

import sys
from pathlib import Path

import orjson

from parsers.batch import read_files


def main() -> None:
    """Print the records of the given files."""
    for record in read_files(map(Path, sys.argv[1:])):
        sys.stdout.buffer.write(orjson.dumps(record) + b"\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
