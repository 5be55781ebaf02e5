from __future__ import annotations

from parsers.text.lines import page_lines
from parsers.text.prose import TextPiece, join_prose
from tests.parsers.pages import layer_of


def joined(text: str) -> str:
    (page,) = layer_of(text).pages
    return join_prose([TextPiece(line, line.text) for line in page_lines(page, [])])


def test_lines_of_a_paragraph_are_joined() -> None:
    assert (
        joined("Ore is mined in many\nplaces of the country") == "Ore is mined in many places of the country"
    )


def test_blank_lines_separate_paragraphs() -> None:
    text = "Ore is mined in\nmany places\n\n\nof the country and\nelsewhere"
    assert joined(text) == "Ore is mined in many places\nof the country and elsewhere"


def test_widely_spaced_lines_are_one_paragraph() -> None:
    text = "\n\n\n".join(["Ore is mined in", "many places", "of the country", "and elsewhere"])
    assert joined(text) == "Ore is mined in many places of the country and elsewhere"


def test_list_item_begins_a_paragraph() -> None:
    assert joined("Thus:\n(i) ore;\n(ii) coal, and\niron.") == "Thus:\n(i) ore;\n(ii) coal, and iron."


def test_no_blank_after_a_hyphen_at_the_end_of_a_line() -> None:
    assert joined("the State-\nwise list of 2019-\n20 is here") == "the State-wise list of 2019-20 is here"


def test_asterisks_after_the_last_word_are_dropped() -> None:
    assert joined("Ore is mined. *****") == "Ore is mined."
