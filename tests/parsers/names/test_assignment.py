from __future__ import annotations

from parsers.names.assignment import assign


def test_last_row_moves_all_others() -> None:
    rows = 2_000
    worth = {(row, row): 0.9 for row in range(rows)} | {(row, row + 1): 0.5 for row in range(rows)}
    pairs = assign(worth | {(rows, 0): 0.1})
    assert pairs == {row: row + 1 for row in range(rows)} | {rows: 0}


def test_as_many_pairs_as_possible() -> None:
    assert assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.7, (2, 0): 0.6}) == {0: 1, 1: 0}
