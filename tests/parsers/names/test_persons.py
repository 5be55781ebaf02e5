"""Tests which spellings of members' names count as one person, and which do not."""

from __future__ import annotations

import json
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import pytest

from parsers.check import same_members
from parsers.names.persons import pair_names, same_person
from parsers.parse import parse_record
from parsers.records import Listing
from tests.parsers.documents import answer_pages
from tests.parsers.names.misspellings import RULES, misspelt
from tests.parsers.pages import layer_of
from tests.parsers.test_check import LISTED

if TYPE_CHECKING:
    from pathlib import Path

ONE_PERSON = {
    "middle name": ("Supriya Sadanand Sule", "SHRIMATI SUPRIYA SULE"),
    "two middle names": ("Sanjay (Bandu) Haribhau Jadhav", "SHRI SANJAY JADHAV"),
    "surname more": ("Jugal Kishore Sharma", "SHRI JUGAL KISHORE"),
    "common name more": ("Manoj Kumar Tiwari", "SHRI MANOJ TIWARI"),
    "initials more": ("Midhun Reddy", "SHRI P.V. MIDHUN REDDY"),
    "initials less": ("L.S. Tejasvi Surya", "SHRI TEJASVI SURYA"),
    "surname first": ("Imtiaz Jaleel Syed", "SHRI SYED IMTIAZ JALEEL"),
    "surname first, middle name": ("Chavda Vinod Lakhamshi", "SHRI VINOD L. CHAVDA"),
    "initials last": ("NAGARAJAN P.", "SHRI P. NAGARAJAN"),
    "initials in the middle": ("Faizal P.P. Mohammed", "Shri Mohammed Faizal P.P."),
    "initials, words joined": ("VIJAY KUMAR S.R.", "SHRI S.R. VIJAYAKUMAR"),
    "initials for names": ("PARAYAMPARANBIL KUTTAPPAN BIJU", "SHRI P.K. BIJU"),
    "initials in another order": ("KRISHNAN NARAYANASAMY RAMACHANDRAN", "SHRI K.N. RAMACHANDRAN"),
    "names for initials": ("Thalikkottai Rajuthevar Baalu", "Shri T R Baalu"),
    "initial of two letters": ("Su. Thirunavukkarasar", "SHRI THIRUNAVUKKARASAR SU"),
    "initials without stops": ("Senthilkumar S.", "DR. DNV SENTHILKUMAR S."),
    "initial or surname": ("V. Kalanidhi", "Dr. Kalanidhi Veeraswamy"),
    "initial and another spelling": ("S. Jagathrakshakan", "Thiru Dr. S Jagathratchakan"),
    "a title that is a name": ("Andimuthu Raja", "SHRI A. RAJA"),
    "a title left out": ("Kunwar Danish Ali", "SHRI DANISH ALI"),
    "a title within": ("Smt. Mahima Kumari Mewar", "SMT. MAHIMA KUMARI MEWAR"),
    "honorific in brackets": ("(ADV.) JOICE GEORGE", "ADV. JOICE GEORGE"),
    "honorific in full": ("ADVOCATE NARENDRA KESHAV SAWAIKAR", "ADV. NARENDRA KESHAV SAWAIKAR"),
    "nickname": ("Ajay (Teni) Misra", "SHRI AJAY MISRA TENI"),
    "nickname left out": ("Rajiv Ranjan (Lalan) Singh", "SHRI RAJIV RANJAN SINGH"),
    "nickname as alias": ("Rajiv Ranjan (Lalan) Singh", "SHRI RAJIV RANJAN SINGH ALIAS LALAN SINGH"),
    "nickname with initials": ('Krishna Pal Singh "Dr. K.P." Yadav', "DR. KRISHNA PAL SINGH YADAV"),
    "name in brackets": ("Bhavana Gawali (Patil)", "SHRIMATI BHAVANA PUNDALIKRAO GAWALI"),
    "alias": ("Shri Vijayakumar Alias Vijay Vasanth", "SHRI VIJAYKUMAR ALIAS VIJAY VASANTH"),
    "alias alone": ("Vijayakumar (alias) Vijay Vasanth", "SHRI VIJAY VASANTH"),
    "alias and surname": ("Ravi Kishan Shukla", "Shri Ravindra Shukla Alias Ravi Kishan"),
    "words apart": ("Kinjarapu Ram Mohan Naidu", "SHRI RAMMOHAN NAIDU KINJARAPU"),
    "three words joined": ("Raghu Ramakrishna Raju", "SHRI KANUMURU RAGHU RAMA KRISHANA RAJU"),
    "words joined, initials": ("YERRAM VENKATA SUBBAREDDY", "SHRI Y.V. SUBBA REDDY"),
    "words joined the other way": ("Kani K. Navas", "SHRI K. NAVASKANI"),
    "words joined, ending": ("Jaswantsinh Sumanbhai Bhabhor", "SHRI JASWANT SINGH BHABHOR"),
    "ending": ("Mitesh Rameshbhai (Bakabhai) Patel", "SHRI MITESHBHAI RAMESHBHAI PATEL"),
    "blanks lost": ("Prasun Banerjee", "SHRIPRASUNBANERJEE"),
    "blanks lost, a name that begins like an honorific": ("Shrikant Eknath Shinde", "SHRIKANTEKNATHSHINDE"),
    "vowels": ("Sougata Ray", "PROF. SAUGATA ROY"),
    "misprint": ("Sunil Dattatray Tatkare", "SHRI TATKARE SUNIL DATTATREY"),
    "by hand": ("Sakshi Ji Swami Maharaj", "Dr. Swami Sachidanand Hari Sakshi"),
}
TWO_PERSONS = {
    "father and son": ("Shri Chavan Ravindra Vasantrao", "SHRI CHAVAN VASANTRAO BALWANTRAO"),
    "brothers": ("Rajesh Verma", "SHRI RAKESH VERMA"),
    "same surname": ("Ashok Kumar Rawat", "SHRI ASHOK KUMAR YADAV"),
    "same name": ("Shri Chandra Prakash Joshi", "SHRI CHANDRA PRAKASH CHOUDHARY"),
    "same names, common ones": ("Shri Vijay Kumar Dubey", "SHRI VIJAY KUMAR HANSDAK"),
    "another initial": ("M. Selvaraj", "COM. SELVARAJ V"),
    "an ending that is the name's own": ("Dr. K Sudhakar", "SHRI K. SUDHAKARAN"),
    "first letter": ("Ajendra Singh", "SHRI RAJENDRA SINGH"),
    "initials alone": ("Shri Selvaganapathi T.M.", "SHRI THARANIVENTHAN M S"),
    "a letter, by hand": ("Shri Jai Prakash", "SHRI JAI PARKASH"),
    "titles": ("Rao Rajendra Singh", "RAO INDERJIT SINGH"),
    "nothing but honorifics": ("Shri", "SMT."),
}
MISSPELT = {
    "upper_case": (544, 544, 0),
    "surname_first": (539, 539, 0),
    "any_order": (539, 539, 0),
    "initials": (522, 521, 2),
    "middle_initials": (270, 270, 0),
    "middle_name_left_out": (200, 200, 0),
    "no_blanks": (539, 539, 0),
    "two_words_joined": (539, 539, 0),
    "nickname": (544, 544, 1),
    "vowel_dropped": (544, 544, 1),
    "letter_doubled": (544, 544, 1),
    "sound_respelt": (393, 391, 0),
    "letters_changed_about": (475, 474, 0),
    "letter_wrong": (461, 461, 0),
}
"""Names of the 18th Lok Sabha: misspelt; recognised; other members that match every eighth of them.

The other members: Bharat and Babu Singh Kushwah(a) by initials, Jai Parkash for a misspelt Jai Prakash.
"""
ASKERS = 31
"""Largest number of members who asked one question."""


