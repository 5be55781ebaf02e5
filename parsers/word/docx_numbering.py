"""Computes the labels of numbered paragraphs in a .docx: '(a)', '1.', 'iv)'."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.word.docx_package import W, value_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
MAX_COUNT = 2000
"""Numbers above this are not counted further."""


@dataclass(frozen=True, slots=True)
class NumberingLevel:
    """How one level of a list is numbered."""

    form: str
    """Word's name of the number format: `lowerLetter`."""
    text: str
    """Pattern of the label, as in `(%1)`: `%n` is replaced by the number of level n."""
    start: int = 1


def letter(n: int) -> str:
    """The nth letter, doubled after z as Word does.

    >>> letter(1), letter(26), letter(28)
    ('a', 'z', 'bb')
    """
    return "abcdefghijklmnopqrstuvwxyz"[(n - 1) % 26] * ((n - 1) // 26 + 1)


def roman(n: int) -> str:
    """The number in lower-case Roman numerals.

    >>> roman(4), roman(39)
    ('iv', 'xxxix')
    """
    digits = ""
    for value, sign in ROMAN:
        count, n = divmod(n, value)
        digits += sign * count
    return digits


FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "lowerLetter": letter,
    "upperLetter": lambda n: letter(n).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
}
"""Word's names of the number formats; any other is a bullet."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and the last number of each level."""

    lists: dict[str, dict[int, NumberingLevel]] = field(default_factory=dict)
    counts: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, p: etree._Element) -> str:
        """The label of the next paragraph, "" if it is not numbered; increments the count."""
        number = p.find(f"{W}pPr/{W}numPr/{W}numId")
        depth = p.find(f"{W}pPr/{W}numPr/{W}ilvl")
        levels = self.lists.get(value_of(number), {})
        at = int(value_of(depth) or 0) if value_of(depth).isdigit() else 0
        if at not in levels:
            return ""
        count = self.counts[value_of(number)]
        count[at] = min(count.get(at, levels[at].start - 1) + 1, MAX_COUNT)
        for deeper in [level for level in count if level > at]:
            del count[deeper]
        return _label(levels, count, at)


def _label(levels: dict[int, NumberingLevel], count: dict[int, int], at: int) -> str:
    """The label of a level, including the numbers of other levels in its pattern; "" for a bullet."""
    if levels[at].form not in FORMS:
        return ""
    text = levels[at].text
    for depth, level in levels.items():
        spell = FORMS.get(level.form, str)
        text = text.replace(f"%{depth + 1}", spell(count.get(depth, level.start)))
    return text


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists that `word/numbering.xml` defines."""
    if root is None:
        return Numbering()
    kinds = {a.get(W + "abstractNumId"): _levels(a) for a in root.iter(W + "abstractNum")}
    return Numbering(
        {
            num.get(W + "numId", ""): kinds.get(value_of(num.find(W + "abstractNumId")), {})
            for num in root.iter(W + "num")
        }
    )


def _levels(abstract: etree._Element) -> dict[int, NumberingLevel]:
    levels: dict[int, NumberingLevel] = {}
    for level in abstract.iter(W + "lvl"):
        at, start = level.get(W + "ilvl", ""), value_of(level.find(W + "start"))
        if at.isdigit():
            levels[int(at)] = NumberingLevel(
                value_of(level.find(W + "numFmt")) or "decimal",
                value_of(level.find(W + "lvlText")),
                int(start) if start.isdigit() and len(start) < 5 else 1,
            )
    return levels
