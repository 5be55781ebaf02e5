"""Tests of the reviewed table of ministries, and of ministry names as the site serves them."""

from __future__ import annotations

import datetime as dt
import json
import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from parsers.names.ministries import ministries, ministry_id, ministry_key

if TYPE_CHECKING:
    from pathlib import Path


def test_ids_are_slugs_and_predecessors_are_in_the_table() -> None:
    known = ministries()
    assert [one for one in known if not re.fullmatch(r"[a-z]+(-[a-z]+)*", one)] == []
    assert [before for one in known.values() for before in one.predecessors if before not in known] == []
    assert [one.id for one in known.values() if one.id in one.predecessors] == []


def test_no_name_belongs_to_two_ministries() -> None:
    names = [(one.id, name) for one in ministries().values() for name in one.names]
    same = [
        (a, b, first.name)
        for (a, first), (b, other) in combinations(names, 2)
        if a != b and ministry_key(first.name) == ministry_key(other.name)
    ]
    assert same == []


def test_names_of_a_ministry_are_consecutive() -> None:
    for one in ministries().values():
        for name in one.names:
            assert name.first is None or name.last is None or name.first <= name.last
        for before, after in zip(one.names, one.names[1:], strict=False):
            if before.last and after.first:
                assert after.first - before.last == dt.timedelta(days=1), one.id


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("COMMUNICATION", "communications"),
        ("COMMUNICATIONS ", "communications"),
        ("ENVIRONMENT,  FORESTS AND CLIMATE CHANGE", "environment-forest-and-climate-change"),
        ("ENVIRONMENT, FOREST & CLIMATE CHANGE", "environment-forest-and-climate-change"),
        ("MICRO,SMALL AND MEDIUM ENTERPRISES", "micro-small-and-medium-enterprises"),
        ("Education", "education"),
        ("HUMAN RESOURCE DEVELOPMENT", "education"),
        ("AYURVEDA,YOGA & NATUROPATHY,UNANI,SIDDHA AND HOMEOPATHY (AYUSH)", "ayush"),
        ("MINISTRY OF AYUSH", "ayush"),
        ("SHIPPING", "ports-shipping-and-waterways"),
        ("SHIPPING, ROAD TRANSPORT AND HIGHWAYS", "shipping-road-transport-and-highways"),
        ("HEAVY INDUSTRIES AND PUBLIC ENTERPRISES", "heavy-industries"),
        ("AGRICULTURE", "agriculture-and-farmers-welfare"),
        ("AGRICULTURE AND FARMERS WELFARE", "agriculture-and-farmers-welfare"),
        ("HOUSING AND URBAN  POVERTY ALLEVIATION", "housing-and-urban-poverty-alleviation"),
        ("HOUSING AND URBAN AFFAIRS", "housing-and-urban-affairs"),
        ("COMMUNICATIONS AND INFORMATION TECHNOLOGY", "communications-and-information-technology"),
        ("ELECTRONICS AND INFORMATION TECHNOLOGY", "electronics-and-information-technology"),
        ("STATISTICS AND PROGRAMME IMPLEMENTAION", "statistics-and-programme-implementation"),
        ("CIVIL AVIATON", "civil-aviation"),
        ("AFFAIRS", None),
        ("MINE SAFETY", None),
        ("", None),
    ],
)
def test_name_resolves_to_id(name: str, found: str | None) -> None:
    assert ministry_id(name) == found


def test_every_known_name_resolves_to_its_ministry() -> None:
    for one in ministries().values():
        for name in one.names:
            assert ministry_id(name.name) == one.id
            assert ministry_id(f" {name.name.lower().replace(' and ', ' & ')}  ") == one.id


def test_ministries_of_the_18th_lok_sabha(shared: Path) -> None:
    listed = json.loads((shared / "listing/getMinistry_lkNo18_en.json").read_text(encoding="utf-8"))
    ids = [ministry_id(one["minName"]) for one in listed]
    assert (len(ids), len(set(ids)), ids.count(None)) == (56, 56, 0)


def test_ministries_in_rows_of_earlier_terms(shared: Path) -> None:
    rows = json.loads((shared / "listing/era_rows_normalised.json").read_text(encoding="utf-8"))["rows"]
    assert [row["ministry"] for row in rows if ministry_id(row["ministry"]) is None] == []


def test_ministries_printed_in_answers(shared: Path) -> None:
    labels = [
        json.loads(label.read_text(encoding="utf-8")) for label in (shared / "gold/labels").glob("*.json")
    ]
    printed = [label["ministry"] for label in labels if label["ministry"]]
    assert [name for name in printed if ministry_id(name) is None] == []
