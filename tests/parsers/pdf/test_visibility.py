"""Text that no reader of the page sees is left out, and whatever is seen stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from parsers.extract import read_text_layer
from tests.parsers.letter import LETTER, lines_at, text_of
from tests.parsers.pdf.answer_page import ODD, SEEN, UNSEEN, X, answer_with, odd_line, outcome, printed_lines
from tests.parsers.printing import all_of, drawn, text_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.parsers.printing import Draw

BOX = (X - 4, ODD - 4, 200, 16)
"""x, y, width, height around the odd line."""


def in_state(*changes: Callable[[Any], object], then: Draw = odd_line) -> Draw:
    """A drawing after some changes of the paper's state, which end with it."""

    def draw(paper: Any) -> None:
        paper.saveState()
        for change in changes:
            change(paper)
        then(paper)
        paper.restoreState()

    return draw


def ink(*rgb: float) -> Callable[[Any], object]:
    """Text in a colour, each part from 0 to 1."""
    return lambda paper: paper.setFillColorRGB(*rgb)


def alpha(share: float) -> Callable[[Any], object]:
    """Everything with this alpha."""
    return lambda paper: paper.setFillAlpha(share)


def box(*rgb: float, at: tuple[float, float, float, float] = BOX, alpha: float = 1.0) -> Draw:
    """A filled box."""

    def draw(paper: Any) -> None:
        paper.saveState()
        paper.setFillColorRGB(*rgb)
        paper.setFillAlpha(alpha)
        paper.rect(*at, stroke=0, fill=1)
        paper.restoreState()

    return draw


def picture(tone: int, at: tuple[float, float, float, float] = BOX) -> Draw:
    """An image of one tone of grey."""
    return lambda paper: paper.drawImage(ImageReader(Image.new("L", (50, 10), tone)), *at)


def clip(x: float, y: float, width: float, height: float) -> Callable[[Any], object]:
    """Painting only in this part of the page."""

    def change(paper: Any) -> None:
        path = paper.beginPath()
        path.rect(x, y, width, height)
        paper.clipPath(path, stroke=0, fill=0)

    return change


def mode(number: int) -> Draw:
    """The odd line in a text render mode."""

    def draw(paper: Any) -> None:
        text = paper.beginText(X, ODD)
        text.setFont("Helvetica", 10)
        text.setTextRenderMode(number)
        text.textOut("The draft said 99 tonnes.")
        paper.drawText(text)

    return draw


def multiplied(paper: Any) -> None:
    """A yellow highlight drawn over the line."""
    paper.saveState()
    paper._extgstate.set(paper, "BM", "Multiply")
    paper.setFillColorRGB(1, 1, 0)
    paper.rect(*BOX, stroke=0, fill=1)
    paper.restoreState()


def watermark(paper: Any) -> None:
    """A wide grey bar over the line with an alpha of 0.2."""
    box(0.3, 0.3, 0.3, alpha=0.2)(paper)


def in_form(*parts: Draw) -> Draw:
    """The parts inside a form object."""

    def draw(paper: Any) -> None:
        paper.beginForm("inner")
        all_of(*parts)(paper)
        paper.endForm()
        paper.doForm("inner")

    return draw


WHITE = (1.0, 1.0, 1.0)

UNSEEN_LINES = {
    "white on white": in_state(ink(*WHITE)),
    "nearly white on white": in_state(ink(0.99, 0.99, 0.98)),
    "white in a form": in_form(in_state(ink(*WHITE))),
    "white on a white box": all_of(box(*WHITE), in_state(ink(*WHITE))),
    "dark blue on dark blue": all_of(box(0, 0, 0.4), in_state(ink(0, 0, 0.4))),
    "black on black": all_of(box(0, 0, 0), odd_line),
    "black on a black image": all_of(picture(0), odd_line),
    "white twice at one place": all_of(in_state(ink(*WHITE)), in_state(ink(*WHITE))),
    "transparent": in_state(alpha(0.0)),
    "nearly transparent": in_state(alpha(0.02)),
    "covered by a white box": all_of(odd_line, box(*WHITE)),
    "redacted by a black box": all_of(odd_line, box(0, 0, 0)),
    "covered by an image": all_of(odd_line, picture(255)),
    "covered by a black image": all_of(odd_line, picture(0)),
    "clipped away": in_state(clip(X, ODD + 100, 200, 100)),
    "clipped by two areas without a common part": in_state(clip(0, 0, 595, ODD - 6), clip(X, ODD, 200, 300)),
    "render mode 3": mode(3),
    "render mode 7": mode(7),
    "left of the page": text_at(-300, ODD, "The draft said 99 tonnes."),
    "below the page": text_at(X, -40, "The draft said 99 tonnes."),
}


