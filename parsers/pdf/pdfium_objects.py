"""Properties of many pdfium page objects at once: a call per object from C, not from Python."""

from __future__ import annotations

import ctypes
from collections import deque
from ctypes import byref, c_float, c_uint
from typing import TYPE_CHECKING

from parsers.limits import MAX_PAGE_OBJECTS
from parsers.pdf import pdfium_calls
from parsers.pdf.matrices import IDENTITY, bounding_box, intersection, transform_box
from parsers.pdf.painting import BLACK_INK, OPAQUE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from parsers.pdf.matrices import Box, Matrix, Point
    from parsers.pdf.painting import Ink

BLACK = bytes((c_uint * 4)(0, 0, 0, OPAQUE))
"""Red, green, blue and alpha of opaque black, as pdfium writes them."""

RECTANGLE, OPPOSITE = (4, 5), (0, 2)
"""Numbers of segments of a clip path that is a rectangle, and two opposite corners of it."""

LAYER = "OC".encode("utf-16-le")
"""Name of the mark of content that is on a layer."""


def read_boxes(objects: Sequence[int]) -> list[Box]:
    """left, bottom, right, top of each object, in the coordinates of the form in which it is."""
    sides = (c_float * (4 * len(objects)))()
    deque(map(pdfium_calls.read_bounds, objects, *_places(sides)), maxlen=0)
    numbers = memoryview(sides).cast("B").cast("f").tolist()
    return list(zip(numbers[::4], numbers[1::4], numbers[2::4], numbers[3::4], strict=True))


def read_inks(read: Callable[..., Any], objects: Sequence[int]) -> dict[int, Ink]:
    """Colour and alpha, by `read`, of the objects that are not opaque black; patterns count as black."""
    colours = (c_uint * (4 * len(objects)))()
    known = list(map(read, objects, *_places(colours)))
    if bytes(colours) == BLACK * len(objects):
        return {}
    inks: dict[int, Ink] = {}
    for n, (drawn_object, is_known) in enumerate(zip(objects, known, strict=True)):
        red, green, blue, alpha = colours[4 * n : 4 * n + 4]
        if is_known and (ink := ((red, green, blue), alpha)) != BLACK_INK:
            inks[drawn_object] = ink
    return inks


def _places(numbers: ctypes.Array[Any]) -> list[range]:
    """The addresses of the first, second, third and fourth number of each object."""
    first, size = ctypes.addressof(numbers), ctypes.sizeof(numbers)
    return [range(first + 4 * n, first + size, 16) for n in range(4)] if size else [range(0)] * 4


def clipped(objects: Sequence[int]) -> list[int]:
    """The objects that are painted in a part of the page only."""
    paths = map(pdfium_calls.count_clip_paths, map(pdfium_calls.clip_path, objects))
    return [drawn_object for drawn_object, many in zip(objects, paths, strict=True) if many > 0]


def read_clip(drawn_object: int, matrix: Matrix) -> Box | None:
    """The box around the area to which an object is clipped; None if it is not."""
    path = pdfium_calls.clip_path(drawn_object)
    clip: Box | None = None
    for n in range(min(pdfium_calls.count_clip_paths(path), MAX_PAGE_OBJECTS)):
        many = min(pdfium_calls.count_clip_segments(path, n), MAX_PAGE_OBJECTS)
        wanted = OPPOSITE if many in RECTANGLE else range(many)
        points = [segment_point(pdfium_calls.clip_segment(path, n, k)) for k in wanted]
        if points:
            clip = intersection(clip, transform_box(bounding_box(points), matrix))
    return clip


def is_on_layer(drawn_object: int) -> bool:
    """Whether an object is marked as content of a layer."""
    marks = min(pdfium_calls.count_marks(drawn_object), MAX_PAGE_OBJECTS)
    return any(_mark_name(pdfium_calls.object_mark(drawn_object, n)) == LAYER for n in range(marks))


def _mark_name(mark: int | None) -> bytes:
    length, name = c_uint(), ctypes.create_string_buffer(16)
    pdfium_calls.read_mark_name(mark, ctypes.addressof(name), len(name), byref(length))
    return name.raw[: max(0, length.value - 2)]


def read_matrix(drawn_object: int) -> Matrix:
    """From the coordinates of an object to those of the form in which it is."""
    numbers = (c_float * 6)()
    if not pdfium_calls.read_object_matrix(drawn_object, byref(numbers)):
        return IDENTITY
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


_point = (c_float * 2)()
_x, _y = ctypes.addressof(_point), ctypes.addressof(_point) + 4


def segment_point(segment: int | None) -> Point:
    """The end of a path's segment."""
    pdfium_calls.read_point(segment, _x, _y)
    x, y = _point
    return x, y
