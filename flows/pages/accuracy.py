"""The figures of `docs/accuracy.md`, as a release's manifest takes them over."""

from __future__ import annotations

import re

_FIGURE = re.compile(r"\| ([\w.]+) \| (\d+)/(\d+) \|")
_MEASURED = re.compile(r"parser (\S+), extractor (\S+), (\d+) documents?")


def read_accuracy(page: str) -> dict[str, object]:
    r"""What was measured, on how many documents, of which parser; ValueError where the page does not say.

    >>> read_accuracy("parser 1, extractor layout-1, 56 documents\n| kind | 55/56 | 98.2% | … |")
    {'parser': '1', 'extractor': 'layout-1', 'documents': 56, 'fields': {'kind': {'right': 55, 'of': 56}}}
    """
    measured = _MEASURED.search(page)
    fields = {name: {"right": int(right), "of": int(of)} for name, right, of in _FIGURE.findall(page)}
    if not measured or not fields:
        raise ValueError("the file is not a page that `make accuracy` wrote")
    parser, extractor, documents = measured.groups()
    return {"parser": parser, "extractor": extractor, "documents": int(documents), "fields": fields}