@pytest.mark.parametrize("parts", UNSEEN_LINES.values(), ids=UNSEEN_LINES)
def test_text_that_no_reader_sees_is_left_out(parts: Draw) -> None:
    assert outcome(answer_with(parts)) == (UNSEEN, ["hidden_text"])


def test_invisible_text_on_a_background_image_is_left_out() -> None:
    background = picture(235, (0, 0, 595, 842))
    assert outcome(drawn(all_of(background, printed_lines, mode(3)))) == (UNSEEN, ["hidden_text"])


SEEN_LINES = {
    "black": odd_line,
    "grey": in_state(ink(0.6, 0.6, 0.6)),
    "white on a dark box": all_of(box(0.1, 0.1, 0.4), in_state(ink(*WHITE))),
    "white on a dark image": all_of(picture(30), in_state(ink(*WHITE))),
    "white twice on a dark box": all_of(box(0, 0, 0.3), in_state(ink(*WHITE)), in_state(ink(*WHITE))),
    "dark blue on light blue": all_of(box(0.8, 0.9, 1), in_state(ink(0, 0, 0.5))),
    "red on black": all_of(box(0, 0, 0), in_state(ink(0.9, 0.1, 0.1))),
    "on a pale image": all_of(picture(225), odd_line),
    "on an empty white box": all_of(box(*WHITE), odd_line),
    "with a highlight multiplied over it": all_of(odd_line, multiplied),
    "with a yellow box of low alpha over it": all_of(odd_line, box(1, 1, 0, alpha=0.3)),
    "with a watermark over it": all_of(odd_line, watermark),
    "under a frame": all_of(odd_line, lambda paper: paper.rect(*BOX, stroke=1, fill=0)),
    "inside its clip": in_state(clip(*BOX)),
    "outlined": mode(1),
    "next to a later white box": all_of(odd_line, box(*WHITE, at=(X - 4, ODD - 8, 200, 5.5))),
    "in a form": in_form(odd_line),
    "half transparent": in_state(alpha(0.4)),
}


@pytest.mark.parametrize("parts", SEEN_LINES.values(), ids=SEEN_LINES)
def test_text_that_a_reader_sees_stays(parts: Draw) -> None:
    assert outcome(answer_with(parts)) == (SEEN, [])


@pytest.mark.parametrize(
    "parts",
    [in_state(ink(0.93, 0.93, 0.93)), in_state(alpha(0.07))],
    ids=["very pale", "hardly opaque"],
)
def test_text_that_can_hardly_be_seen_stays_with_a_flag(parts: Draw) -> None:
    assert outcome(answer_with(parts)) == (SEEN, ["perhaps_hidden_text"])


def test_text_over_other_text_is_judged_by_its_own_ink() -> None:
    old = text_at(X, ODD, "The draft said 45 tonnes.")
    new = all_of(box(*WHITE), odd_line)
    assert outcome(answer_with(old, new)) == (SEEN, ["hidden_text"])


def test_the_hidden_part_of_a_word_is_cut_off() -> None:
    line = "The draft said 99tonnes."
    start, end = (stringWidth(text, "Helvetica", 10) for text in ("The draft said ", "The draft said 99"))
    covered = box(0, 0, 0, at=(X + start, ODD - 3, end - start, 13))
    record = outcome(answer_with(text_at(X, ODD, line), covered))
    assert record == (SEEN.replace("99 tonnes", "tonnes"), ["hidden_text"])


def test_a_glued_white_figure_is_cut_off() -> None:
    def draw(paper: Any) -> None:
        text = paper.beginText(X, ODD)
        text.setFont("Helvetica", 10)
        text.textOut("The draft said 99")
        text.setFillColorRGB(1, 1, 1)
        text.textOut("77")
        text.setFillColorRGB(0, 0, 0)
        text.textOut(" tonnes.")
        paper.drawText(text)

    assert outcome(answer_with(draw)) == (SEEN, ["hidden_text"])


def scanned_lines(tone: int = 0) -> Draw:
    """A scan of the letter."""
    paper = Image.new("L", (1240, 1754), 255)
    brush, letters = ImageDraw.Draw(paper), ImageFont.load_default(22)
    for n, line in enumerate(LETTER):
        brush.text((150, 150 + 50 * n), line, fill=tone, font=letters)
    return lambda canvas: canvas.drawImage(ImageReader(paper), 0, 0, 595, 842)


@pytest.mark.parametrize("state", ["under the image", "white", "transparent"])
def test_an_ocr_layer_without_render_mode_3_is_kept(state: str) -> None:
    text = lines_at(LETTER)
    parts = {
        "under the image": [text, scanned_lines()],
        "white": [in_state(ink(*WHITE), then=text), scanned_lines()],
        "transparent": [scanned_lines(), in_state(alpha(0.0), then=text)],
    }[state]
    page = read_text_layer(drawn(all_of(*parts))).pages[0]
    assert (page.engine, text_of(page), page.notes) == ("pdfium", LETTER, ["ocr_layer"])