@pytest.mark.parametrize(("listed", "printed"), ONE_PERSON.values(), ids=ONE_PERSON)
def test_one_person(listed: str, printed: str) -> None:
    assert same_person(listed, printed)
    assert same_person(printed, listed)


@pytest.mark.parametrize(("listed", "printed"), TWO_PERSONS.values(), ids=TWO_PERSONS)
def test_two_persons(listed: str, printed: str) -> None:
    assert not same_person(listed, printed)
    assert not same_person(printed, listed)


@pytest.fixture(scope="module")
def members(shared: Path) -> list[str]:
    """Names of all members of the 18th Lok Sabha, as spelt in its list."""
    found = json.loads((shared / "listing/getMembers_lkNo18.json").read_text(encoding="utf-8"))
    return [member["mpName"] for member in found]


def test_no_member_matches_another(members: list[str]) -> None:
    pairs = list(combinations(members, 2))
    assert len(pairs) == 147_696
    assert [pair for pair in pairs if same_person(*pair)] == []


@pytest.mark.parametrize(("rule", "counts"), MISSPELT.items(), ids=MISSPELT)
def test_misspelt_names_are_recognised(members: list[str], rule: str, counts: tuple[int, int, int]) -> None:
    rng = Random(rule)
    printed = {name: text for name in members if (text := misspelt(name, rule, rng))}
    others = [
        (name, text) for text in list(printed.values())[::8] for name in members if printed.get(name) != text
    ]
    found = sum(same_person(name, text) for name, text in printed.items())
    assert (len(printed), found, sum(same_person(name, text) for name, text in others)) == counts


