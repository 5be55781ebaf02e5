"""Finds the items of the answer that answer each clause of the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.records import AnswerItem, Clause


def link_items(clauses: Sequence[Clause], items: Sequence[AnswerItem]) -> list[Clause]:
    """The clauses with the indices of their items; an item keeps its letter, also a misprinted one."""
    links = [_items_for(clause, items) for clause in clauses]
    for n, clause in enumerate(clauses):
        at = _misprinted_item(n, links, clauses, items) if clause.label and not links[n] else None
        if at is not None:
            links = [[index for index in found if index != at] for found in links]
            links[n] = [at]
    return [
        clause.model_copy(update={"answer_items": found})
        for clause, found in zip(clauses, links, strict=True)
    ]


def _items_for(clause: Clause, items: Sequence[AnswerItem]) -> list[int]:
    """Indices of the items that answer the clause; a single item without letters answers all clauses."""
    whole = len(items) == 1 and not items[0].labels
    return [n for n, item in enumerate(items) if whole or clause.label in item.labels or not clause.label]


def _misprinted_item(
    n: int, links: Sequence[Sequence[int]], clauses: Sequence[Clause], items: Sequence[AnswerItem]
) -> int | None:
    """Index of the only item between those of the clauses around clause `n` that can be meant for it.

    Its letter is not asked, or repeats that of the clause above: (a), (a), (c). None if there is none.
    """
    above = links[n - 1][:1] if n else [-1]
    below = links[n + 1][:1] if n + 1 < len(clauses) else [len(items)]
    asked = {clause.label for clause in clauses} - {clauses[n - 1].label if n else ""}
    between = range(above[0] + 1, below[0]) if above and below else range(0)
    found = [at for at in between if len(items[at].labels) == 1 and items[at].labels[0] not in asked]
    return found[0] if len(found) == 1 else None
