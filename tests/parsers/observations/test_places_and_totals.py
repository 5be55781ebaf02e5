from __future__ import annotations

from datetime import date

from parsers.observations.vocabulary import (
    ObservationFlag,
    Origin,
    PeriodKind,
    PlaceLevel,
    Total,
)
from tests.parsers.observations.tables import observed


def test_totals_by_word_and_their_places() -> None:
    found = observed(
        [["State/UT", "2020"]],
        [
            ["Bihar", "3"],
            ["Goa", "4"],
            ["TOTAL STATE(S)", "7"],
            ["Delhi UT", "5"],
            ["TOTAL UT(S)", "5"],
            ["TOTAL (ALL INDIA)", "13"],
        ],
        caption="Number of cases",
    )
    assert [(o.total, o.place_code) for o in found] == [
        (None, "S10"),
        (None, "S30"),
        (Total.PART, "IN-states"),
        (None, "S7"),
        (Total.PART, "IN-uts"),
        (Total.GRAND, "IN"),
    ]
    assert [o.flags for o in found][-1] == [ObservationFlag.TOTAL_DIFFERS]
    assert found[-1].place_level is PlaceLevel.COUNTRY
    assert found[2].place_level is PlaceLevel.GROUP


def test_a_total_without_a_word_is_proved_by_its_sum() -> None:
    head: list[list[str | None]] = [["S.No", "MP Name", "No. of works"]]
    rows: list[list[str | None]] = [["1", "Shri A", "3"], ["2", "Shri B", "5"], ["", "", "8"]]
    assert [o.total for o in observed(head, rows)] == [None, None, Total.GRAND]
    assert [o.total for o in observed(head, [*rows[:2], ["", "", "9"]])] == [None, None, None]


def test_sums_within_sums_are_parts() -> None:
    found = observed(
        [["SN", "Profession", "Total"]],
        [
            ["1", "Housewife", "10"],
            ["2", "Salaried", "7"],
            ["2.1", "Government", "3"],
            ["2.2", "Private", "4"],
            ["3", "Total", "17"],
        ],
        caption="Number of persons during 2021",
    )
    assert [o.total for o in found] == [None, Total.PART, None, None, Total.GRAND]
    assert not any(o.column_total for o in found)
    assert {(o.period_kind, o.period_from) for o in found} == {(PeriodKind.CALENDAR_YEAR, Origin.CAPTION)}
    assert [(d.name, d.value) for d in found[0].dims] == [("Profession", "Housewife")]


def test_a_column_is_the_whole_of_its_neighbours_by_a_bare_total_or_by_sums() -> None:
    found = observed(
        [["Force", "2020", "2021", "Total"]],
        [["BSF", "1", "2", "3"], ["CISF", "3", "4", "7"]],
        caption="Number of cases",
    )
    assert [o.column_total for o in found[:3]] == [False, False, True]
    assert (found[2].period_kind, found[2].period_start, found[2].period_end) == (
        PeriodKind.SPAN,
        date(2020, 1, 1),
        date(2021, 12, 31),
    )
    budgets = observed(
        [["Year", "Total Budget", "Total for Mental Health"]], [["2020-21", "9", "2"], ["2021-22", "8", "3"]]
    )
    assert not any(o.column_total for o in budgets)


def test_a_state_is_taken_only_from_words_that_name_it_for_the_table() -> None:
    rows: list[list[str | None]] = [["Housewife", "7"], ["Student", "5"]]
    head: list[list[str | None]] = [["Profession", "No. of cases"]]
    named = observed(head, rows, caption="Cases in Maharashtra")
    assert {(o.place_code, o.place_from) for o in named} == {("S27", Origin.CAPTION)}
    for caption in ("Cases including Andhra Pradesh", "Cases in Bihar and Goa", "Bank of Maharashtra"):
        assert {o.place_code for o in observed(head, rows, caption=caption)} == {None}


def test_districts_are_found_only_within_their_state() -> None:
    found = observed(
        [["State", "District", "No of Mills"]],
        [
            ["Karnataka", "Bijapur", "1"],
            ["", "Dhar", "2"],
            ["West Bengal", "24 Paraganas", "3"],
            ["Uttaranchal", "Udham Singh Nagar", "4"],
        ],
    )
    assert [o.place_code for o in found] == ["D530", None, None, "D56"]
    assert found[0].place_level is PlaceLevel.DISTRICT
    assert (found[1].place_level, found[1].flags) == (
        PlaceLevel.OTHER,
        [ObservationFlag.PLACE_UNKNOWN],
    )


def test_a_figure_of_several_rows_belongs_to_none_of_them() -> None:
    head: list[list[str | None]] = [["State/UT", "No. of cases"]]
    found = observed(head, [["Bihar", "5"], ["Goa", "7"], ["Kerala", None], ["Assam", "9"]])
    assert [(o.value_printed, o.place_code) for o in found] == [("5", "S10"), ("7", None), ("9", "S18")]
    assert found[1].flags == [ObservationFlag.MERGED_ROWS]
    pair = observed(head, [["Bihar", "5"], ["D&N Haveli", "7"], ["Daman & Diu", None]])
    assert [o.place_code for o in pair] == ["S10", "S38"]


def test_half_a_name_under_the_next_row() -> None:
    head: list[list[str | None]] = [["State/UT", "No. of cases"]]
    rows: list[list[str | None]] = [
        ["Bihar", "5"],
        ["D&N Haveli and", "4"],
        ["Daman&Diu@ Delhi UT", "134"],
        ["Goa", "2"],
    ]
    assert [o.place_code for o in observed(head, rows)] == ["S10", "S38", "S7", "S30"]


def test_past_borders_are_flagged() -> None:
    head: list[list[str | None]] = [["State", "2013", "2015"]]
    found = observed(head, [["Andhra Pradesh", "7", "5"], ["Bihar", "3", "4"]])
    assert [ObservationFlag.FORMER_BORDERS in o.flags for o in found] == [True, False, False, False]
