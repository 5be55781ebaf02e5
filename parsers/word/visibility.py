"""Visibility of text in Word files; splits paragraphs into visible, struck and hidden pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

HEX_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
NEARLY_WHITE = 0xFA
"""Least red, green and blue (0 to 255) of a colour that cannot be read on white paper."""

SMALLEST_SIZE = 2.0
"""Points; smaller type cannot be read."""

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Figures as raised figures, for powers and the marks of notes."""


class Visibility(StrEnum):
    """How a text is printed."""

    SHOWN = "shown"
    STRUCK = "struck"
    HIDDEN = "hidden"


@dataclass(slots=True)
class TextPieces:
    """The text of a paragraph or cell in pieces, each with its visibility."""

    pieces: list[tuple[str, Visibility]] = field(default_factory=list)

    def add(self, text: str, visibility: Visibility = Visibility.SHOWN) -> None:
        """Append a piece."""
        if text:
            self.pieces.append((text, visibility))

    def begin_with(self, label: str) -> None:
        r"""Put a label before the first text that is seen, behind page breaks before it.

        >>> pieces = TextPieces([("\fwhether so;", Visibility.SHOWN)])
        >>> pieces.begin_with("(a) ")
        >>> pieces.text
        '\x0c(a) whether so;'
        """
        for n, (text, visibility) in enumerate(self.pieces):
            if visibility is Visibility.SHOWN and (rest := text.lstrip()):
                self.pieces[n] = (text.removesuffix(rest) + label + rest, visibility)
                return
        self.add(label)

    @property
    def text(self) -> str:
        """The text that a reader sees and that is not crossed out.

        >>> pieces = TextPieces([("45 ", Visibility.SHOWN), ("54", Visibility.STRUCK)])
        >>> pieces.add("tonnes")
        >>> pieces.text, pieces.struck, pieces.hidden
        ('45 tonnes', '54', False)
        """
        return "".join(text for text, visibility in self.pieces if visibility is Visibility.SHOWN)

    @property
    def struck(self) -> str:
        """The text that is crossed out, one line for each run of it."""
        runs: list[str] = []
        open_run = False
        for text, visibility in self.pieces:
            if visibility is Visibility.STRUCK or (open_run and not text.strip()):
                runs = [*runs[:-1], runs[-1] + text] if open_run else [*runs, text]
                open_run = True
            elif visibility is Visibility.SHOWN:
                open_run = False
        return "\n".join(filter(None, (run.strip() for run in runs)))

    @property
    def hidden(self) -> bool:
        """Whether some of the text cannot be seen."""
        return any(visibility is Visibility.HIDDEN and text.strip() for text, visibility in self.pieces)

    def split(self, mark: str) -> list[TextPieces]:
        r"""The pieces before, between and after the marks in the text that is seen.

        >>> [part.text for part in TextPieces([("one\ftwo", Visibility.SHOWN)]).split("\f")]
        ['one', 'two']
        """
        parts = [TextPieces()]
        for text, visibility in self.pieces:
            first, *others = text.split(mark) if visibility is Visibility.SHOWN else [text]
            parts[-1].add(first, visibility)
            for other in others:
                parts.append(TextPieces())
                parts[-1].add(other, visibility)
        return parts


def is_white(colour: str) -> bool:
    """Whether a colour as six or three hexadecimal digits is white or nearly so.

    >>> [is_white(colour) for colour in ("FFFFFF", "#fff", "FEFEFE", "F2F2F2", "auto", "FF0000")]
    [True, True, True, False, False, False]
    """
    found = HEX_COLOUR.fullmatch(colour.strip())
    if not found:
        return False
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return all(channel >= NEARLY_WHITE for channel in bytes.fromhex(digits))
