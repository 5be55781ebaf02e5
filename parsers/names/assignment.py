"""Pairs rows with columns one to one (bipartite matching by Kuhn's augmenting paths)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def assign(worth: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The column of each row; only pairs in `worth` are possible.

    Row 0 gets its second choice, so that row 1 can be paired too:

    >>> assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.7})
    {0: 1, 1: 0}

    As many pairs as possible are made; the rows and columns of the pairs worth most choose first. The time
    grows with rows * pairs.
    """
    choices: dict[int, list[int]] = {}
    for row, column in sorted(worth, key=lambda pair: (-worth[pair], pair)):
        choices.setdefault(row, []).append(column)
    owner: dict[int, int] = {}
    for row in choices:
        _place(row, choices, owner)
    return dict(sorted((row, column) for column, row in owner.items()))


def _place(row: int, choices: Mapping[int, list[int]], owner: dict[int, int]) -> None:
    """Give the row a column if one can be had, moving rows that own one to another of their choices."""
    asked: set[int] = set()
    path, columns = [(row, iter(choices[row]))], list[int]()
    while path:
        column = next((choice for choice in path[-1][1] if choice not in asked), None)
        if column is None:
            path.pop()
            del columns[-1:]
            continue
        asked.add(column)
        columns.append(column)
        if column not in owner:
            owner.update((taken, mover) for (mover, _), taken in zip(path, columns, strict=True))
            return
        path.append((owner[column], iter(choices[owner[column]])))
