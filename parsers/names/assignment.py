"""Pairs one to one, as many as can be, the worthiest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def assign(worth: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The column of each row; only pairs with a worth are made.

    Row 0 takes its second choice, so that row 1 can be paired at all:

    >>> assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.7})
    {0: 1, 1: 0}

    Kuhn's augmenting paths: the number of pairs is the greatest possible; among
    those, rows and columns of the best pairs choose first. Time grows with rows * pairs.
    """
    choices: dict[int, list[int]] = {}
    for row, column in sorted(worth, key=lambda pair: (-worth[pair], pair)):
        choices.setdefault(row, []).append(column)
    owner: dict[int, int] = {}
    for row in choices:
        _place(row, choices, owner, set())
    return dict(sorted((row, column) for column, row in owner.items()))


def _place(row: int, choices: Mapping[int, list[int]], owner: dict[int, int], asked: set[int]) -> bool:
    """Give the row a column, moving the rows that have one to another; False where none can be had."""
    for column in choices[row]:
        if column not in asked:
            asked.add(column)
            if column not in owner or _place(owner[column], choices, owner, asked):
                owner[column] = row
                return True
    return False
