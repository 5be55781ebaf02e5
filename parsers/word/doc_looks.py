"""How the characters of a .doc are printed: hidden, crossed out, deleted, from their modifiers and styles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.word.doc_file import NO_STYLE, WordFile
from parsers.word.doc_modifiers import ParagraphProperties, iter_modifiers
from parsers.word.visibility import SMALLEST_SIZE, Visibility, is_white

if TYPE_CHECKING:
    from collections.abc import Iterator

SWITCHES = {0x083C: "hidden", 0x0818: "hidden", 0x0837: "struck", 0x2A53: "struck", 0x0800: "deleted"}
"""Modifiers (Sprm) that are on or off, by what they do."""
STYLE, SIZE, COLOUR, COLOUR_INDEX = 0x4A30, 0x4A43, 0x6870, 0x2A42
BACKGROUNDS = (0x2A0C, 0x4866, 0xCA71)
"""Highlight and shading of characters."""
WHITE_INDEX = 8
SAME, OPPOSITE = 0x80, 0x81
"""Values of a switch that refer to the style of the paragraph."""


@dataclass(slots=True)
class CharacterLook:
    """The properties of a run of characters."""

    on: dict[str, bool] = field(default_factory=dict)
    white: bool = False
    backed: bool = False
    size: float = 10.0

    def apply(self, modifiers: bytes, of_style: dict[str, bool]) -> None:
        """Set what a list of modifiers sets."""
        for code, operand in iter_modifiers(modifiers):
            if not operand:
                continue
            if name := SWITCHES.get(code):
                same = of_style.get(name, False)
                self.on[name] = {SAME: same, OPPOSITE: not same}.get(operand[0], bool(operand[0]))
            elif code == COLOUR_INDEX:
                self.white = operand[0] == WHITE_INDEX
            elif code == COLOUR and len(operand) == 4:
                self.white = operand[3] == 0 and is_white(operand[:3].hex())
            elif code in BACKGROUNDS:
                self.backed = any(operand[1:] if code == BACKGROUNDS[-1] else operand)
            elif code == SIZE and len(operand) == 2:
                self.size = int.from_bytes(operand, "little") / 2

    def visibility(self, paragraph: ParagraphProperties) -> Visibility | None:
        """How the run is printed; None if its deletion is tracked.

        White text in a table is taken as seen: its cell may be coloured.
        """
        if self.on.get("deleted"):
            return None
        unseen = self.white and not (self.backed or paragraph.shaded or paragraph.in_table)
        if self.on.get("hidden") or unseen or self.size < SMALLEST_SIZE:
            return Visibility.HIDDEN
        return Visibility.STRUCK if self.on.get("struck") else Visibility.SHOWN


def look_of_run(word: WordFile, run: int, paragraph: ParagraphProperties) -> CharacterLook:
    """The properties of a run of characters, by its index, in a paragraph."""
    look = CharacterLook()
    for modifiers in _inherited(word, paragraph.style):
        look.apply(modifiers, {})
    own = word.run_modifiers[run] if run >= 0 else b""
    of_style = dict(look.on)
    for code, operand in iter_modifiers(own):
        if code == STYLE and len(operand) == 2:
            for modifiers in _inherited(word, int.from_bytes(operand, "little")):
                look.apply(modifiers, of_style)
    look.apply(own, of_style)
    return look


def _inherited(word: WordFile, style: int) -> Iterator[bytes]:
    """The modifiers of a style, those of the styles on which it is based first."""
    chain: list[int] = []
    while style != NO_STYLE and style < len(word.styles) and style not in chain:
        chain.append(style)
        style = word.styles[style].based_on
    return (word.styles[one].modifiers for one in reversed(chain))
