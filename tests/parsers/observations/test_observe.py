from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from parsers.observations.observe import observe
from parsers.observations.vocabulary import (
    ObservationFlag,
    Origin,
    PeriodKind,
    PlaceLevel,
    Status,
    Unit,
)
from parsers.records import Annexure
from tests.parsers.observations.tables import observed, record_of, table_of, values

STATES_HEAD = [["Sl. No.", "State/UT", "2022-23", None], [None, None, "ALO.", "REL."]]


def test_every_field_of_an_observation() -> None:
    found = observed(
        STATES_HEAD,
        [["1", "Bihar", "22.55", "NR"], ["2", "Lakshdweep", "1*", ""]],
        caption="Funds of the scheme",
        above=["(Rs. in lakh)"],
    )
    first = found[0]
    assert (first.table_id, first.row, first.column, first.page) == ("t1", 2, 2, 2)
    assert (first.title, first.measure, first.value_printed) == ("Funds of the scheme", "ALO.", "22.55")
    assert (first.value, first.value_low, first.value_high) == (Decimal(2255000), None, None)
    assert (first.unit, first.scale, first.unit_from) == (Unit.INR, 5, Origin.ABOVE)
    assert (first.place_code, first.place_level, first.place_name) == ("S10", PlaceLevel.STATE, "Bihar")
    assert (first.place_printed, first.place_from) == ("Bihar", Origin.ROW)
    assert (first.period_kind, first.period_printed) == (PeriodKind.FINANCIAL_YEAR, "2022-23")
    assert (first.period_start, first.period_end) == (date(2022, 4, 1), date(2023, 3, 31))
    assert (first.period_from, first.total, first.column_total) == (Origin.HEADING, None, False)
    assert (first.dims, first.flags) == ([], [])
    assert [(o.row, o.column, o.status.value, o.place_code) for o in found[1:]] == [
        (2, 3, "not_reported", "S10"),
        (3, 2, "number", "S31"),
        (3, 3, "blank", "S31"),
    ]
    assert found[2].flags == [ObservationFlag.FOOTNOTE]


@pytest.mark.parametrize(
    ("cell", "status", "value"),
    [
        ("1,47,70,000", Status.NUMBER, "14770000"),
        ("-36·3 (-57·8 to 2·0)", Status.NUMBER, "-36.3"),
        ("7 +", Status.NUMBER, "7"),
        ("51 Cells", Status.NUMBER, "51"),
        ("1,000/-", Status.NUMBER, "1000"),
        ("12 34", Status.UNCLEAR, None),
        ("1,23,45, 678", Status.UNCLEAR, None),
        ("3,85", Status.UNCLEAR, None),
        ("(12)", Status.UNCLEAR, None),
        ("Nil *", Status.NIL, None),
        ("--", Status.DASH, None),
        ("N.A.", Status.NOT_AVAILABLE, None),
        ("N.R", Status.NOT_REPORTED, None),
        ("@", Status.FOOTNOTE, None),
        ("", Status.BLANK, None),
    ],
)
def test_a_cell_has_a_value_only_if_its_figure_is_certain(
    cell: str, status: Status, value: str | None
) -> None:
    found = observed([["State", "No. of cases", "No. of beds"]], [["Bihar", cell, "1"], ["Goa", "5", "6"]])
    assert (found[0].status, found[0].value and str(found[0].value)) == (status, value)


@pytest.mark.parametrize(
    ("heading", "unit", "scale"),
    [
        ("Kgs.", Unit.KG, 0),
        ("Qty (in lakh tonnes)", Unit.TONNE, 5),
        ("in quintals", Unit.QUINTAL, 0),
        ("Ltrs.", Unit.LITRE, 0),
        ("Storage (in BCM)", Unit.CUBIC_METRE, 9),
        ("Length (in km)", Unit.KM, 0),
        ("Height (in metres)", Unit.METRE, 0),
        ("Area (in sq. km)", Unit.SQ_KM, 0),
        ("Area (in lakh ha)", Unit.HECTARE, 5),
        ("Land (acres)", Unit.ACRE, 0),
        ("Capacity (MW)", Unit.MW, 0),
        ("Generation (in MU)", Unit.KWH, 6),
        ("Delay (in days)", Unit.DAY, 0),
        ("Age (in years)", Unit.YEAR, 0),
        ("Leakage as Percentage of offtake", Unit.PERCENT, 0),
        ("Rate per 1000 individual", Unit.PER_1000, 0),
        ("Rate of Suicides (per 1 lakh population)", Unit.PER_100000, 0),
        ("Rate per million", Unit.PER_MILLION, 0),
        ("Price (Rs per quintal)", Unit.INR_PER_QUINTAL, 0),
        ("Price (Rs./kg)", Unit.INR_PER_KG, 0),
        ("Price (Rs. per tonne)", Unit.INR_PER_TONNE, 0),
        ("Price (Rs per litre)", Unit.INR_PER_LITRE, 0),
        ("Aid (Rs./ha)", Unit.INR_PER_HECTARE, 0),
        ("Tariff (Rs./kWh)", Unit.INR_PER_KWH, 0),
        ("Wage (Rs. per day)", Unit.INR_PER_DAY, 0),
        ("Student teacher (ratio)", Unit.RATIO, 0),
        ("(Value in US$ Million)", Unit.USD, 6),
        ("Sanctioned Cost of Works (in Lakh)", Unit.INR, 5),
        ("Masks (in lakh)", Unit.NUMBER, 5),
        ("No. of accounts", Unit.NUMBER, 0),
        ("Quantity", None, None),
    ],
)
def test_unit_and_scale_of_a_heading(heading: str, unit: Unit | None, scale: int | None) -> None:
    found = observed([["State", heading]], [["Bihar", "1.5"], ["Goa", "2.5"]])
    assert [(o.unit, o.scale) for o in found] == [(unit, scale)] * 2
    assert [ObservationFlag.UNIT_UNKNOWN in o.flags for o in found] == [unit is None] * 2


