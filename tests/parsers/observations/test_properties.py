from __future__ import annotations

import random
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from parsers.observations.observe import observe
from tests.parsers.observations.tables import record_of, table_of

if TYPE_CHECKING:
    from parsers.records import Table


def _printed_table(seed: int) -> Table:
    """A table of random figures in random places, years and units."""
    chance = random.Random(seed)
    states = chance.sample(["Bihar", "Goa", "Odisha", "Kerala", "Assam", "Punjab", "Sikkim"], 5)
    years = [str(2010 + n) for n in range(chance.randint(1, 4))]
    units = chance.choice(["(Rs. in crore)", "(Figures in lakh)", "(in kg)", ""])
    rows: list[list[str | None]] = [
        [
            str(n),
            state,
            *(
                chance.choice([f"{chance.randint(10, 99999):,}", f"{chance.random() * 100:.2f}", "-", "NA"])
                for _ in years
            ),
        ]
        for n, state in enumerate(states, start=1)
    ]
    return table_of([["S.No.", "State", *years]], rows, above=[units])


@pytest.mark.parametrize("seed", range(40))
def test_no_figure_that_the_table_does_not_print(seed: int) -> None:
    table = _printed_table(seed)
    found = observe(record_of(table))
    cells = [*table.header, *table.rows]
    for o in found:
        assert o.value_printed == cells[o.row][o.column]
        if o.value is not None:
            printed = Decimal(o.value_printed.replace(",", ""))
            assert o.value == printed.scaleb(o.scale or 0)
    assert len(found) == sum(len(row) - 2 for row in table.rows)


@pytest.mark.parametrize("seed", range(40))
def test_the_order_of_rows_changes_no_value(seed: int) -> None:
    table = _printed_table(seed)
    shuffled = table.model_copy(update={"rows": random.Random(seed).sample(table.rows, len(table.rows))})

    def by_place(of: Table) -> list[tuple[object, ...]]:
        found = observe(record_of(of))
        return sorted(
            (str(o.place_code), o.column, str(o.value), str(o.unit), str(o.period_start)) for o in found
        )

    assert by_place(shuffled) == by_place(table)


def test_the_same_record_gives_the_same_bytes() -> None:
    record = record_of(*(_printed_table(seed) for seed in range(5)))
    once, again = ([o.model_dump_json() for o in observe(record)] for _ in range(2))
    assert once == again
