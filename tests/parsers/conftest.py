"""Fixtures: text layers and records of the corpus, read once for all tests."""

from __future__ import annotations

import os
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import grimp
import pytest

from parsers.extract import read_text_layer
from parsers.layer import TextLayer, decode_layer, encode_layer
from parsers.parse import parse_record

FOLDERS = ("answers", "lookalikes", "word")


@pytest.fixture(scope="session")
def layers(shared: Path, pytestconfig: pytest.Config) -> dict[Path, TextLayer]:
    """The text layer of every document of the corpus, cached until the source of extraction changes."""
    assert pytestconfig.cache is not None
    kept = pytestconfig.cache.mkdir(f"layers-{_fingerprint()}")
    paths = [path for folder in FOLDERS for path in sorted((shared / "corpus" / folder).iterdir())]
    if os.environ.get("PYTEST_XDIST_WORKER", "").endswith("1"):
        paths.reverse()  # two workers start at opposite ends and share the work
    return {path: _layer(path, kept) for path in paths}


def _fingerprint() -> str:
    """A hash of the extractor's source: `parsers.extract` and every module of parsers that it imports."""
    graph = grimp.build_graph("parsers", cache_dir=None)
    modules = sorted({"parsers.extract", *graph.find_upstream_modules("parsers.extract")})
    sources = [find_spec(module).origin for module in modules]
    return sha256(b"".join(Path(source).read_bytes() for source in sources)).hexdigest()[:16]


def _layer(path: Path, kept: Path) -> TextLayer:
    data = path.read_bytes()
    file = kept / sha256(data).hexdigest()
    if not file.exists():
        made = file.with_suffix(f".{os.getpid()}")
        made.write_bytes(encode_layer(read_text_layer(data)))
        made.replace(file)
    return decode_layer(file.read_bytes())


@pytest.fixture(scope="session")
def records(layers: dict[Path, TextLayer]) -> dict[Path, dict[str, Any]]:
    """The record of every document of the corpus, as plain data."""
    found = {path: parse_record(layer) for path, layer in layers.items()}
    return {path: {"file": path.name, **record.model_dump(mode="json")} for path, record in found.items()}
