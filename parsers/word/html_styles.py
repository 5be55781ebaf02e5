"""How the text of an HTML element is printed: hidden, crossed out or white, from tags, attributes and CSS."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.word.visibility import SMALLEST_SIZE, Visibility, is_white

if TYPE_CHECKING:
    from lxml import etree

Declarations = dict[str, str]
"""CSS properties with their values, in lower case."""

STRUCK_TAGS = {"s", "strike", "del"}
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SELECTOR = re.compile(r"(?:([a-z][a-z0-9]*)?)(?:\.([\w-]+)|#([\w-]+))?", re.IGNORECASE)
"""A selector of one element: its tag, its class or its id."""
COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+))?\s*\)")
SIZE = re.compile(r"([\d.]+)(pt|px|em|rem|%)?")
POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "rem": 10.0, "%": 0.1, None: 0.75}
"""Points per unit of a type size, for a parent's size of 10 points."""

MAX_RULES = 5000
"""Rules of the style sheets of one page."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the text of an element is printed."""

    hidden: bool = False
    struck: bool = False
    white: bool = False
    backed: bool = False
    """Whether it has a coloured background."""

    @property
    def visibility(self) -> Visibility:
        """Whether a reader sees the text."""
        if self.hidden or (self.white and not self.backed):
            return Visibility.HIDDEN
        return Visibility.STRUCK if self.struck else Visibility.SHOWN


@dataclass(slots=True)
class StyleSheet:
    """The rules of a page for single elements, by tag, class or id; others are ignored."""

    rules: dict[tuple[str, str, str], Declarations] = field(default_factory=dict)

    def look(self, node: etree._Element, outer: Look) -> Look:
        """How the text of an element is printed inside one with the look `outer`."""
        own = self._declarations(node)
        background = own.get("background-color", own.get("background", node.get("bgcolor", "")))
        colour = own.get("color", node.get("color", "") if node.tag == "font" else "")
        return Look(
            hidden=outer.hidden or node.get("hidden") is not None or _is_hidden(own),
            struck=outer.struck
            or node.tag in STRUCK_TAGS
            or "line-through" in own.get("text-decoration", "") + own.get("text-decoration-line", ""),
            white=_is_white(colour) if colour else outer.white,
            backed=outer.backed or _is_coloured(background) or node.get("background") is not None,
        )

    def _declarations(self, node: etree._Element) -> Declarations:
        tag = str(node.tag)
        names = node.get("class", "").lower().split()
        keys = [(tag, "", ""), *((t, name, "") for name in names for t in ("", tag))]
        keys += [(t, "", node.get("id", "").lower()) for t in ("", tag) if node.get("id")]
        found: Declarations = {}
        for key in keys:
            found |= self.rules.get(key, {})
        return found | parse_declarations(node.get("style", ""))


def read_style_sheet(root: etree._Element) -> StyleSheet:
    """The rules of all style elements of a page."""
    sheet = StyleSheet()
    for style in root.iter("style"):
        text = COMMENT.sub(" ", style.text or "")
        for selectors, body in RULE.findall(text)[:MAX_RULES]:
            for selector in selectors.split(","):
                found = SELECTOR.fullmatch(selector.strip())
                if found and found[0]:
                    key = tuple((part or "").lower() for part in found.groups())
                    sheet.rules.setdefault((key[0], key[1], key[2]), {}).update(parse_declarations(body))
    return sheet


def parse_declarations(text: str) -> Declarations:
    """The properties of a style attribute or a rule.

    >>> parse_declarations("Color: #FFF !important; mso-hide:all")
    {'color': '#fff', 'mso-hide': 'all'}
    """
    pairs = (part.partition(":") for part in text.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, mark, value in pairs if mark}


def _is_hidden(own: Declarations) -> bool:
    size = SIZE.fullmatch(own.get("font-size", ""))
    tiny = size is not None and _float(size[1]) * POINTS[size[2]] < SMALLEST_SIZE
    return (
        own.get("display") == "none"
        or own.get("visibility") in {"hidden", "collapse"}
        or own.get("mso-hide") == "all"
        or own.get("opacity") in {"0", "0.0", "0%"}
        or own.get("color") == "transparent"
        or tiny
    )


def _float(digits: str) -> float:
    return float(digits) if re.fullmatch(r"\d{0,4}(?:\.\d+)?", digits) and digits else 10.0


def _is_white(colour: str) -> bool:
    """Whether a CSS colour is white or nearly so.

    >>> [_is_white(colour) for colour in ("#fff", "white", "rgb(255, 255, 255)", "red")]
    [True, True, True, False]
    """
    if found := RGB.fullmatch(colour):
        return is_white("".join(f"{min(int(part[:3]), 255):02x}" for part in found.groups()[:3]))
    return colour == "white" or is_white(colour)


def _is_coloured(background: str) -> bool:
    words = background.lower().split() if not background.startswith("rgb") else [background.lower()]
    plain = {"", "none", "transparent", "inherit", "initial", "window", "repeat", "scroll"}
    return any(word not in plain and not _is_white(word) for word in words)
