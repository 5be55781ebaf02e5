"""Joins the parts of a table over pages: drops repeated headers, merges rows split by a page end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.tables.cells import Row, filled_cells, has_figures, serial_of

if TYPE_CHECKING:
    from parsers.tables.header import TablePart

NEAR = 8.0
"""Largest difference in points between the columns of two parts of a table."""


def continues(above: TablePart, below: TablePart, *, text_between: bool) -> bool:
    """Whether a part on the next page continues the table; `text_between`: other text separates the two."""
    if above.width != below.width:
        return False
    if continues_serials(above, below):
        return True
    if text_between or (below.titles and below.titles != above.titles):
        return False
    if not above.rows:  # the page ended below the header
        return _same_columns(above, below)
    if restarts_serials(below):
        return False
    return repeats_header(above, below) or (_same_columns(above, below) and not has_own_header(below))


def rows_to_append(first: TablePart, above: TablePart, below: TablePart) -> list[Row]:
    """The rows that a part adds to the table, without its header if that is a repetition."""
    again = repeats_header(first, below) or (continues_serials(above, below) and has_headings(below))
    titles = [] if below.titles == first.titles else below.titles
    return titles + (below.rows if again else below.header + below.rows)


def has_headings(part: TablePart) -> bool:
    """Whether the header of a part is headings, not the rest of a row split by the page end."""
    return bool(part.header) and bool(part.header[0][0]) and not serial_of(part.header[0][0])


def restarts_serials(part: TablePart) -> bool:
    """Whether the serial numbers start at 1."""
    return bool(part.rows) and serial_of(part.rows[0][0]) == "1"


def continues_serials(above: TablePart, below: TablePart) -> bool:
    """Whether the serial numbers continue those of the part above."""
    last = next((serial_of(row[0]) for row in reversed(above.rows) if serial_of(row[0])), None)
    rows = below.rows if repeats_header(above, below) else below.header + below.rows
    first = next((serial_of(row[0]) for row in rows if serial_of(row[0])), None)
    if not (last and first and last.isdigit() and first.isdigit()):
        return False
    return int(first) == int(last) + 1


def has_own_header(part: TablePart) -> bool:
    """Whether a part begins with headings of its own, not with a row of words."""
    if not part.header or not part.rows:
        return False
    full = len(filled_cells(part.header[-1])) == part.width
    return full and not has_figures(part.header[-1]) and has_figures(part.rows[0])


def _same_columns(above: TablePart, below: TablePart) -> bool:
    shift = below.xs[0] - above.xs[0]
    return all(abs(b - a - shift) <= NEAR for a, b in zip(above.xs, below.xs, strict=True))


def repeats_header(above: TablePart, below: TablePart) -> bool:
    """Whether both parts have the same header."""
    return bool(below.header) and list(map(_letters, below.header)) == list(map(_letters, above.header))


def _letters(row: Row) -> list[str]:
    return ["".join((cell or "").split()).lower() for cell in row]


def join_rows(above: list[Row], below: list[Row]) -> list[Row]:
    """The rows of two parts; a row split by the page end is merged.

    >>> join_rows([["1", "Bihar", "120"], ["2", "Goa", "North"]], [["", "", "Goa"], ["3", "Kerala", "5"]])
    [['1', 'Bihar', '120'], ['2', 'Goa', 'North Goa'], ['3', 'Kerala', '5']]
    """
    if above and below and _is_rest_of_row(above, below):
        mended: Row = [
            " ".join(filter(None, pair)) if any(part is not None for part in pair) else None
            for pair in zip(above[-1], below[0], strict=True)
        ]
        return [*above[:-1], mended, *below[1:]]
    return above + below


def _is_rest_of_row(above: list[Row], below: list[Row]) -> bool:
    """Whether the first row below is the rest of the last row above: serial numbers skip it."""
    last, rest = serial_of(above[-1][0]), below[0]
    following = serial_of(below[1][0]) if len(below) > 1 else None
    if rest[0] or not last or not following or not (last.isdigit() and following.isdigit()):
        return False
    return int(following) == int(last) + 1
