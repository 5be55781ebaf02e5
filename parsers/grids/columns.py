"""Finds the columns of a table without vertical rulings: the gaps that all its lines have in common."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import Word

WIDE = 0.8
"""Smallest gap between two columns, in multiples of the type size; no blank between words is as wide."""


CROSSED = 0.15
"""Largest share of the lines that run over a gap: headings over several columns."""


def column_edges(lines: Sequence[Sequence[Word]], x0: float, x1: float) -> list[float]:
    """The edges of the columns from `x0` to `x1`, in points: between them, the middles of the common gaps.

    >>> from parsers.layer import Word
    >>> rows = [[("Bihar", 72, 95), ("Rajmahal", 190, 230)], [("Goa", 72, 90), ("None", 190, 212)]]
    >>> lines = [[Word(text, a, 100, b, 110, 10, 0) for text, a, b in row] for row in rows]
    >>> column_edges(lines, 70, 300)
    [70, 142.5, 300]
    """
    if not lines:
        return [x0, x1]
    least = WIDE * max(word.size for line in lines for word in line)
    blocks = _blocks([stretch for line in lines for stretch in _stretches(line)], int(CROSSED * len(lines)))
    gaps = [(before[1] + after[0]) / 2 for before, after in pairwise(blocks) if after[0] - before[1] >= least]
    return [x0, *gaps, x1]


def _stretches(line: Sequence[Word]) -> list[tuple[float, float]]:
    """The stretches of a line that are covered by words and the blanks between them."""
    stretches: list[tuple[float, float]] = []
    for word in line:
        if stretches and word.x0 - stretches[-1][1] < WIDE * word.size:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], word.x1))
        else:
            stretches.append((word.x0, word.x1))
    return stretches


def _blocks(stretches: Sequence[tuple[float, float]], most: int) -> list[tuple[float, float]]:
    """What is covered by more than `most` of the stretches, from left to right."""
    ends = sorted([(start, 1) for start, _ in stretches] + [(end, -1) for _, end in stretches])
    blocks: list[tuple[float, float]] = []
    depth, start = 0, 0.0
    for at, step in ends:
        depth += step
        if step > 0 and depth == most + 1:
            start = at
        elif step < 0 and depth == most:
            blocks.append((start, at))
    return blocks
