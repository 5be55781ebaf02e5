from __future__ import annotations

from collections import Counter

from samples.parliament import CASES, read_cases, sample_parliament
from samples.vocabulary import House, Kind

SAMPLES = sample_parliament()


def test_each_case_is_named_after_its_question() -> None:
    assert sorted(path.stem for path in CASES.glob("*.toml")) == sorted(read_cases())


def test_expected_causes() -> None:
    failed = {one: cause for one, cause in SAMPLES.outcomes.items() if cause != "ok"}
    assert failed == {
        "LS16-S5-UNSTARRED-8": "blank_link",
        "LS18-S5-UNSTARRED-1161": "http_500",
        "LS18-S5-UNSTARRED-1163": "html",
        "LS18-S5-UNSTARRED-1164": "stub",
        "LS18-S5-UNSTARRED-1165": "truncated",
        "LS18-S5-UNSTARRED-1166": "blank_link",
        "LS18-S5-UNSTARRED-1167": "null_link",
    }


def test_expected_kinds() -> None:
    kinds = Counter((expected.kind, expected.house) for expected in SAMPLES.expected_results.values())
    assert kinds == {
        (Kind.ANSWER, House.LOK_SABHA): 33,
        (Kind.ANSWER, House.RAJYA_SABHA): 1,
        (Kind.NIL, None): 2,
        (None, None): 7,
    }


def test_documents_that_answer_another_question() -> None:
    others = {
        expected.question_id: expected.printed_question_id
        for expected in SAMPLES.expected_results.values()
        if expected.printed_question_id and not expected.is_own_answer
    }
    assert others == {
        "LS18-S5-UNSTARRED-1153": "LS18-S5-UNSTARRED-1154",
        "LS18-S5-UNSTARRED-1154": "LS18-S5-UNSTARRED-1153",
        "LS18-S5-UNSTARRED-1169": "LS18-S5-UNSTARRED-1168",
    }


def test_expected_record() -> None:
    assert SAMPLES.expected_results["LS18-S5-UNSTARRED-1153"].record == {
        "question_type": "UNSTARRED",
        "question_no": 1154,
        "date": "2025-07-28",
        "ministry": "STEEL",
        "department": None,
        "subject": "RECYCLING OF KITCHEN STEEL",
        "members": ["SHRI NAQSHA ALI MISAAL"],
        "clauses": [
            {"label": "a", "text": "whether a target has been fixed for recycling kitchen steel; and"},
            {"label": "b", "text": "if so, the quantity recycled so far?"},
        ],
        "ministers": [{"role": "THE MINISTER OF STATE FOR STEEL", "name": "SHRI B. ISPATKAR"}],
        "statement_laid": False,
        "items": [
            {
                "labels": ["a", "b"],
                "text": "No target has been fixed. About 41,000 tonnes of kitchen steel were recycled "
                "in the model units during 2024-25.",
            }
        ],
        "annexures": [],
        "tables": [],
    }


def test_letters_of_items_are_letters_of_clauses() -> None:
    for expected in SAMPLES.expected_results.values():
        for record in filter(None, (expected.record, expected.hindi)):
            asked = [clause["label"] for clause in record["clauses"]]
            answered = [label for item in record["items"] for label in item["labels"]]
            assert [label for label in asked if label] == answered, expected.question_id


def test_starred_and_unstarred_numbers_collide() -> None:
    assert {"LS18-S5-STARRED-1", "LS18-S5-UNSTARRED-1"} <= set(SAMPLES.expected_results)


def test_rows_are_padded_as_on_the_site() -> None:
    listings = {case.listing.question_id: case.listing for case in read_cases().values()}
    assert listings["LS18-S5-UNSTARRED-1480"].subject_padding == 1000
    assert listings["LS18-S5-UNSTARRED-1480"].ministry == "HEAVY INDUSTRIES "
    assert listings["LS18-S5-UNSTARRED-1611"].subject == "Nurseries of\nMedicinal Plants\u2060"
