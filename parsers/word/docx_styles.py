"""Resolves the properties of runs in a .docx through styles: hidden, struck out, white, font."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.word.docx_package import W, on, value_of
from parsers.word.visibility import SMALLEST_SIZE, Visibility, is_white

if TYPE_CHECKING:
    from lxml import etree

Properties = dict[str, str]
"""Properties of a run by Word's name of the element; "1" and "" for those that are on or off."""

TOGGLES = ("vanish", "strike")
"""Properties that are off if a paragraph style and a character style both set them (ECMA-376, 17.7.3)."""
SWITCHES = {W + name: name for name in (*TOGGLES, "dstrike", "specVanish")}

NOT_PRINTED = {"", "auto", "clear", "nil", "none"}
"""Values of a shading or highlight that leave the paper white."""


@dataclass(slots=True)
class Styles:
    """The styles of a document."""

    defaults: Properties = field(default_factory=dict)
    """Properties of every run (`w:docDefaults`)."""
    own: dict[str, Properties] = field(default_factory=dict)
    """Properties that each style sets itself, by its id."""
    based_on: dict[str, str] = field(default_factory=dict)
    normal: str = ""
    """Id of the style of paragraphs that name none."""
    cache: dict[tuple[str, str], Properties] = field(default_factory=dict)

    def of_run(self, paragraph: etree._Element, run: etree._Element | None) -> Properties:
        """The properties of a run (`w:r`) of a paragraph (`w:p`)."""
        named = value_of(paragraph.find(f"{W}pPr/{W}pStyle")) or self.normal
        direct = run.find(W + "rPr") if run is not None else None
        if direct is None:
            return self._of_styles(named, "")
        return self._of_styles(named, value_of(direct.find(W + "rStyle"))) | own_properties(direct)

    def _of_styles(self, paragraph: str, character: str) -> Properties:
        key = (paragraph, character)
        if key not in self.cache:
            outer, inner = self._inherited(paragraph), self._inherited(character)
            found = self.defaults | outer | inner
            for toggle in TOGGLES:
                differ = bool(outer.get(toggle)) != bool(inner.get(toggle))
                found[toggle] = "1" if self.defaults.get(toggle) or differ else ""
            self.cache[key] = found
        return self.cache[key]

    def _inherited(self, style: str) -> Properties:
        """The properties of a style and of those on which it is based."""
        chain: list[str] = []
        while style in self.own and style not in chain:
            chain.append(style)
            style = self.based_on[style]
        found: Properties = {}
        for one in reversed(chain):
            found |= self.own[one]
        return found


def read_styles(root: etree._Element | None) -> Styles:
    """The styles that `word/styles.xml` defines."""
    if root is None:
        return Styles()
    styles = Styles(defaults=own_properties(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")))
    for style in root.iter(W + "style"):
        name = style.get(W + "styleId", "")
        shading = own_properties(style.find(W + "pPr"))
        styles.own[name] = shading | own_properties(style.find(W + "rPr"))
        styles.based_on[name] = value_of(style.find(W + "basedOn"))
        if style.get(W + "type") == "paragraph" and style.get(W + "default") in {"1", "true", "on"}:
            styles.normal = name
    return styles


def own_properties(properties: etree._Element | None) -> Properties:
    """The properties that an element `w:rPr` or `w:pPr` sets itself."""
    found: Properties = {}
    for child in properties if properties is not None else ():
        if name := SWITCHES.get(str(child.tag)):
            found[name] = "1" if on(child) else ""
        elif child.tag in (W + "color", W + "sz"):
            found[child.tag.removeprefix(W)] = value_of(child)
        elif child.tag in (W + "shd", W + "highlight"):
            found["backed"] = "1" if is_backed(child) else ""
        elif child.tag == W + "rFonts":
            found |= {"font": child.get(W + "ascii", "") if child.get(W + "asciiTheme") is None else ""}
    return found


def is_backed(shading: etree._Element | None) -> bool:
    """Whether a shading or highlight (`w:shd`, `w:highlight`) colours the paper."""
    if shading is None:
        return False
    fill, pattern = shading.get(W + "fill", ""), value_of(shading)
    coloured = fill.lower() not in NOT_PRINTED and not is_white(fill)
    return coloured or (pattern.lower() not in NOT_PRINTED | {"white"})


def visibility_of(properties: Properties, run: etree._Element | None) -> Visibility:
    """How a run with these properties is printed."""
    size = properties.get("sz", "")
    tiny = size.isdigit() and int(size) / 2 < SMALLEST_SIZE
    if properties.get("vanish") or properties.get("specVanish") or tiny:
        return Visibility.HIDDEN
    if is_white(properties.get("color", "")) and not properties.get("backed") and _on_white_paper(run):
        return Visibility.HIDDEN
    struck = properties.get("strike") or properties.get("dstrike")
    return Visibility.STRUCK if struck else Visibility.SHOWN


def _on_white_paper(run: etree._Element | None) -> bool:
    """Whether nothing behind a run has a colour: paragraph, cell, table, text box or page."""
    for node in run.iterancestors() if run is not None else ():
        if node.tag == W + "txbxContent" or (
            node.tag == W + "document" and node.find(W + "background") is not None
        ):
            return False
        if any(is_backed(node.find(f"{W}{name}/{W}shd")) for name in ("pPr", "tcPr", "tblPr")):
            return False
        if node.tag == W + "tbl" and node.find(f"{W}tblPr/{W}tblStyle") is not None:
            return False
    return True
