"""Splits the answer into its lettered items."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from parsers.records import AnswerItem
from parsers.structure.item_starts import Start, choose_starts, find_starts
from parsers.text.labels import is_dangling, read_bare_label, read_item_label
from parsers.text.prose import TextPiece, box_of, is_closing, is_drawn_line, join_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text.lines import Line

_LABELS = r"\(\s?[a-z]\s?\)(?:\s*(?:&|to|and|,)\s*\(\s?[a-z]\s?\))*"
_BEFORE_LABEL_WITH_COLON = re.compile(rf"(?<=[.?!;”\"])(?<!\.\.)\s*(?={_LABELS}\s*:)")
_BEFORE_LETTER = re.compile(rf"(?<=[.?!;])\s*(?={_LABELS}[\s.]*(?:[A-Z]|$))")
_FIRST_LETTER = re.compile(r"\(\s?([a-z])")


def split_items(lines: Sequence[Line], asked: Sequence[str]) -> list[AnswerItem]:
    """The answer's items; one without labels if no letters are printed; [] without lines.

    `asked` are the letters of the question; they distinguish items from inner lists lettered (a)-(e).
    """
    lines = [part for line in _join_labels(lines) for part in _split_at_colon_labels(line)]
    starts = choose_starts(find_starts(lines, asked), asked) or _bare_starts(lines, asked)
    missing = set(asked) - {letter for start in starts for letter in start.label.letters}
    if starts and missing:
        lines = [part for line in lines for part in _split_at_letters(line, missing)]
        starts = choose_starts(find_starts(lines, asked), asked)
    if starts and _is_inner_list(lines[: starts[0].at], starts, asked):
        starts = []
    if not starts:
        return [_item((), [TextPiece(line, line.text) for line in lines])] if lines else []
    ends = [start.at for start in starts[1:]] + [len(lines)]
    return [_cut_item(start, lines[start.at : end]) for start, end in zip(starts, ends, strict=True)]


def _join_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines, joined where a label wraps: `(a) to` / `(c): The`."""
    whole: list[Line] = []
    for line in lines:
        if whole and is_dangling(whole[-1].text) and read_item_label(line.text):
            half = whole.pop()
            line = replace(line, text=f"{half.text} {line.text}", x0=min(half.x0, line.x0), top=half.top)
        whole.append(line)
    return whole


def _bare_starts(lines: Sequence[Line], asked: Sequence[str]) -> list[Start]:
    """The starts of an answer with labels without brackets; [] unless its first line is one."""
    starts = [
        Start(at, label, line, in_list=False)
        for at, line in enumerate(lines)
        if (label := read_bare_label(line.text)) and asked[:1] != [""]
    ]
    opens = starts and starts[0].at == 0 and starts[0].label.letters[0] == next(iter(asked), "")
    return choose_starts(starts, asked) if opens else []


def _split_at_colon_labels(line: Line) -> list[Line]:
    """The line, cut before each label with a colon that follows a sentence: `Yes. (c): No.`."""
    parts = _BEFORE_LABEL_WITH_COLON.split(line.text)
    return [line] if len(parts) == 1 else [replace(line, text=part) for part in parts]


def _split_at_letters(line: Line, missing: set[str]) -> list[Line]:
    """The line, cut before letters that no line begins with: `… in jail. (c) The number`."""
    cuts = [found.end() for found in _BEFORE_LETTER.finditer(line.text)]
    cuts = [at for at in cuts if (label := _FIRST_LETTER.match(line.text, at)) and label[1] in missing]
    places = pairwise([0, *cuts, len(line.text)])
    return [replace(line, text=line.text[start:end].strip()) for start, end in places] if cuts else [line]


def _is_inner_list(before: Sequence[Line], starts: Sequence[Start], asked: Sequence[str]) -> bool:
    """Whether the letters belong to a list inside an answer without labels."""
    text = " ".join(line.text for line in before).strip()
    answered = {letter for start in starts for letter in start.label.letters}
    announced = bool(re.search(r"(?:[:\-–]|follow\w*|under)\W*$", text))
    return len(text.split()) > 5 and (announced or not set(asked) <= answered)


def _cut_item(start: Start, lines: Sequence[Line]) -> AnswerItem:
    """The item of these lines, without its label."""
    first = TextPiece(lines[0], lines[0].text[start.label.end :])
    return _item(start.label.letters, [first] + [TextPiece(line, line.text) for line in lines[1:]])


def _item(letters: Sequence[str], pieces: list[TextPiece]) -> AnswerItem:
    """The item with the text up to the asterisks that close an answer."""
    end = next((n for n, piece in enumerate(pieces) if n and is_closing(piece.line)), len(pieces))
    kept = [piece for piece in pieces[:end] if not is_drawn_line(piece.line)]
    page, bbox = box_of(kept)
    return AnswerItem(labels=list(letters), text=join_prose(kept), page=page, bbox=bbox)
