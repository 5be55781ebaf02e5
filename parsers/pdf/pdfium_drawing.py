"""Reads the ruling lines and pictures of one PDF page, in the page's own coordinates."""

from __future__ import annotations

from ctypes import byref, c_float, c_int, c_uint
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium_c

from parsers.limits import MAX_PAGE_OBJECTS
from parsers.pdf import pdfium_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2 as pdfium

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]

THIN = 3.0
"""Points: a box no thicker than this is a line."""

SHORT = 2.0
"""Points: a line no longer than this is a dot."""

MAX_DEPTH = 8
"""Levels of nested form objects."""

PAPER = 250
"""Least value of red, green and blue of a shading that cannot be told from paper."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page besides its text."""

    lines: list[Box]
    """left, bottom, right, top of each ruling, a thin box; its thickness may be 0."""
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


def read_drawing(page: pdfium.PdfPage) -> Drawing:
    """The page's lines, including the edges of stroked boxes, and the boxes of its images."""
    drawn = Drawing([], [])
    budget = iter(range(MAX_PAGE_OBJECTS))
    raw = pdfium_calls.address(page.raw)
    for index in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        _read_object(pdfium_calls.page_object(raw, index), IDENTITY, drawn, budget, 0)
    return drawn


def _read_object(
    drawn_object: int | None, matrix: Matrix, drawn: Drawing, budget: Iterator[int], depth: int
) -> None:
    if not drawn_object or next(budget, None) is None:
        return
    kind = pdfium_calls.object_type(drawn_object)
    if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
        _read_path(drawn_object, matrix, drawn)
    elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
        drawn.texts += 1
    elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
        box = _transform(_bounds(drawn_object), matrix)
        (drawn.lines if is_bar(box) else drawn.pictures).append(box)
    elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
        inner = _multiply(_matrix(drawn_object), matrix)
        for index in range(pdfium_calls.count_form_objects(drawn_object)):
            _read_object(pdfium_calls.form_object(drawn_object, index), inner, drawn, budget, depth + 1)


def _read_path(path: int, matrix: Matrix, drawn: Drawing) -> None:
    box = _transform(_bounds(path), matrix)
    if is_bar(box):
        drawn.lines.append(box)
        return
    if is_dot(box):
        drawn.dots.append(box)
        drawn.shapes += 1
        return
    fill, stroke = c_int(), c_int()
    pdfium_calls.read_draw_mode(path, byref(fill), byref(stroke))
    pieces = list(_pieces(path, _multiply(_matrix(path), matrix), stroked=bool(stroke.value)))
    lines = [piece for piece in pieces if is_bar(piece)]
    drawn.lines.extend(lines)
    drawn.dots.extend(piece for piece in pieces if is_dot(piece))
    drawn.shapes += not lines
    if fill.value and not stroke.value and _is_coloured(path):
        drawn.shadings.extend(piece for piece in pieces if not is_bar(piece) and not is_dot(piece))


def _pieces(path: int, matrix: Matrix, *, stroked: bool) -> Iterator[Box]:
    """The box of each edge of a stroked path, of each outline of a filled one."""
    for outline in _outlines(path, matrix):
        if stroked:
            yield from (_bounding_box(outline[i : i + 2]) for i in range(len(outline) - 1))
        else:
            yield _bounding_box(outline)


def _is_coloured(path: int) -> bool:
    """Whether the colour of a filled path can be told from white paper."""
    red, green, blue, alpha = (c_uint() for _ in range(4))
    if not pdfium_calls.read_fill_colour(path, byref(red), byref(green), byref(blue), byref(alpha)):
        return False
    return bool(alpha.value) and min(red.value, green.value, blue.value) < PAPER


def _outlines(path: int, matrix: Matrix) -> Iterator[list[Point]]:
    """The corners of each subpath; a curve counts as its end points."""
    piece: list[Point] = []
    x, y = c_float(), c_float()
    for index in range(min(pdfium_calls.count_segments(path), MAX_PAGE_OBJECTS)):
        segment = pdfium_calls.path_segment(path, index)
        if pdfium_calls.segment_type(segment) == pdfium_c.FPDF_SEGMENT_MOVETO and piece:
            yield piece
            piece = []
        pdfium_calls.read_point(segment, byref(x), byref(y))
        piece.append(_point(matrix, x.value, y.value))
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


def _bounds(drawn_object: int) -> Box:
    sides = (c_float * 4)()
    pdfium_calls.read_bounds(drawn_object, *(byref(sides, 4 * n) for n in range(4)))
    left, bottom, right, top = sides
    return left, bottom, right, top


def _matrix(drawn_object: int) -> Matrix:
    matrix = (c_float * 6)()
    if not pdfium_calls.read_object_matrix(drawn_object, byref(matrix)):
        return IDENTITY
    a, b, c, d, e, f = matrix
    return a, b, c, d, e, f


def _multiply(first: Matrix, then: Matrix) -> Matrix:
    """The product of two matrices: `first`, then `then`.

    >>> _multiply((2, 0, 0, 2, 0, 0), (1, 0, 0, 1, 5, 7))
    (2, 0, 0, 2, 5, 7)
    """
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _point(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _transform(box: Box, matrix: Matrix) -> Box:
    if matrix == IDENTITY:
        return box
    return _bounding_box([_point(matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])])


def _bounding_box(points: list[Point]) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)
