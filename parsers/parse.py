"""PARSE: makes the record of a document from its text layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parsers.check import check_listing
from parsers.extract import read_text_layer
from parsers.flags import find_flags
from parsers.hindi.scripts import is_mostly_hindi
from parsers.names.persons import pair_names
from parsers.records import Annexure, Answer, Extraction, Member, Question, Record, Table
from parsers.structure.annexure_rows import cut_title_rows
from parsers.structure.answered import link_items
from parsers.structure.clauses import split_clauses
from parsers.structure.correction import read_correction
from parsers.structure.items import split_items
from parsers.structure.kinds import read_house, read_kind
from parsers.structure.members import name_case, split_names
from parsers.structure.ministers import read_ministers
from parsers.structure.number_and_date import choose_date, choose_question_no
from parsers.structure.portfolio import read_portfolio
from parsers.structure.sections import Sections, split_sections
from parsers.structure.statement import find_substance
from parsers.tables.describe import describe_tables
from parsers.tables.find import find_tables
from parsers.tables.lead import find_lead
from parsers.tables.notes import with_notes
from parsers.text.furniture import drop_furniture
from parsers.text.lines import SCANNED, lines_by_page, lines_outside
from parsers.text.prose import TextPiece, is_closing, is_drawn_line, join_prose
from parsers.text.struck import struck_texts
from parsers.vocabulary import Flag, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import TextLayer
    from parsers.records import Listing, Source
    from parsers.tables.result import TableResult
    from parsers.text.lines import Line


@dataclass(frozen=True, slots=True)
class DocumentParts:
    """The parts of one document, before its record is made."""

    hindi: bool
    """Whether most words are Hindi."""
    lines: list[Line]
    """Lines outside tables, including captions, without page numbers and running heads."""
    sections: Sections
    """Sections of these lines, without captions of tables."""
    tables: list[TableResult]


def read_file(data: bytes) -> Record:
    """The record of a document's bytes (PDF, Word or HTML)."""
    return parse_record(read_text_layer(data))


def parse_record(layer: TextLayer, *, listing: Listing | None = None, source: Source | None = None) -> Record:
    """The record of a text layer; the listing fills the fields that the document does not print.

    The date is the listing's if there is one; the record's checks show the printed date.
    """
    parts = split_document(layer)
    house = read_house(parts.lines, parts.sections)
    kind = Kind.UNREADABLE
    if parts.lines or parts.tables:
        kind = read_kind(parts.lines, parts.sections, house)
    record = Record(
        question_id=listing.question_id if listing else None,
        kind=kind,
        house=house,
        language="hi" if parts.hindi else "en",
        struck_out=struck_texts(layer),
        extraction=_extraction(layer),
        source=source,
        **_fields_of(kind, parts),
    )
    if listing:
        record = record.model_copy(update={"checks": check_listing(listing, record)})
    record = record.model_copy(update={"flags": find_flags(record, layer, parts.sections, parts.tables)})
    return record.model_copy(update=_listed_fields(record, listing)) if listing else record


def split_document(layer: TextLayer) -> DocumentParts:
    """The document's text, sections and tables.

    The section and the caption of a table depend on the start of the annexures, and captions are not part
    of the answer's text: so tables are found first, then sections, then captions.
    """
    layer = cut_title_rows(layer)
    by_page = lines_by_page(layer)
    tables = find_tables(layer, by_page)
    lines = lines_outside(layer, by_page, [region for table in tables for region in table.regions])
    hindi = is_mostly_hindi(" ".join(line.text for line in lines))
    text = drop_furniture(lines)
    sections = split_sections(text, hindi=hindi)
    described = describe_tables(tables, layer, sections.annexures_start)
    captions = [region for table in described for region in table.captions]
    return DocumentParts(
        hindi=hindi,
        lines=text,
        sections=sections.without(captions),
        tables=[with_notes(table, text) for table in described],
    )


def _extraction(layer: TextLayer) -> Extraction:
    """How the text layer was extracted: engine, version, pages."""
    engines = sorted({page.engine for page in layer.pages})
    name, _, version = layer.extractor.rpartition("-")
    return Extraction(
        engine="+".join(engines) or name,
        version=version,
        pages=len(layer.pages),
        ocr_pages=[page.number for page in layer.pages if page.engine in SCANNED],
        text_layer=_text_layer(layer),
    )


