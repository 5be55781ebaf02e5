"""PARSE: the text layer of one document to its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.check import check_listing
from parsers.extract import read_text_layer
from parsers.flags import find_flags
from parsers.hindi.scripts import is_mostly_hindi
from parsers.names.persons import pair_names
from parsers.records import Annexure, Answer, Clause, Extraction, Member, Question, Record
from parsers.structure.clauses import split_clauses
from parsers.structure.heading import Heading, read_heading
from parsers.structure.items import split_items
from parsers.structure.kinds import read_kind
from parsers.structure.members import name_case, split_names
from parsers.structure.ministers import read_ministers
from parsers.structure.number_and_date import settle_date, settle_number
from parsers.structure.portfolio import read_portfolio
from parsers.structure.sections import Sections, split_sections
from parsers.structure.statement import find_substance
from parsers.tables.find import find_tables
from parsers.tables.notes import find_notes
from parsers.text.furniture import drop_furniture
from parsers.text.lines import SCANNED, document_lines
from parsers.text.prose import TextPiece, is_closing, is_drawn_line, join_prose
from parsers.vocabulary import Flag, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import TextLayer
    from parsers.records import AnswerItem, Listing, Source
    from parsers.text.lines import Line


def read_file(data: bytes) -> Record:
    """The record of a document's bytes."""
    return parse_record(read_text_layer(data))


def parse_record(layer: TextLayer, *, listing: Listing | None = None, source: Source | None = None) -> Record:
    """The record of a text layer; what the document does not print is taken from the listing.

    The date is the listing's where there is one (the checks tell what the document prints).
    """
    tables = find_tables(layer)
    lines = document_lines(layer, [region for table in tables for region in table.regions])
    hindi = is_mostly_hindi(" ".join(line.text for line in lines))
    lines = drop_furniture(lines)
    sections = split_sections(lines)
    heading = read_heading(sections.heading, hindi=hindi)
    record = Record(
        question_id=listing.question_id if listing else None,
        kind=read_kind(lines, sections, heading),
        language="hi" if hindi else "en",
        extraction=_extraction(layer),
        source=source,
    )
    if record.kind is Kind.ANSWER:
        _read_heading_fields(record, heading, sections)
        _read_answer(record, sections, find_notes(lines, tables), hindi=hindi)
        record.tables = [table.table for table in tables]
    if listing:
        record.checks = check_listing(listing, record)
    record.flags = find_flags(record, layer, sections, tables)
    if listing:
        _fill_from_listing(record, listing)
    return record


def _extraction(layer: TextLayer) -> Extraction:
    engines = sorted({page.engine for page in layer.pages})
    name, _, version = layer.extractor.rpartition("-")
    read = [page.number for page in layer.pages if page.engine in SCANNED]
    return Extraction(
        engine="+".join(engines) or name,
        version=version,
        pages=len(layer.pages),
        ocr_pages=read,
        text_layer=_text_layer(layer),
    )


def _text_layer(layer: TextLayer) -> str:
    """Whence the words came: `none`, `ocr` (read by us), `ocr_layer` (by a scanner), `text`."""
    if not any(page.words for page in layer.pages):
        return "none"
    if any(page.engine in SCANNED for page in layer.pages):
        return "ocr"
    return "ocr_layer" if any(Flag.OCR_LAYER in page.notes for page in layer.pages) else "text"


def _read_heading_fields(record: Record, heading: Heading, sections: Sections) -> None:
    record.question_type = heading.question_type
    record.question_no = settle_number(heading, sections)
    record.date = settle_date(heading, sections)
    record.ministry = heading.ministry or read_portfolio(sections.asked)
    record.department = heading.department
    record.subject = heading.subject
    names = split_names([line.text for line in sections.members])
    record.members = [Member(name_printed=name, name=name_case(name)) for name in names]


def _read_answer(record: Record, sections: Sections, notes: set[Line], *, hindi: bool) -> None:
    clauses = split_clauses(sections.question)
    reply = read_ministers(sections.reply, hindi=hindi)
    body = find_substance(reply.body, sections.annexures)
    prose = [line for line in body.lines if line not in notes]
    items = split_items(prose, [clause.label for clause in clauses])
    for clause in clauses:
        clause.answer_items = answering(clause, items)
    record.question = Question(text=_prose(sections.question), clauses=clauses)
    record.answer = Answer(
        text=_prose(body.lines), statement_laid=body.statement_laid, ministers=reply.ministers, items=items
    )
    record.annexures = [
        Annexure(title=annexure.title, page=annexure.page, text=_prose(annexure.lines))
        for annexure in body.annexures
    ]


def _prose(lines: Sequence[Line]) -> str:
    return join_prose(
        [TextPiece(line, line.text) for line in lines if not is_drawn_line(line) and not is_closing(line)]
    )


def answering(clause: Clause, items: Sequence[AnswerItem]) -> list[int]:
    """The indices of the items that answer the clause; an item without letters answers all."""
    whole = len(items) == 1 and not items[0].labels
    return [n for n, item in enumerate(items) if whole or clause.label in item.labels or not clause.label]


def _fill_from_listing(record: Record, listing: Listing) -> None:
    """Take from the question list what the document does not print, the date, and the members' codes."""
    record.lok_sabha, record.session, record.date = listing.lok_sabha, listing.session, listing.date
    for field in ("question_type", "question_no", "ministry", "subject"):
        if getattr(record, field) is None:
            setattr(record, field, getattr(listing, field))
    listed, printed = [one.name for one in listing.members], [one.name_printed for one in record.members]
    for at, where in pair_names(listed, printed).items():
        member, one = record.members[where], listing.members[at]
        member.name, member.mp_code = " ".join(one.name.split()), one.mp_code
