"""Finds ruling lines in the image of a page, and erases them before OCR."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterator

Box = tuple[float, float, float, float]

MIN_RUN, MIN_LENGTH = 10.0, 36.0
"""Points: no letter has a stroke as long as a run; a ruling that is slightly askew has several runs."""

MAX_THICK = 4.0
"""Points: anything thicker is a picture or a scanner's shadow."""

LEVEL = 0.002
"""Slope up to which lines count as level: 1 point in 500."""

MAX_SLOPE = 0.05
"""Slope from which lines are no longer rulings that were scanned askew."""

MAX_RUNS = 50_000
"""Runs per image; one with more is a photograph."""

REDUCED = 2
"""Rulings are searched in an image of half the size: as reliable, in a quarter of the time."""

INK = 255


@dataclass(slots=True)
class Stroke:
    """A dark bar, collected row by row; lengths in pixels."""

    x0: int
    x1: int
    top: int
    bottom: int
    area: int
    first: int
    """The end (x1) of its topmost run, which shows in which direction the bar slopes."""

    def slope(self) -> float:
        """Pixels of height per pixel of width, positive if it falls to the right."""
        length = self.x1 - self.x0
        rise = self.bottom - self.top - self.area / length
        falling = self.first < (self.x0 + self.x1) / 2
        return max(0.0, rise) / length * (1 if falling else -1)


def binarise(picture: Image.Image) -> Image.Image:
    """The image in two tones, ink white on black; ink is what is much darker than the paper."""
    grey = picture.convert("L")
    tones = grey.histogram()
    paper = max(range(128, 256), key=tones.__getitem__)
    return grey.point([INK if tone < paper * 0.75 else 0 for tone in range(256)])


def deskew(picture: Image.Image, scale: float) -> Image.Image:
    """The image rotated so that its long rulings are level; unchanged if it has none."""
    strokes = _strokes(binarise(picture.reduce(REDUCED)), scale / REDUCED)
    slopes = [s.slope() for s in strokes if s.x1 - s.x0 > picture.width / REDUCED * 0.3]
    slope = median(slopes) if len(slopes) > 1 else 0.0
    if not LEVEL < abs(slope) < MAX_SLOPE:
        return picture
    return picture.rotate(slope * 57.2958, resample=Image.Resampling.BILINEAR, fillcolor=255)


def find_bars(picture: Image.Image, scale: float) -> list[Box]:
    """The rulings of an image as thin boxes (x0, top, x1, bottom) in points; `scale` is pixels per point."""
    small, step = binarise(picture.reduce(REDUCED)), scale / REDUCED
    level = [(s.x0, s.top, s.x1, s.bottom) for s in _strokes(small, step)]
    turned = small.transpose(Image.Transpose.TRANSPOSE)
    upright = [(s.top, s.x0, s.bottom, s.x1) for s in _strokes(turned, step)]
    return [_thinned(*box, step) for box in level + upright]


def erase_rulings(picture: Image.Image, bars: list[Box], scale: float) -> Image.Image:
    """The image without its rulings."""
    clean = picture.copy()
    draw = ImageDraw.Draw(clean)
    for x0, top, x1, bottom in bars:
        draw.rectangle((x0 * scale - 4, top * scale - 4, x1 * scale + 4, bottom * scale + 4), fill=255)
    return clean


def _thinned(x0: int, top: int, x1: int, bottom: int, scale: float) -> Box:
    """The thin box around a bar's middle line, in points."""
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2 / scale
        return x0 / scale, middle - 0.25, x1 / scale, middle + 0.25
    middle = (x0 + x1) / 2 / scale
    return middle - 0.25, top / scale, middle + 0.25, bottom / scale


def _strokes(ink: Image.Image, scale: float) -> list[Stroke]:
    """The long thin horizontal bars; none if the image is a photograph."""
    active: list[Stroke] = []
    done: list[Stroke] = []
    for count, (y, x0, x1) in enumerate(_runs(ink, int(MIN_RUN * scale))):
        if count > MAX_RUNS:
            return []
        done.extend(stroke for stroke in active if stroke.bottom < y - 1)
        active = [stroke for stroke in active if stroke.bottom >= y - 1]
        touching = next((stroke for stroke in active if stroke.x0 <= x1 and x0 <= stroke.x1), None)
        if touching is None:
            active.append(Stroke(x0, x1, y, y + 1, x1 - x0, x1))
            continue
        touching.x0, touching.x1 = min(touching.x0, x0), max(touching.x1, x1)
        touching.bottom, touching.area = y + 1, touching.area + x1 - x0
    long = [s for s in done + active if s.x1 - s.x0 >= MIN_LENGTH * scale]
    return [s for s in long if s.area / (s.x1 - s.x0) <= MAX_THICK * scale]


def _runs(ink: Image.Image, least: int) -> Iterator[tuple[int, int, int]]:
    """The unbroken runs of ink, row by row: y, start, end."""
    width, pixels = ink.width, ink.tobytes()
    run = re.compile(rb"\xff{%d,}" % least)
    for y in range(ink.height):
        for found in run.finditer(pixels, y * width, (y + 1) * width):
            yield y, found.start() - y * width, found.end() - y * width