def _text_layer(layer: TextLayer) -> str:
    """The origin of the words: `none`, `ocr` (by this parser), `ocr_layer` (by the scanner), `text`."""
    if not any(page.words for page in layer.pages):
        return "none"
    if any(page.engine in SCANNED for page in layer.pages):
        return "ocr"
    return "ocr_layer" if any(Flag.OCR_LAYER in page.notes for page in layer.pages) else "text"


def _fields_of(kind: Kind, parts: DocumentParts) -> dict[str, Any]:
    """The fields of the record that a document of this kind has, by name."""
    if kind is Kind.ANSWER:
        return _heading_fields(parts.sections) | _text_fields(parts)
    tables = {"tables": [table.table for table in parts.tables]}
    if kind is Kind.CORRECTION:
        heading = parts.sections.heading
        offices = {"ministry": heading.ministry, "department": heading.department}
        return offices | {"correction": read_correction(parts.lines)} | tables
    return tables if kind is Kind.OTHER else {}


def _heading_fields(sections: Sections) -> dict[str, Any]:
    """The fields of the record printed above the question, by name."""
    heading = sections.heading
    names = split_names([line.text for line in sections.members])
    return {
        "question_type": heading.question_type,
        "question_no": choose_question_no(sections),
        "date": choose_date(sections),
        "ministry": heading.ministry or read_portfolio(sections.asked),
        "department": heading.department,
        "subject": heading.subject,
        "members": [Member(name_printed=name, name=name_case(name)) for name in names],
    }


def _text_fields(parts: DocumentParts) -> dict[str, Any]:
    """The question, the answer and the annexures of the record, by name."""
    sections = parts.sections
    reply = read_ministers(sections.reply, hindi=parts.hindi)
    body = find_substance(reply.body, sections.annexures)
    notes = {line for table in parts.tables for line in table.notes}
    clauses = split_clauses(sections.question)
    answer_lines = [line for line in body.lines if line not in notes]
    items = split_items(answer_lines, [clause.label for clause in clauses])
    annexed_lines = [line for annexure in body.annexures for line in annexure.lines]
    return {
        "question": Question(
            text=_prose(sections.question),
            clauses=link_items(clauses, items),
        ),
        "answer": Answer(
            text=_prose(body.lines),
            statement_laid=body.statement_laid,
            ministers=reply.ministers,
            items=items,
        ),
        "annexures": [
            Annexure(title=annexure.title, page=annexure.page, text=_prose(annexure.lines))
            for annexure in body.annexures
        ],
        "tables": [_with_lead(table, answer_lines, annexed_lines) for table in parts.tables],
    }


def _with_lead(table: TableResult, answer: Sequence[Line], annexed: Sequence[Line]) -> Table:
    """The table with the paragraph that leads to it."""
    lead = find_lead(table, annexed if table.table.section == "annexure" else answer)
    return table.table.model_copy(update={"lead": lead})


def _prose(lines: Sequence[Line]) -> str:
    """The text of the lines without drawn lines and closing asterisks."""
    return join_prose(
        [TextPiece(line, line.text) for line in lines if not is_drawn_line(line) and not is_closing(line)]
    )


def _listed_fields(record: Record, listing: Listing) -> dict[str, Any]:
    """The fields taken from the question list: those missing in the document, the date, members' codes."""
    printed_or_listed = {
        field: getattr(listing, field)
        for field in ("question_type", "question_no", "ministry", "subject")
        if getattr(record, field) is None
    }
    return {
        "lok_sabha": listing.lok_sabha,
        "session": listing.session,
        "date": listing.date,
        **printed_or_listed,
        "members": _with_codes(record.members, listing),
    }


def _with_codes(members: Sequence[Member], listing: Listing) -> list[Member]:
    """The members, with spelling and code of the question list for those that it contains."""
    pairs = pair_names([one.name for one in listing.members], [one.name_printed for one in members])
    listed = {
        printed: {"name": " ".join(listing.members[at].name.split()), "mp_code": listing.members[at].mp_code}
        for at, printed in pairs.items()
    }
    return [member.model_copy(update=listed.get(n)) for n, member in enumerate(members)]