def test_the_unit_of_a_cell_comes_first() -> None:
    found = observed(
        [["State", "Central Share released"]], [["Bihar", "Rs. 45 lakhs"], ["Goa", "Rs. 2.15 cr"]]
    )
    assert values(found) == [("Rs. 45 lakhs", "4500000"), ("Rs. 2.15 cr", "21500000")]
    assert {o.unit_from for o in found} == {Origin.CELL}


def test_the_unit_above_the_table_holds_only_for_columns_that_name_none() -> None:
    found = observed(
        [["Year", "Health Budget", "Expenditure as percentage of Budget", "No. of A/c"]],
        [["2019-20", "62", "1.5 %", "7"], ["2020-21", "65", "2.5 %", "8"]],
        above=["(Rs. in Crore)"],
    )
    assert [(o.unit, o.scale) for o in found[:3]] == [(Unit.INR, 7), (Unit.PERCENT, 0), (Unit.NUMBER, 0)]
    assert found[0].period_kind is PeriodKind.FINANCIAL_YEAR
    assert found[0].period_from is Origin.ROW


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(["S.No.", "1", "2", "3"], id="serial-numbers"),
        pytest.param(["", "1", "2", "3"], id="serial-numbers-without-heading"),
        pytest.param(["", "13", "14", "15"], id="serial-numbers-that-continue"),
        pytest.param(["Year", "2019", "2020", "2021"], id="years"),
        pytest.param(["NH No.", "44", "48", "19"], id="road-numbers"),
        pytest.param(["Reported on", "30.11.2015", "01.12.2015", "02.12.2015"], id="days"),
        pytest.param(["LGD code", "101", "205", "309"], id="codes"),
    ],
)
def test_numbers_that_count_nothing_are_no_observations(column: list[str]) -> None:
    head, *cells = column
    states = ["Bihar", "Goa", "Odisha"]
    rows: list[list[str | None]] = [
        [cell, name, str(n * 7)] for n, (cell, name) in enumerate(zip(cells, states, strict=True))
    ]
    found = observed([[head, "State", "Cases"], ["1", "2", "3"]], rows)
    assert {o.column for o in found} == {2}
    assert values(found) == [("0", "0"), ("7", "7"), ("14", "14")]


def test_a_list_has_no_observations() -> None:
    assert observed([["S.No.", "State", "Station"]], [["1", "Bihar", "Patna"], ["2", "Goa", "Panaji"]]) == []


def test_yes_and_no_are_no_figures_but_their_total_is() -> None:
    rows: list[list[str | None]] = [["Bihar", "Yes"], ["Goa", "No"], ["Odisha", "-"], ["Total", "1"]]
    assert values(observed([["State", "Reviewed"]], rows)) == [("1", "1")]


