"""pdfium's characters in pdfplumber's form."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.pdf.words import Box, Char

LATIN = "\u02ff"
"""Combining marks come after this code point; such a mark gets the box of its letter."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Font, size in points and direction of a text object."""

    font: str
    size: float
    rotation: int
    lean: float
    hidden: bool


def chars_of(style: TextStyle, first: int, text: str, places: Sequence[Box]) -> list[Char]:
    """The characters of a piece of text in pdfplumber's form; `first` is the index of the first of them."""
    chars: list[Char] = [
        {
            "text": char,
            "x0": left,
            "x1": right,
            "top": -top,
            "bottom": -bottom,
            "size": style.size,
            "rotation": style.rotation,
            "lean": style.lean,
            "rise": 0.0,
            "index": index,
        }
        for index, char, (left, bottom, right, top) in zip(count(first), text, places, strict=False)
    ]
    for n, char in enumerate(text[1:], start=1):
        if char > LATIN and category(char)[0] == "M":
            chars[n] = _with_letter(chars[n - 1], chars[n])
    return chars


def _with_letter(letter: Char, mark: Char) -> Char:
    """A mark at the place of its letter; it ends where its own ink does if that is further on, as of `ा`."""
    right = mark["x1"] if 0 < mark["x1"] - letter["x1"] < letter["size"] else letter["x1"]
    return {**letter, "text": mark["text"], "index": mark["index"], "x1": right}