def test_every_rule_has_counts() -> None:
    assert list(MISSPELT) == list(RULES)


def test_names_in_hindi(shared: Path) -> None:
    """The member list has each name in both scripts; some are different names altogether."""
    listed = json.loads((shared / "listing/getMembers_lkNo18.json").read_text(encoding="utf-8"))
    own = sum(same_person(one["mpName"], one["mpNameHindi"]) for one in listed)
    others = [(a["mpName"], b["mpNameHindi"]) for a in listed for b in listed[::8] if a is not b]
    assert (len(listed), own, sum(same_person(*pair) for pair in others)) == (544, 499, 1)


def test_pairs_are_one_to_one_and_as_many_as_possible() -> None:
    listed = ["Shri Sunil Kumar Singh", "Shri A. Raja", "Shri Sunil Kumar", "Smt. Rama Devi"]
    printed = ["SMT. REETI PATHAK", "SHRI SUNIL KUMAR", "SHRI RAJA A", "SHRI SUNIL K. SINGH"]
    assert pair_names(listed, printed) == {0: 3, 1: 2, 2: 1}
    assert pair_names(["Sunil Kumar"], ["SHRI SUNIL KUMAR", "SHRI SUNIL KUMAR"]) == {0: 0}
    assert pair_names([], ["SHRI A. RAJA"]) == {}


@pytest.mark.parametrize(
    "rule", ["any_order", "vowel_dropped", "letter_doubled", "two_words_joined", "nickname"]
)
def test_members_of_a_long_question_are_paired_but_not_a_stranger(members: list[str], rule: str) -> None:
    """31 members ask, misspelt and in any order; then one of them is replaced by another member."""
    rng = Random(rule)
    for first in range(0, len(members) - ASKERS, ASKERS):
        listed = members[first : first + ASKERS]
        order = rng.sample(range(ASKERS), ASKERS)
        printed = [misspelt(listed[at], rule, rng) or listed[at] for at in order]
        assert pair_names(listed, printed) == {
            at: where for where, at in sorted(enumerate(order), key=lambda x: x[1])
        }
        assert same_members("; ".join(listed), "; ".join(printed))
        printed[rng.randrange(ASKERS)] = rng.choice(members[:first] + members[first + ASKERS :])
        assert not same_members("; ".join(listed), "; ".join(printed))


@pytest.fixture(scope="module")
def printed_members(shared: Path) -> list[list[str]]:
    """The members printed in each labelled answer."""
    labels = sorted((shared / "gold/labels").glob("*.json"))
    return [json.loads(label.read_text(encoding="utf-8"))["members"] for label in labels]


def test_no_false_alarm_on_printed_names(printed_members: list[list[str]]) -> None:
    """The members of each answer against a list that misspells them by each of the rules."""
    rng = Random(1)
    checked = alarms = 0
    for rule in RULES:
        for printed in printed_members:
            listed = [misspelt(name, rule, rng) or name for name in printed]
            checked += 1
            alarms += not same_members("; ".join(listed), "; ".join(printed))
    assert (checked, alarms) == (784, 0)


def test_members_of_another_answer_differ(printed_members: list[list[str]]) -> None:
    """Each answer against the list rows of all others; pairs that share a member are counted apart."""
    differs = shared = 0
    for one, other in combinations(printed_members, 2):
        if set(one) & set(other):
            shared += 1
        else:
            differs += not same_members("; ".join(one), "; ".join(other))
    assert (differs, shared) == (1530, 10)


def test_half_a_page_taken_for_a_name_is_skipped(members: list[str]) -> None:
    pages = [" ".join(members[at : at + 60]) for at in range(ASKERS)]
    assert pair_names(pages, [page.upper()[9:] for page in pages]) == {}
    assert not same_person("क" * 100_000, "K" * 100_000)


def test_member_codes_follow_the_pairing() -> None:
    members = [
        {"name": "Shri Sunil Kumar", "mp_code": 1},
        {"name": "Shri Sunil  Kumar Singh", "mp_code": 2},
        {"name": "Smt. Rama Devi", "mp_code": 3},
    ]
    listing = Listing.model_validate(LISTED.model_dump() | {"members": members})
    pages = answer_pages(members="12. SHRI SUNIL KUMAR SINGH:\n    SHRI SUNIL KUMAR:\n    SHRI A. RAJA:")
    record = parse_record(layer_of(*pages), listing=listing)
    assert [(member.name_printed, member.name, member.mp_code) for member in record.members] == [
        ("SHRI SUNIL KUMAR SINGH", "Shri Sunil Kumar Singh", 2),
        ("SHRI SUNIL KUMAR", "Shri Sunil Kumar", 1),
        ("SHRI A. RAJA", "Shri A. Raja", None),
    ]
    assert record.flags == ["members_differs"]
