"""Sets apart what is printed over the text of a page: doubles, watermarks, stamps.

All coordinates are those of the page (points, y upwards).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from parsers.pdf.words import SLANTED
from parsers.text.rules import matches, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.layer import Word
    from parsers.pdf.words import Box, GlyphRun

SHIFT = 0.15
"""In multiples of the type size: the largest distance of two drawings of one word, as for bold print."""

LARGE = 1.45
"""In multiples of the usual type size of the page: watermarks are at least that large, unless slanted."""

TILES = 3
"""Number of times that a mark is repeated on a page, if it is a pattern behind the text."""

CAPITAL = 0.7
"""Height of a capital letter, in multiples of the type size."""

OVERLAP = 0.5
"""In multiples of the type size: words that share more of their width are printed over each other."""

MINOR = 0.3
"""Largest amount of text of a stamp or pattern, without repetitions, as a share of the covered text."""

MAX_STAMP = 8
"""Largest number of lines of a stamp."""

MIN_CHARACTERS = 3
"""Smallest number of letters and figures of a watermark; fewer are initials, braces or bullets."""

SIGNATURE = (
    rule("signer", r"^Digitally signed by\b", "Digitally signed by A. B. KUMAR"),
    rule("validity", r"^Signature (?:Not Verified|valid|yet to be verified)\b", "Signature Not Verified"),
)
"""First line of the stamp of an electronic signature."""

SIGNATURE_DETAIL = (
    rule(
        "time",
        r"^Date\s*:\s*\d{4}[./-]\d\d[./-]\d\d\b|^\d\d:\d\d:\d\d\b|^[+-]\d\d'\d\d'",
        "Date: 2025.07.30 11:24:06",
        "11:24:06 IST",
        "+05'30'",
    ),
    rule("circumstance", r"^(?:Reason|Location)\s*:", "Reason: Approved", "Location: New Delhi"),
    *SIGNATURE,
)
"""Lines of a signature's stamp, apart from the name of the signer."""


def drop_doubles(runs: Sequence[GlyphRun]) -> list[GlyphRun]:
    """The words without those that are drawn again in nearly the same place."""
    kept: list[GlyphRun] = []
    drawn: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for run in runs:
        places = drawn[run.text]
        if not (places and _is_near_one(run.baseline, places, SHIFT * run.size)):
            places.append(run.baseline)
            kept.append(run)
    return kept


def _is_near_one(place: tuple[float, float], places: Sequence[tuple[float, float]], reach: float) -> bool:
    """Whether a point is near one of others; a plain loop, since it runs for every repeated word."""
    x, y = place
    for x0, y0 in places:  # noqa: SIM110
        if -reach <= y - y0 <= reach and -reach <= x - x0 <= reach:
            return True
    return False


def without_marks(runs: Sequence[GlyphRun]) -> tuple[list[GlyphRun], bool]:
    """The words without watermarks and stamps, and whether there are any."""
    usual = usual_size(runs)
    marks = _watermarks(runs, usual) | _signatures(runs)
    kept = [run for n, run in enumerate(runs) if n not in marks]
    return kept, bool(marks)


def usual_size(runs: Iterable[GlyphRun]) -> float:
    """The type size in points of most characters; 0 without any."""
    count: Counter[float] = Counter()
    for run in runs:
        count[run.size] += len(run.text)
    return count.most_common(1)[0][0] if count else 0.0


def _watermarks(runs: Sequence[GlyphRun], usual: float) -> set[int]:
    """Indices of large words over others, and of slanted ones that are large, repeated or over others."""
    slanted = [n for n, run in enumerate(runs) if abs(run.lean) > SLANTED]
    large = [n for n, run in enumerate(runs) if run.size >= LARGE * usual and abs(run.lean) <= SLANTED]
    if not slanted and (not large or 2 * len(large) > len(runs)):
        return set()
    body = [run for run in runs if run.size < LARGE * usual and abs(run.lean) <= SLANTED]
    alike: defaultdict[tuple[str, float, int, float], list[int]] = defaultdict(list)
    for n in slanted + large:
        alike[_style(runs[n])].append(n)
    found = {n for group in alike.values() for n in _marks_among(runs, group, body, usual)}
    leans = {round(runs[n].lean) for n in found} - {0}
    return found | {n for n in slanted if round(runs[n].lean) in leans}


def _marks_among(
    runs: Sequence[GlyphRun], group: Sequence[int], body: Sequence[GlyphRun], usual: float
) -> set[int]:
    """The watermarks among words of one font, size and direction."""
    if sum(char.isalnum() for n in group for char in runs[n].text) < MIN_CHARACTERS:
        return set()
    repeated = len(group) >= TILES * len({runs[n].text for n in group})
    slanted, large = abs(runs[group[0]].lean) > SLANTED, runs[group[0]].size >= LARGE * usual
    if slanted and (large or repeated):
        return set(group)
    over = [(n, sum(_covers(_inked(runs[n]), other) for other in body)) for n in group]
    if sum(words for _, words in over) < (1 if slanted or repeated else 2):
        return set()
    covering = [runs[n] for n, words in over if words]
    return {n for n in group if slanted or any(_belongs(runs[n], run) for run in covering)}


