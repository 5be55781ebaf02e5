"""Typed notes and form fields are text in their place; comments, links and hidden notes are not."""

from __future__ import annotations

import pytest

from tests.parsers.pdf.annotated import annotated
from tests.parsers.pdf.answer_page import ODD, SEEN, UNSEEN, X, answer_with, odd_line, outcome, read

PLACE = b"/Rect[%d %d 360 %d]" % (X - 2, ODD - 5, ODD + 11)
TEXT = b"(The draft said 99 tonnes.)"
FREE = b"/Subtype/FreeText/F 4/DA(/F1 10 Tf 0 g)" + PLACE
PAINTED = b"BT /F1 10 Tf 2 5 Td (The draft said 99 tonnes.) Tj ET"
LOOK = b"/AP<</N %d>>"
FIELD = b"/Subtype/Widget/FT/Tx/T(stock)/F 4/DA(/Helv 10 Tf 0 g)" + PLACE


@pytest.mark.parametrize(
    ("annotation", "form"),
    [
        pytest.param(FREE + b"/Contents" + TEXT + LOOK + b"stream:" + PAINTED, False, id="note"),
        pytest.param(FREE + b"/Contents" + TEXT, False, id="note without an appearance"),
        pytest.param(FIELD + b"/V" + TEXT + LOOK + b"stream:/Tx BMC " + PAINTED + b" EMC", True, id="field"),
        pytest.param(FIELD + b"/V" + TEXT, True, id="field without an appearance"),
        pytest.param(
            FIELD.replace(b"/FT/Tx", b"/FT/Ch/Ff 131072/Opt[(A)(B)]") + b"/V" + TEXT, True, id="choice"
        ),
    ],
)
def test_typed_text_is_text_in_its_place(annotation: bytes, *, form: bool) -> None:
    data = annotated(answer_with(), annotation, acro_form=form)
    assert outcome(data) == (SEEN, ["annotation_text"])


@pytest.mark.parametrize(
    "annotation",
    [
        pytest.param(FREE.replace(b"/F 4", b"/F 2") + b"/Contents" + TEXT, id="hidden note"),
        pytest.param(
            FREE.replace(b"/F 4", b"/F 32") + b"/Contents" + TEXT + LOOK + b"stream:" + PAINTED, id="no view"
        ),
        pytest.param(b"/Subtype/Text/F 4/Contents" + TEXT + PLACE, id="comment"),
        pytest.param(b"/Subtype/Link/Border[0 0 0]" + PLACE, id="link"),
        pytest.param(b"/Subtype/Popup/Contents" + TEXT + PLACE, id="popup"),
        pytest.param(FREE, id="empty note"),
        pytest.param(b"/Subtype/Widget/FT/Tx/T(stock)/F 4/DA(/Helv 10 Tf 0 g)" + PLACE, id="empty field"),
    ],
)
def test_other_annotations_are_no_text(annotation: bytes) -> None:
    assert outcome(annotated(answer_with(), annotation, acro_form=True)) == (UNSEEN, [])


def test_a_highlight_leaves_the_text() -> None:
    quad = b"/QuadPoints[%d %d 360 %d %d %d 360 %d]" % (X, ODD + 9, ODD + 9, X, ODD - 3, ODD - 3)
    highlight = b"/Subtype/Highlight/C[1 1 0]/F 4" + PLACE + quad
    assert outcome(annotated(answer_with(odd_line), highlight)) == (SEEN, [])


def test_text_that_a_note_covers_is_hidden() -> None:
    square = b"/Subtype/Square/IC[1 1 1]/C[1 1 1]/F 4" + PLACE + LOOK + b"stream:1 1 1 rg 0 0 288 16 re f"
    assert outcome(annotated(answer_with(odd_line), square)) == (UNSEEN, ["hidden_text"])


@pytest.mark.parametrize("look", [b"", LOOK + b"stream:0 0 0 RG 0 8 m 288 8 l S"], ids=["plain", "drawn"])
def test_text_that_is_marked_as_struck_out(look: bytes) -> None:
    quad = b"/QuadPoints[%d %d 360 %d %d %d 360 %d]" % (X, ODD + 9, ODD + 9, X, ODD - 3, ODD - 3)
    data = annotated(answer_with(odd_line), b"/Subtype/StrikeOut/C[1 0 0]/F 4" + PLACE + quad + look)
    assert outcome(data) == (UNSEEN, ["struck_text"])
    assert [one.text for one in read(data).struck_out] == ["The draft said 99 tonnes."]
