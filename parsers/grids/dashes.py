"""Joins the dots and dashes of broken rulings into whole rulings.

All lengths are in points.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.layer import BBox

LEAST = 5
"""Smallest number of dots or dashes of a ruling."""

LONGEST = 60.0
"""A longer piece is a whole ruling."""

GAP, GAP_PER_LENGTH = 10.0, 1.5
"""Largest gap between two pieces, and the same in multiples of their length; the larger one counts."""

LEVEL = 0.8
"""Pieces of one ruling differ by no more than this across it."""

MAX_DOTS = 40_000
"""Dots per page; a page with more is a drawing."""

Piece = tuple[float, float, float, int]
"""Coordinate across the ruling, start and end along it, and index of a dot or dash."""


def join_dashes(bars: Sequence[BBox], dots: Sequence[BBox]) -> list[BBox]:
    """The ruling lines of a page with one bar for each broken ruling in place of its dashes.

    A dot may be part of a horizontal row or of a vertical one: it belongs to that with the smaller gaps.

    >>> dashes = [(72.0 + 10 * n, 100.0, 78.0 + 10 * n, 100.5) for n in range(6)]
    >>> join_dashes([*dashes, (72, 120, 300, 120)], [])
    [(72, 120, 300, 120), (72.0, 100.0, 128.0, 100.5)]
    """
    if len(dots) > MAX_DOTS:
        return list(bars)
    short = [n for n, bar in enumerate(bars) if max(bar[2] - bar[0], bar[3] - bar[1]) <= LONGEST]
    if len(short) + len(dots) < LEAST:
        return list(bars)
    boxes = [*bars, *dots]
    loose = range(len(bars), len(boxes))
    across = [n for n in short if bars[n][2] - bars[n][0] > bars[n][3] - bars[n][1]]
    down = [n for n in short if bars[n][2] - bars[n][0] <= bars[n][3] - bars[n][1]]
    runs = [*_runs(_level(boxes, [*across, *loose])), *_runs(_upright(boxes, [*down, *loose]))]
    joined: list[BBox] = []
    used: set[int] = set()
    for run in sorted(runs, key=_pitch):
        numbers = [piece[3] for piece in run]
        if 2 * len(used.intersection(numbers)) <= len(numbers):
            joined.append(_around([boxes[n] for n in numbers]))
            used.update(numbers)
    return [bar for n, bar in enumerate(bars) if n not in used] + joined


def _level(boxes: Sequence[BBox], numbers: Iterable[int]) -> list[Piece]:
    return sorted(((boxes[n][1] + boxes[n][3]) / 2, boxes[n][0], boxes[n][2], n) for n in numbers)


def _upright(boxes: Sequence[BBox], numbers: Iterable[int]) -> list[Piece]:
    return sorted(((boxes[n][0] + boxes[n][2]) / 2, boxes[n][1], boxes[n][3], n) for n in numbers)


def _runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each broken ruling: near each other, with gaps that are much alike.

    Pieces that touch each other are the edges of cells, no dashes: a gap between them is a merged cell.
    """
    for row in _rows(pieces):
        gaps = [piece[1] - before[2] for before, piece in pairwise(row) if _is_near(before, piece)]
        if not gaps or median(gaps) <= LEVEL:
            continue
        widest = 2 * median(gaps) + LEVEL
        run = row[:1]
        for before, piece in pairwise(row):
            if not (_is_near(before, piece) and piece[1] - before[2] <= widest):
                yield from [run] if len(run) >= LEAST else []
                run = []
            run.append(piece)
        yield from [run] if len(run) >= LEAST else []


def _rows(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces with the same coordinate across, each group in order along the ruling."""
    row: list[Piece] = []
    for piece in pieces:
        if row and piece[0] - row[0][0] > LEVEL:
            yield sorted(row, key=_start)
            row = []
        row.append(piece)
    if row:
        yield sorted(row, key=_start)


def _start(piece: Piece) -> float:
    return piece[1]


def _is_near(before: Piece, piece: Piece) -> bool:
    """Whether a piece may continue the ruling of the piece before it."""
    lengths = before[2] - before[1], piece[2] - piece[1]
    return -LEVEL <= piece[1] - before[2] <= max(GAP, GAP_PER_LENGTH * min(lengths))


def _pitch(run: Sequence[Piece]) -> float:
    """The usual distance between the starts of two pieces."""
    return median(b[1] - a[1] for a, b in pairwise(run))


def _around(boxes: Sequence[BBox]) -> BBox:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)