@pytest.mark.parametrize(
    ("heading", "kind", "start", "end"),
    [
        ("2018-19", PeriodKind.FINANCIAL_YEAR, date(2018, 4, 1), date(2019, 3, 31)),
        ("SDR in 1990", PeriodKind.CALENDAR_YEAR, date(1990, 1, 1), date(1990, 12, 31)),
        ("As on 31.03.2022", PeriodKind.AS_ON, date(2022, 3, 31), date(2022, 3, 31)),
        ("2025-26 (up to 30.06.2025)", PeriodKind.PART, date(2025, 4, 1), date(2025, 6, 30)),
        ("2025-2026 ( Till date)", PeriodKind.PART, date(2025, 4, 1), date(2025, 7, 28)),
        ("Upto June 2025", PeriodKind.PART, date(2025, 1, 1), date(2025, 6, 30)),
        ("Cases since 2014", PeriodKind.SINCE, date(2014, 1, 1), date(2025, 7, 28)),
        ("2014 to 2016", PeriodKind.SPAN, date(2014, 1, 1), date(2016, 12, 31)),
        ("2018-19 to 2021-22", PeriodKind.SPAN, date(2018, 4, 1), date(2022, 3, 31)),
        ("April, 2020", PeriodKind.MONTH, date(2020, 4, 1), date(2020, 4, 30)),
        ("April to June 2020", PeriodKind.QUARTER, date(2020, 4, 1), date(2020, 6, 30)),
        ("Q4 of 2020-21", PeriodKind.QUARTER, date(2021, 1, 1), date(2021, 3, 31)),
        ("17th Lok Sabha", PeriodKind.TERM, None, None),
        ("Mental Healthcare Act, 2017", None, None, None),
        ("2014 and 2016", None, None, None),
    ],
)
def test_period_of_a_heading(
    heading: str, kind: PeriodKind | None, start: date | None, end: date | None
) -> None:
    found = observed([["State", heading]], [["Bihar", "7"], ["Goa", "5"]])
    assert [(o.period_kind, o.period_start, o.period_end) for o in found] == [(kind, start, end)] * 2


def test_two_years_are_a_financial_year_only_beside_others_or_money() -> None:
    rows: list[list[str | None]] = [["Bihar", "7"], ["Goa", "5"]]
    found = observed([["State", "2014-2015"]], rows, caption="Number of cases")
    assert [(o.period_kind, o.flags) for o in found] == [(None, [ObservationFlag.PERIOD_AMBIGUOUS])] * 2
    money = observed([["State", "2014-2015"]], rows, caption="Funds released")
    assert {o.period_kind for o in money} == {PeriodKind.FINANCIAL_YEAR}


def test_headings_of_groups_cover_empty_cells_to_their_right() -> None:
    found = observed(
        [["State", "2000", "", "2001", ""], ["", "M", "F", "M", "F"], ["", "4", "5", "6", "7"]],
        [["Bihar", "8", "9", "1", "3"], ["Goa", "5", "6", "2", "4"]],
        caption="Number of cases",
    )
    assert [(o.measure, o.period_start, o.scale) for o in found[:4]] == [
        ("M", date(2000, 1, 1), 0),
        ("F", date(2000, 1, 1), 0),
        ("M", date(2001, 1, 1), 0),
        ("F", date(2001, 1, 1), 0),
    ]


def test_a_unit_of_the_caption_does_not_hold_for_columns_that_count_things() -> None:
    found = observed(
        [["State", "Banks", "Quantity"]],
        [["Bihar", "14", "2,310.5"], ["Goa", "22", "4,120.0"]],
        caption="Fodder banks and quantity stored (in tonnes)",
    )
    assert [o.unit for o in found[:2]] == [Unit.NUMBER, Unit.TONNE]


def test_the_sentence_that_cites_the_annexure_gives_title_and_day() -> None:
    annexure = Annexure(title="Annexure-I", page=2, text="")
    table = table_of([["State", "Cells"]], [["Bihar", "7"], ["Goa", "5"]])
    record = record_of(table, annexures=[annexure], answer="Cells as on 13.03.2023 are at Annexure-I.")
    found = observe(record)
    assert {(o.title, o.period_start, o.period_from) for o in found} == {
        ("Cells as on 13.03.2023 are at Annexure-I.", date(2023, 3, 13), Origin.CITATION)
    }


def test_the_unit_may_be_said_in_the_lead() -> None:
    found = observed(
        [["State", "Released"]], [["Bihar", "7"], ["Goa", "5"]], lead="Funds (Rs. in lakh) are as under:"
    )
    assert [(str(o.value), o.unit_from) for o in found] == [("700000", Origin.LEAD), ("500000", Origin.LEAD)]


@pytest.mark.parametrize(
    ("caption", "start", "end"),
    [
        ("Incidence and Rate of Suicides – 2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("Cases during 2018-2020", date(2018, 1, 1), date(2020, 12, 31)),
        ("विभाग द्वारा 2014-15 के दौरान योजनाएं", date(2014, 4, 1), date(2015, 3, 31)),
        ("Report (Study awarded – January,2007)", None, None),
        ("Cases during last three years", None, None),
    ],
)
def test_period_of_a_caption(caption: str, start: date | None, end: date | None) -> None:
    found = observed([["State", "Cases"]], [["Bihar", "7"], ["Goa", "5"]], caption=caption)
    assert [(o.period_start, o.period_end) for o in found] == [(start, end)] * 2


def test_years_over_years_are_no_unit() -> None:
    found = observed(
        [["Force", "Years", None], [None, "2020", "2021"]], [["BSF", "7", "8"], ["CISF", "5", "6"]]
    )
    assert {o.unit for o in found} == {Unit.NUMBER}
