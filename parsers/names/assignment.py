"""Pairs one to one, as many as can be, of the greatest total worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_INFINITE = float("inf")


def assign(rows: int, columns: int, worth: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The column of each row; pairs without a worth, which is above 0, are never made.

    Row 0 takes its second choice, so that row 1 can be paired at all:

    >>> assign(2, 2, {(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.7})
    {0: 1, 1: 0}

    Shortest augmenting paths (Kuhn and Munkres): time grows with rows * rows * (rows + columns).
    """
    if not worth:
        return {}
    most = 1.0 + sum(worth.values())
    costs = [
        [-most - worth[row, column] if (row, column) in worth else 0.0 for column in range(columns)]
        + [0.0] * rows
        for row in range(rows)
    ]
    found = _Columns(costs).rows()
    return {row: column for row, column in sorted(found.items()) if (row, column) in worth}


class _Columns:
    """Which row has which column, and the prices at which no row would rather have another.

    There are at least as many columns as rows.
    """

    def __init__(self, costs: list[list[float]]) -> None:
        self._costs = costs
        self._owner: dict[int, int] = {}
        self._row_price = [0.0] * len(costs)
        self._price = [0.0] * len(costs[0])

    def rows(self) -> dict[int, int]:
        """The column of each row at the least total cost."""
        for row in range(len(self._costs)):
            self._place(row)
        return {row: column for column, row in self._owner.items()}

    def _place(self, row: int) -> None:
        """Gives the row a column, moving others along the cheapest path to a free one."""
        slack = [_INFINITE] * len(self._price)
        via: dict[int, int | None] = {}
        taken: list[int] = []
        free = list(range(len(self._price)))
        current, came = row, None
        while True:
            free = [column for column in free if column != came]
            self._relax(current, came, free, slack, via)
            nearest = min(free, key=slack.__getitem__)
            self._raise(row, taken, slack, slack[nearest])
            if nearest not in self._owner:
                break
            taken.append(nearest)
            current, came = self._owner[nearest], nearest
        self._hand_on(row, nearest, via)

    def _relax(
        self, row: int, came: int | None, free: list[int], slack: list[float], via: dict[int, int | None]
    ) -> None:
        for column in free:
            reduced = self._costs[row][column] - self._row_price[row] - self._price[column]
            if reduced < slack[column]:
                slack[column], via[column] = reduced, came

    def _raise(self, row: int, taken: list[int], slack: list[float], step: float) -> None:
        self._row_price[row] += step
        for column in taken:
            self._row_price[self._owner[column]] += step
            self._price[column] -= step
        slack[:] = [left - step for left in slack]

    def _hand_on(self, row: int, column: int | None, via: dict[int, int | None]) -> None:
        while column is not None:
            before = via[column]
            self._owner[column] = row if before is None else self._owner[before]
            column = before