def _belongs(run: GlyphRun, mark: GlyphRun) -> bool:
    """Whether a word repeats a watermark or is on its line."""
    return run.text == mark.text or abs(run.baseline[1] - mark.baseline[1]) < SHIFT * run.size


def _style(run: GlyphRun) -> tuple[str, float, int, float]:
    return run.font, round(run.size, 1), run.rotation, round(run.lean)


def _inked(run: GlyphRun) -> Box:
    """The box of the word's capitals, in place of that of the font."""
    left, _, right, top = run.box
    if run.rotation or run.lean:
        return run.box
    y = run.baseline[1]
    return left, y, right, min(top, y + CAPITAL * run.size)


def _covers(box: Box, run: GlyphRun) -> bool:
    """Whether the middle of a word is within the box."""
    left, _, right, _ = run.box
    y = run.baseline[1] + CAPITAL * run.size / 2
    return box[0] <= (left + right) / 2 <= box[2] and box[1] <= y <= box[3]


def without_overlays(runs: Sequence[GlyphRun]) -> tuple[list[GlyphRun], bool]:
    """The words without those of a stamp or pattern over others, and whether there are any.

    Of two words that overlap, the stamp's is that in whose font, size and direction less is printed.
    """
    printed: defaultdict[tuple[str, float, int, float], set[str]] = defaultdict(set)
    for run in runs:
        printed[_style(run)].add(run.text)
    amount = {style: sum(map(len, texts)) for style, texts in printed.items()}
    over: dict[int, GlyphRun] = {}
    for one, other in _overlapping(runs):
        less, more = sorted((one, other), key=lambda n: amount[_style(runs[n])])
        words = len(runs[less].text) >= MIN_CHARACTERS  # fewer: a raised mark
        if words and amount[_style(runs[less])] < MINOR * amount[_style(runs[more])]:
            over[less] = runs[less]
    gone = {n for n, run in enumerate(runs) if n in over or any(_is_near(run, one) for one in over.values())}
    return [run for n, run in enumerate(runs) if n not in gone], bool(gone)


def has_overlap(line: Sequence[Word]) -> bool:
    """Whether two words of a line are printed over each other."""
    return any(one.x1 - other.x0 > OVERLAP * one.size for one, other in pairwise(line))


def _overlapping(runs: Sequence[GlyphRun]) -> Iterator[tuple[int, int]]:
    """Indices of words that overlap, upright ones only."""
    order = sorted((n for n, run in enumerate(runs) if not run.rotation), key=lambda n: -runs[n].baseline[1])
    for place, n in enumerate(order):
        run = runs[n]
        for m in islice(order, place + 1, None):
            other = runs[m]
            size = min(run.size, other.size)
            if run.baseline[1] - other.baseline[1] > CAPITAL * other.size:
                break
            if min(run.box[2], other.box[2]) - max(run.box[0], other.box[0]) > OVERLAP * size:
                yield n, m


def _is_near(run: GlyphRun, one: GlyphRun) -> bool:
    """Whether a word is another part of the same stamp, or the same word of a pattern."""
    if _style(run) != _style(one):
        return False
    reach = 2 * run.size
    apart = max(run.box[0], one.box[0]) - min(run.box[2], one.box[2])
    return run.text == one.text or (apart < reach and abs(run.baseline[1] - one.baseline[1]) < reach)


def _signatures(runs: Sequence[GlyphRun]) -> set[int]:
    """Indices of the words of the stamps of electronic signatures."""
    if not any(run.text in ("Digitally", "Signature") for run in runs):
        return set()
    lines = _drawn_lines(runs)
    found: set[int] = set()
    for start, line in enumerate(lines):
        if matches(SIGNATURE, _text(runs, line)):
            found.update(n for one in _stamp(runs, lines[start : start + MAX_STAMP]) for n in one)
    return found


def _drawn_lines(runs: Sequence[GlyphRun]) -> list[list[int]]:
    """Indices of the words of each line, in the order in which they are drawn."""
    lines: list[list[int]] = []
    for n, run in enumerate(runs):
        last = runs[n - 1] if n else None
        if last and abs(run.baseline[1] - last.baseline[1]) < SHIFT * run.size and run.size == last.size:
            lines[-1].append(n)
        else:
            lines.append([n])
    return lines


def _stamp(runs: Sequence[GlyphRun], lines: Sequence[list[int]]) -> list[list[int]]:
    """The lines of a stamp that begins with the first: up to its last detail, close to each other."""
    size = runs[lines[0][0]].size
    near = [lines[0]]
    for above, line in pairwise(lines):
        step = runs[above[0]].baseline[1] - runs[line[0]].baseline[1]
        if not 0 < step < 2 * size or abs(runs[line[0]].size - size) > size / 2:
            break
        near.append(line)
    last = max(n for n, line in enumerate(near) if n == 0 or matches(SIGNATURE_DETAIL, _text(runs, line)))
    return near[: last + 1]


def _text(runs: Sequence[GlyphRun], line: Sequence[int]) -> str:
    return " ".join(runs[n].text for n in line)
