"""The figures of `docs/accuracy.json`, as they are put into a release's manifest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

KEYS = {"parser", "extractor", "documents", "fields"}
"""Parser and extractor versions, number of documents, and `{"right": 55, "of": 56}` for each field."""


def read_accuracy(path: Path) -> dict[str, Any]:
    """Measured accuracy, from the JSON file at `path`, or from the one beside the page at `path`.

    Raises `ValueError` if `make accuracy` did not write the file, `OSError` if it cannot be read.
    """
    figures = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    if not isinstance(figures, dict) or set(figures) != KEYS:
        raise ValueError("the file was not written by `make accuracy`")
    return figures
