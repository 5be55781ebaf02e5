"""Reads what is drawn on one PDF page, in its own coordinates: rulings, images, and how text is painted."""

from __future__ import annotations

from ctypes import byref, c_float, c_int
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium_c

from parsers.limits import MAX_PAGE_OBJECTS
from parsers.pdf import pdfium_calls
from parsers.pdf.matrices import (
    IDENTITY,
    Box,
    bounding_box,
    intersection,
    multiply,
    transform_box,
    transform_point,
)
from parsers.pdf.painting import BLACK_INK, FAINT, Fill, Look, Painting, is_pale, is_within, visible_lines
from parsers.pdf.pdfium_objects import (
    clipped,
    is_on_layer,
    read_boxes,
    read_clip,
    read_inks,
    read_matrix,
    segment_point,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pypdfium2 as pdfium

    from parsers.pdf.matrices import Matrix, Point
    from parsers.pdf.painting import Ink

THIN = 3.0
"""Points: a box no thicker than this is a line."""

SHORT = 2.0
"""Points: a line no longer than this is a dot."""

MAX_DEPTH = 8
"""Levels of nested form objects."""

TEXT, PATH, IMAGE, FORM = (
    pdfium_c.FPDF_PAGEOBJ_TEXT,
    pdfium_c.FPDF_PAGEOBJ_PATH,
    pdfium_c.FPDF_PAGEOBJ_IMAGE,
    pdfium_c.FPDF_PAGEOBJ_FORM,
)


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page besides its text."""

    lines: list[Box]
    """left, bottom, right, top of each visible ruling, a thin box; its thickness may be 0."""
    pictures: list[Box]
    """left, bottom, right, top of each image."""
    dots: list[Box] = field(default_factory=list)
    """left, bottom, right, top of each dot; a row of them may be a ruling."""
    shadings: list[Box] = field(default_factory=list)
    """left, bottom, right, top of each filled area, if its colour is not white."""
    shapes: int = 0
    """Number of paths that are no lines."""
    texts: int = 0
    """Number of text objects, blank ones included."""
    painting: Painting = field(default_factory=Painting)


@dataclass(frozen=True, slots=True)
class Context:
    """The form object in which an object is, or the page itself."""

    matrix: Matrix = IDENTITY
    """From the coordinates of the form to those of the page."""
    clip: Box | None = None
    doubtful: bool = False
    """The form is transparent, or may be on a layer."""
    depth: int = 0


def read_drawing(page: pdfium.PdfPage, *, own: int = MAX_PAGE_OBJECTS, layers: bool = False) -> Drawing:
    """The page's lines, including the edges of stroked boxes, its images, and how its text is painted.

    The first `own` objects are the page's own, those after them are its annotations; `layers` says whether
    the document has layers, which can be switched off.
    """
    reader = _DrawingReader(layers=layers)
    raw, many = (
        pdfium_calls.address(page.raw),
        min(pdfium_c.FPDFPage_CountObjects(page.raw), MAX_PAGE_OBJECTS),
    )
    objects = list(map(pdfium_calls.page_object, repeat(raw), range(many)))
    reader.read(objects[:own], PAGE)
    drawn = reader.drawn
    drawn.painting.merged_from = reader.order
    reader.read(objects[own:], PAGE)
    drawn.lines += visible_lines(drawn.painting.pale, drawn.painting.fills)
    return drawn


PAGE = Context()


class _DrawingReader:
    """Collects the drawing in the order of painting, at most `MAX_PAGE_OBJECTS` objects."""

    def __init__(self, *, layers: bool) -> None:
        self.drawn = Drawing([], [])
        self._painting = self.drawn.painting
        self._layers = layers
        self.order = 0

    def read(self, objects: Iterable[int | None], context: Context) -> None:
        """Add the objects of the page or of a form to the drawing."""
        block = [one for one in objects if one][: max(0, MAX_PAGE_OBJECTS - self.order)]
        kinds = list(map(pdfium_calls.object_type, block))
        start = 0
        for at in [n for n, kind in enumerate(kinds) if kind == FORM] if FORM in kinds else ():
            self._read_block(block[start:at], kinds[start:at], context)
            self._read_form(block[at], context)
            start = at + 1
        self._read_block(block[start:], kinds[start:], context)

    def _read_form(self, form: int, context: Context) -> None:
        self.order += 1
        if context.depth >= MAX_DEPTH:
            return
        inner = Context(
            multiply(read_matrix(form), context.matrix),
            intersection(context.clip, read_clip(form, context.matrix)),
            context.doubtful or self._layers or bool(pdfium_calls.has_transparency(form)),
            context.depth + 1,
        )
        many = min(pdfium_calls.count_form_objects(form), MAX_PAGE_OBJECTS)
        self.read(map(pdfium_calls.form_object, repeat(form), range(many)), inner)

    def _read_block(self, block: Sequence[int], kinds: Sequence[int], context: Context) -> None:
        """Add objects without a form among them."""
        first, self.order = self.order, self.order + len(block)
        orders = dict(zip(block, range(first, self.order), strict=True))
        self._read_texts(
            [one for one, kind in zip(block, kinds, strict=True) if kind == TEXT], orders, context
        )
        others = [one for one, kind in zip(block, kinds, strict=True) if kind != TEXT]
        boxes = read_boxes(others)
        if context.matrix != IDENTITY:
            boxes = [transform_box(box, context.matrix) for box in boxes]
        paths = [one for one, kind in zip(block, kinds, strict=True) if kind == PATH]
        fills = read_inks(pdfium_calls.read_fill_colour, paths)
        strokes = read_inks(pdfium_calls.read_stroke_colour, paths)
        of_path = set(paths)
        for one, box in zip(others, boxes, strict=True):
            if one in of_path:
                self._read_path(one, box, (fills.get(one), strokes.get(one)), orders[one], context)
            else:
                self._read_image(one, box, orders[one])

    def _read_image(self, image: int, box: Box, order: int) -> None:
        """Add an image, or a gradient."""
        if pdfium_calls.object_type(image) == IMAGE:
            (self.drawn.lines if is_bar(box) else self.drawn.pictures).append(box)
        self._painting.fills.append(Fill(order, box))

    def _read_texts(self, texts: Sequence[int], orders: dict[int, int], context: Context) -> None:
        self.drawn.texts += len(texts)
        self._painting.order.update((one, orders[one]) for one in texts)
        inks = read_inks(pdfium_calls.read_fill_colour, texts)
        cut = set(self._clipped(texts, context))
        every = context.doubtful or self._layers
        for text in texts if every else inks.keys() | cut:
            doubtful = context.doubtful or (self._layers and is_on_layer(text))
            self._painting.looks[text] = Look(*inks.get(text, BLACK_INK), text in cut, doubtful)

    def _clipped(self, texts: Sequence[int], context: Context) -> Iterator[int]:
        """The text objects that are not wholly inside the area to which they are clipped."""
        within = texts if context.clip else clipped(texts)
        for text, own in zip(within, read_boxes(within), strict=True):
            clip = intersection(context.clip, read_clip(text, context.matrix))
            box = own if context.matrix == IDENTITY else transform_box(own, context.matrix)
            if clip and not is_within(box, clip):
                yield text

    def _read_path(
        self, path: int, box: Box, inks: tuple[Ink | None, Ink | None], order: int, context: Context
    ) -> None:
        """Add a path; `inks` are those of its fill and of its stroke, None for black."""
        bar = is_bar(box)
        if bar and inks == (None, None):
            self.drawn.lines.append(box)
            return
        fill, stroke = c_int(), c_int()
        pdfium_calls.read_draw_mode(path, byref(fill), byref(stroke))
        ink = inks[1 if stroke.value else 0] or BLACK_INK
        if is_dot(box):
            self.drawn.shapes += 1
            self.drawn.dots += [box] if _is_visible(ink) else []
            return
        pieces = [box] if bar else list(_pieces(path, context, stroked=bool(stroke.value)))
        lines = [piece for piece in pieces if is_bar(piece)]
        self._add_lines(lines, ink)
        self.drawn.shapes += not lines
        if _is_visible(ink):
            self.drawn.dots += [piece for piece in pieces if is_dot(piece)]
        if fill.value and not stroke.value and _is_visible(ink):
            self.drawn.shadings += [piece for piece in pieces if not is_bar(piece) and not is_dot(piece)]
        if not bar and (fill.value or _is_thick(path)):
            self._painting.fills.append(Fill(order, box, *(inks[0 if fill.value else 1] or BLACK_INK)))

    def _add_lines(self, lines: list[Box], ink: Ink) -> None:
        colour, alpha = ink
        if alpha >= FAINT:
            (self._painting.pale if is_pale(colour) else self.drawn.lines).extend(lines)


def _is_thick(path: int) -> bool:
    width = c_float()
    return bool(pdfium_calls.read_stroke_width(path, byref(width))) and width.value > THIN


def _is_visible(ink: Ink) -> bool:
    """Whether an area in this colour contrasts with white paper."""
    colour, alpha = ink
    return alpha >= FAINT and not is_pale(colour)


def _pieces(path: int, context: Context, *, stroked: bool) -> Iterator[Box]:
    """The box of each edge of a stroked path, of each outline of a filled one."""
    for outline in _outlines(path, multiply(read_matrix(path), context.matrix)):
        if stroked:
            yield from (bounding_box(outline[i : i + 2]) for i in range(len(outline) - 1))
        else:
            yield bounding_box(outline)


def _outlines(path: int, matrix: Matrix) -> Iterator[list[Point]]:
    """The corners of each subpath; a curve counts as its end points."""
    piece: list[Point] = []
    for index in range(min(pdfium_calls.count_segments(path), MAX_PAGE_OBJECTS)):
        segment = pdfium_calls.path_segment(path, index)
        if pdfium_calls.segment_type(segment) == pdfium_c.FPDF_SEGMENT_MOVETO and piece:
            yield piece
            piece = []
        piece.append(transform_point(matrix, *segment_point(segment)))
        if pdfium_calls.closes(segment):
            piece.append(piece[0])
    if piece:
        yield piece


def is_bar(box: Box) -> bool:
    """Whether a box is a line: thin one way, long the other.

    >>> is_bar((72, 100, 523, 100.5)), is_bar((72, 100, 523, 120)), is_bar((72, 100, 73, 101))
    (True, False, False)
    """
    width, height = box[2] - box[0], box[3] - box[1]
    return (
        min(width, height) <= THIN and max(width, height) > SHORT and max(width, height) > min(width, height)
    )


def is_dot(box: Box) -> bool:
    """Whether a box is no larger than a dot of a dotted ruling."""
    return box[2] - box[0] <= SHORT and box[3] - box[1] <= SHORT
