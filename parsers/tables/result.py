"""A data table of the record, and what belongs to it on the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.layer import BBox
    from parsers.records import Table
    from parsers.text.lines import Line


@dataclass(frozen=True, slots=True)
class TableResult:
    """A data table and what belongs to it on the pages."""

    table: Table
    parts: list[tuple[int, BBox]]
    """Page and box of each grid."""
    caption_lines: list[Line] = field(default_factory=list)
    """The caption's lines, if they are above the grid."""
    notes: list[Line] = field(default_factory=list)
    """The lines of `above` and `below`."""
    total_differs: bool = False
    """A printed total is not the sum of its rows."""

    @property
    def captions(self) -> list[tuple[int, BBox]]:
        """Page and box of the caption's lines within the answer; in an annexure a caption is text as well."""
        annexed = self.table.section == "annexure"
        return [] if annexed else [(line.page, line.bbox) for line in self.caption_lines]
