"""Codes of names: all names in captured lists, spellings of earlier terms, ambiguous names."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from spiders.ledger.question_rows import question_row
from spiders.site.codes import Codes
from spiders.site.rows import read_row
from tests.spiders.raw_rows import RAW, SITE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def people(shared: Path) -> list[tuple[str, int]]:
    found = json.loads((shared / "listing/getMembers_lkNo18.json").read_text(encoding="utf-8"))
    return [(one["mpName"], one["mpNo"]) for one in found]


@pytest.fixture(scope="module")
def offices(shared: Path) -> list[tuple[str, int]]:
    found = json.loads((shared / "listing/getMinistry_lkNo18_en.json").read_text(encoding="utf-8"))
    return [(one["minName"], one["minCode"]) for one in found]


@pytest.fixture(scope="module")
def codes(offices: list[tuple[str, int]], people: list[tuple[str, int]]) -> Codes:
    return Codes(offices, people)


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, Any]]:
    listing = shared / "listing"
    lines = [
        line
        for name in ("ls18_s2_full_raw.jsonl", "ls18_s7_first600_raw.jsonl")
        for line in (listing / name).read_text(encoding="utf-8").splitlines()
    ]
    edges = json.loads((listing / "ls18_edge_rows.json").read_text(encoding="utf-8"))["rows"]
    return [json.loads(line) for line in lines] + edges


def test_every_name_in_real_lists_has_a_code(codes: Codes, rows: list[dict[str, Any]]) -> None:
    mentions = [name for row in rows for name in row["member"]]
    ministries = [row["ministry"] for row in rows]
    found = sum(codes.member(name) is not None for name in mentions)
    offices = sum(codes.ministry(name) is not None for name in ministries)
    assert (len(mentions), found, len(ministries), offices) == (6675, 6675, 4110, 4110)
    assert codes.issues(ministries=ministries, members=mentions) == []


def test_every_member_of_the_member_list_has_its_own_code(
    codes: Codes, people: list[tuple[str, int]]
) -> None:
    """Also in capitals without honorific, as in lists of earlier terms."""
    assert {name: codes.member(name) for name, _ in people} == dict(people)
    bare = {name.split(maxsplit=1)[1].upper(): code for name, code in people}
    assert {name: codes.member(name) for name in bare} == bare


@pytest.mark.parametrize(
    ("listed", "member"),
    [
        ("Shrirang Appa Barne", "Shri Shrirang Appa Chandu Barne"),
        ("Supriya Sadanand Sule", "Smt. Supriya Sule"),
        ("Ravi Kishan Shukla", "Shri Ravindra Shukla Alias Ravi Kishan"),
        ("Prataprao  Jadhav", "Shri Prataprao Ganpatrao Jadhav"),
        ("Manoj Kumar Tiwari", "Shri Manoj Tiwari"),
        ("L.S. Tejasvi Surya", "Shri Tejasvi Surya"),
        ("Midhun Reddy", "Shri P V Midhun Reddy"),
        ("Jugal Kishore Sharma", "Shri Jugal Kishore"),
        ("Rajiv Ranjan (Lalan) Singh", "Shri Rajiv Ranjan Singh"),
        ("Vinod Chavda", "Shri Chavda Vinod Lakhamshi"),
        ("Satabdi Roy (Banerjee)", "Smt. Satabdi Roy"),
        ("Sunil Dattatray Tatkare", "Shri Tatkare Sunil Dattatrey"),
        ("Ganesan Selvam", "Shri Selvam G"),
        ("V. Kalanidhi", "Dr. Kalanidhi Veeraswamy"),
        ("Kumbakudi Sudhakaran", "Shri K Sudhakaran"),
        ("Andimuthu Raja", "Shri Raja A"),
        ("Thalikkottai Rajuthevar Baalu", "Shri T R Baalu"),
        ("NISHIKANT  DUBEY", "Dr. Nishikant Dubey"),
        ("Thirumaa Valavan Thol", "Dr. Thirumaavalavan Tholkappiyan"),
        ("Kani K. Navas", "Shri Navaskani K"),
    ],
)
def test_spellings_of_earlier_terms(
    codes: Codes, people: list[tuple[str, int]], listed: str, member: str
) -> None:
    assert codes.member(listed) == dict(people)[member]


@pytest.mark.parametrize(
    "stranger", ["M. Selvaraj", "Sunil Kumar Singh", "Hemant Patil", "D.K. Suresh", "Singh", ""]
)
def test_a_name_that_matches_no_member_has_no_code(codes: Codes, stranger: str) -> None:
    assert codes.member(stranger) is None


def test_ambiguous_names_have_no_code_and_are_issues() -> None:
    codes = Codes(
        [("HOUSING AND URBAN AFFAIRS", 64), ("HOUSING AND URBAN AFFAIRS ", 71), ("COAL", 9)],
        [
            ("Shri Ajay Kumar", 1),
            ("Dr. Ajay Kumar", 2),
            ("Shri Ravindra Patil", 3),
            ("Shri Ravindra Patel", 4),
        ],
    )
    members = ["Ajay Kumar", "Ravindra Patil", "Ravindra Patill", "Shri Ajay Kumar"]
    assert [codes.member(name) for name in members] == [None, 3, None, 1]
    assert [codes.ministry(name) for name in ("HOUSING & URBAN AFFAIRS", "coal")] == [None, 9]
    assert codes.issues(ministries=["HOUSING & URBAN AFFAIRS", "COAL", "TEA"], members=members) == [
        "ministry 'HOUSING & URBAN AFFAIRS' has no code",
        "ministry 'TEA' has no code",
        "ministry 'TEA' is unknown",
        "member 'Ajay Kumar' has no code: the name matches 1, 2",
        "member 'Ravindra Patill' has no code: the name matches 3, 4",
    ]


def test_ministry_id_survives_renames() -> None:
    row = read_row(RAW | {"ministry": "HUMAN  RESOURCE DEVELOPMENT "}, SITE)
    now = dt.datetime(2025, 7, 29, 14, tzinfo=dt.UTC)
    written = question_row(row, Codes([("EDUCATION", 12)], []), first_listed=now, now=now, run_id="r1")
    assert (written["ministry_id"], written["ministry_code"]) == ("education", 12)


def test_a_renamed_ministry_has_the_code_of_its_other_name() -> None:
    codes = Codes([("EDUCATION", 12), ("COMMUNICATIONS", 1)], [])
    assert [codes.ministry(name) for name in ("HUMAN RESOURCE DEVELOPMENT", "COMMUNICATION")] == [12, 1]
