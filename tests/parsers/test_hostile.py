"""Pages with absurd words: parsing always returns a record."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from parsers.parse import parse_record
from parsers.records import Record
from parsers.vocabulary import Kind
from tests.parsers.documents import CLAUSES, answer_pages, read_answer, read_pages
from tests.parsers.pages import layer_of

if TYPE_CHECKING:
    from parsers.layer import TextLayer

LONG = {
    "brackets over the question": {"heading": "LOK SABHA\n" + "( " * 20_000},
    "one long word": {"reply": "(a) " + "x" * 100_000},
    "one long label": {"reply": "(a) & " * 20_000},
    "members without end": {"members": "12. " + "SHRI X " * 20_000},
    "a long subject": {"subject": "क" * 50_000},
    "open brackets for a name": {"minister": "(" * 20_000},
    "figures for a date": {"date": "1" * 50_000},
    "an endless list": {"reply": "\n".join(f"({letter}) x;" for letter in "abcdefgh" * 200)},
}


@pytest.mark.parametrize("parts", LONG.values(), ids=LONG)
def test_long_lines(parts: dict[str, str]) -> None:
    assert isinstance(read_answer(**parts), Record)


@pytest.mark.parametrize("seed", range(20))
def test_words_in_disorder(seed: int) -> None:
    order = random.Random(seed)
    for _ in range(20):
        layer = layer_of(*answer_pages("STATEMENT\n(a): One.", clauses=CLAUSES))
        _disturb(layer, order)
        assert isinstance(parse_record(layer), Record)


def _disturb(layer: TextLayer, order: random.Random) -> None:
    for page in layer.pages:
        page.words = [word for word in page.words if order.random() < 0.8]
        order.shuffle(page.words)
        for word in page.words:
            if order.random() < 0.2:
                word.text = order.choice(["", "(a)", "(", "ANSWER", "Annexure-I", "*****", "\ufffe", "(SHRI"])
            if order.random() < 0.1:
                word.top, word.bottom = word.bottom, word.top


def test_no_pages() -> None:
    record = read_pages()
    assert (record.kind, record.extraction.text_layer) == (Kind.UNREADABLE, "none")
