"""Format of a case: one question of the sample site, its list row and its printed answer.

Each case is a TOML file in `samples/cases`, named after its question. It gives the text as printed and, in
separate fields, the values that a parser should read from it.
"""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812, TC003 - a field is named `date`, and msgspec reads the type
from typing import Any, Literal

import msgspec

from samples.table_text import printed_rows
from samples.vocabulary import House, Link, Served, Typeface


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ruled table; `header` and `rows` use the notation of `samples.table_text`."""

    header: str
    rows: str
    caption: str | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the answer: its printed label, the clause letters that the label means, and its text."""

    label: str = ""
    labels: list[str] = []
    text: str
    """Paragraphs separated by an empty line."""
    tables: list[Table] = []
    text_after_tables: str = ""
    """Text after the tables."""


class Annexure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An annexure to the answer."""

    title: str
    reference_line: str = ""
    """The line under the title, such as 'Annexure referred to in reply to part (b) …'."""
    text: str = ""
    tables: list[Table] = []


class Minister(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The minister who answers."""

    role: str
    name: str


class Document(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A printed answer; fields are in printed order."""

    house: House = House.LOK_SABHA
    typeface: Typeface = Typeface.TIMES
    leading: float = 14.5
    """Line spacing in points."""
    furniture: str = ""
    """Printed at the top of every page except the first: `-{page}-`."""
    continued: str = ""
    """Printed at the bottom of every page except the last: `Contd..{next}/-`."""
    heading: list[str]
    subject: str
    number_mark: str = ""
    """The number before the first member: `1474.`, `*121.`"""
    members: list[str]
    preamble: str
    """`Will the Minister of COAL be pleased to state:`"""
    clauses: list[str]
    """`(a) whether …;`, or a single text without a letter."""
    answer: str = "ANSWER"
    ministers: list[Minister]
    statement_note: str = ""
    """`(a) to (c): A Statement is laid on the Table of the House.`"""
    statement: str = ""
    """Heading of the Statement; if given, the items are printed under it."""
    items: list[Item]
    closing: str = "*****"
    annexures: list[Annexure] = []
    ministry: str
    department: str | None = None

    def captioned_tables(self) -> list[tuple[str, str | None, Table]]:
        """Section, caption and table in printed order; an annexure's reference line counts as a caption."""
        answer = [("answer", table.caption, table) for item in self.items for table in item.tables]
        annexed = [
            ("annexure", table.caption or part.reference_line or None, table)
            for part in self.annexures
            for table in part.tables
        ]
        return answer + annexed


class Listing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The list row; strings as the site sends them, except that padding is given as a count."""

    lok_sabha: int
    session: int
    type: Literal["STARRED", "UNSTARRED"]
    number: int
    date: Date
    ministry: str
    subject: str
    subject_padding: int = 0
    members: list[str]
    times_listed: int = 1
    """Number of times that the site lists the row."""
    supplementary: bool = False

    @property
    def question_id(self) -> str:
        """`LS18-S5-UNSTARRED-1474`."""
        return f"LS{self.lok_sabha}-S{self.session}-{self.type}-{self.number}"


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question, its list row and its files."""

    listing: Listing
    printed: Document | None = None
    hindi: Document | None = None
    suffix: str = "pdf"
    word_copy: bool = False
    """Whether the list row also links to a Word copy."""
    served: Served = Served.DOCUMENT
    link: Link = Link.OWN
    shares_file_of: str | None = None
    """Id of the question whose file this row links to."""
    swapped_with: str | None = None
    """Id of the question whose document is served at this question's link."""


def read_case(text: str) -> Case:
    """The case in a TOML text; raises `msgspec.ValidationError` for an unknown or missing key."""
    return msgspec.toml.decode(text, type=Case)


_LETTERED = re.compile(r"\((\w)\)\s+(.*)", re.DOTALL)


def read_clause(text: str) -> dict[str, str]:
    """Label and text of a printed clause.

    >>> read_clause("(b) if so, the details thereof?")
    {'label': 'b', 'text': 'if so, the details thereof?'}
    >>> read_clause("the number of tide gauges?")
    {'label': '', 'text': 'the number of tide gauges?'}
    """
    found = _LETTERED.fullmatch(text)
    return {"label": found[1], "text": found[2]} if found else {"label": "", "text": text}


def collapse(text: str) -> str:
    r"""The text with each run of white space replaced by one blank.

    >>> collapse("one\n\ntwo ")
    'one two'
    """
    return " ".join(text.split())


def expected_table(section: str, caption: str | None, table: Table) -> dict[str, Any]:
    """A table in the form it has in a record."""
    header, rows = printed_rows(table.header), printed_rows(table.rows)
    return {"caption": caption, "section": section, "header": header, "rows": rows}


def expected_record(listing: Listing, printed: Document) -> dict[str, Any]:
    """Expected fields of the document's record, with white space collapsed.

    `listing` is the row of the question whose number and date the document prints.
    """
    return {
        "question_type": listing.type,
        "question_no": listing.number,
        "date": listing.date.isoformat(),
        "ministry": printed.ministry,
        "department": printed.department,
        "subject": printed.subject,
        "members": printed.members,
        "clauses": [read_clause(clause) for clause in printed.clauses],
        "ministers": [{"role": who.role, "name": who.name} for who in printed.ministers],
        "statement_laid": bool(printed.statement),
        "items": [
            {"labels": item.labels, "text": collapse(f"{item.text} {item.text_after_tables}")}
            for item in printed.items
        ],
        "annexures": [part.title for part in printed.annexures],
        "tables": [expected_table(*table) for table in printed.captioned_tables()],
    }
