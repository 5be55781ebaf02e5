"""The closed vocabularies of observations."""

from __future__ import annotations

from enum import StrEnum

from parsers.documented_enum import DocumentedEnum


class Status(DocumentedEnum):
    """What a cell states; only `number` has a value."""

    NUMBER = "number", "a figure that was read"
    NIL = "nil", "the word Nil"
    DASH = "dash", "a dash"
    NOT_AVAILABLE = "not_available", "NA, not available or not applicable"
    NOT_REPORTED = "not_reported", "NR or not reported"
    FOOTNOTE = "footnote", "only a mark that points to a footnote"
    BLANK = "blank", "an empty cell"
    UNCLEAR = "unclear", "a figure that could not be read with certainty"


class Unit(DocumentedEnum):
    """Base units; lakh, crore, thousand and million are powers of ten."""

    NUMBER = "number", "a count"
    INR = "INR", "Indian rupees"
    USD = "USD", "US dollars"
    PERCENT = "percent", "per cent"
    RATIO = "ratio", "a ratio"
    PER_1000 = "per_1000", "a rate per thousand"
    PER_100000 = "per_100000", "a rate per lakh"
    PER_MILLION = "per_million", "a rate per million"
    KG = "kg", "kilograms"
    TONNE = "tonne", "metric tonnes"
    QUINTAL = "quintal", "quintals of 100 kg"
    LITRE = "litre", "litres"
    CUBIC_METRE = "cubic_metre", "cubic metres"
    KM = "km", "kilometres"
    METRE = "metre", "metres"
    SQ_KM = "sq_km", "square kilometres"
    HECTARE = "hectare", "hectares"
    ACRE = "acre", "acres"
    MW = "MW", "megawatts"
    KWH = "kWh", "kilowatt hours"
    DAY = "day", "days"
    YEAR = "year", "years"
    INR_PER_KG = "INR_per_kg", "rupees per kilogram"
    INR_PER_TONNE = "INR_per_tonne", "rupees per tonne"
    INR_PER_QUINTAL = "INR_per_quintal", "rupees per quintal"
    INR_PER_LITRE = "INR_per_litre", "rupees per litre"
    INR_PER_HECTARE = "INR_per_hectare", "rupees per hectare"
    INR_PER_KWH = "INR_per_kWh", "rupees per kilowatt hour"
    INR_PER_DAY = "INR_per_day", "rupees per day"


class PlaceLevel(DocumentedEnum):
    """Level of a place."""

    COUNTRY = "country", "India"
    STATE = "state", "a State or Union Territory"
    DISTRICT = "district", "a district"
    GROUP = "group", "all States, or all Union Territories"
    OTHER = "other", "a name in a column of places that has no code here"


class PeriodKind(DocumentedEnum):
    """Kind of a period; `period_start` and `period_end` both belong to it."""

    FINANCIAL_YEAR = "financial_year", "1 April to 31 March"
    CALENDAR_YEAR = "calendar_year", "1 January to 31 December"
    AS_ON = "as_on", "a state of affairs on one day"
    PART = "part", "the part of a year up to a day"
    SINCE = "since", "from the start of a year to the day of the answer"
    SPAN = "span", "several years or months"
    MONTH = "month", "a month"
    QUARTER = "quarter", "three months of a year"
    TERM = "term", "the term of a Lok Sabha; without days"


class Total(DocumentedEnum):
    """What a row sums; sums of observations leave such rows out."""

    GRAND = "grand", "the whole of the table"
    PART = "part", "some rows of the table"


class Origin(DocumentedEnum):
    """Where a unit, place or period is printed."""

    CELL = "cell", "in the cell"
    ROW = "row", "in the labels of the row"
    HEADING = "heading", "in the headings of the column"
    CAPTION = "caption", "in the caption"
    ABOVE = "above", "in the lines between caption and table"
    LEAD = "lead", "in the paragraph that leads to the table"
    CITATION = "citation", "in the sentence that cites the annexure"
    SUBJECT = "subject", "in the subject of the question"
    INFERRED = "inferred", "nowhere: it follows from the table"


class ObservationFlag(DocumentedEnum):
    """A doubt about an observation."""

    UNIT_UNKNOWN = "unit_unknown", "no unit is printed and none follows"
    UNIT_INFERRED = "unit_inferred", "no unit is printed; whole numbers without one are counts"
    UNIT_CONFLICT = "unit_conflict", "two sources name different units; the nearer one counts"
    PLACE_UNKNOWN = "place_unknown", "the row names a place that has no code here, or not with certainty"
    FORMER_BORDERS = "former_borders", "the place had other borders in the period than today"
    PERIOD_AMBIGUOUS = "period_ambiguous", "2014-2015 may be one financial year or two calendar years"
    FOOTNOTE = "footnote", "a mark that points to a footnote"
    BROKEN_FIGURE = "broken_figure", "a blank inside the figure, or two figures in one cell"
    MERGED_ROWS = "merged_rows", "the figure is printed once for several rows"
    TOTAL_DIFFERS = "total_differs", "the printed total is not the sum of the rows"
    CAPTION_CUT = "caption_cut", "the caption ends in the middle"


class Role(StrEnum):
    """What a column of a table holds."""

    SERIAL = "serial"
    PLACE = "place"
    PERIOD = "period"
    MEASURE = "measure"
    LABEL = "label"
    NOTE = "note"
