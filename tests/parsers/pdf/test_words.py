"""Words from pdfium's characters: when pdfplumber is not needed, and blanks that pdfium drops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.extract import read_text_layer
from parsers.pdf.words import join_characters, single_word_box, split_words
from tests.parsers.printing import all_of, drawn, text_at

if TYPE_CHECKING:
    from parsers.pdf.words import Box

SIZE = 10.0


@st.composite
def boxes(draw: st.DrawFn) -> list[Box]:
    """Characters that mostly follow each other on a line; some are apart, overlap or are raised."""
    found: list[Box] = []
    x = 0.0
    for _ in range(draw(st.integers(1, 6))):
        x += draw(st.sampled_from([0.0, 0.0, 0.0, 0.3, -0.4, 0.7, 6.5, -9.0]))
        y = draw(st.sampled_from([0.0, 0.0, 0.0, 3.0, 5.5]))
        width = draw(st.sampled_from([2.5, 5.0, 8.0]))
        found.append((x, y, x + width, y + SIZE))
        x += width
    return found


@given(boxes())
def test_a_single_word_is_one_word_for_pdfplumber_too(places: list[Box]) -> None:
    chars = [
        {"text": "a", "x0": x0, "x1": x1, "top": -top, "bottom": -bottom, "size": SIZE, "rotation": 0}
        for x0, bottom, x1, top in places
    ]
    box = single_word_box(places, SIZE)
    if box is not None:
        assert list(split_words(chars)) == [chars]
        assert join_characters(["a"] * len(places), places) == ("a" * len(places), box)


@pytest.mark.parametrize(
    ("between", "words"),
    [
        pytest.param([" "], ["(iv)", "Promote"], id="a blank that the next letter overlaps"),
        pytest.param([], ["(iv)Promote"], id="none"),
    ],
)
def test_a_narrow_gap_is_a_blank_if_the_file_has_one(between: list[str], words: list[str]) -> None:
    end = 72 + 13.88  # of "(iv)" in Helvetica of 10 points
    parts = [text_at(72, 700, "(iv)"), *(text_at(end, 700, text) for text in between)]
    page = read_text_layer(drawn(all_of(*parts, text_at(end + 0.8, 700, "Promote")))).pages[0]
    assert [word.text for word in page.words] == words
