from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from samples.parliament import sample_parliament

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from samples.site import Site

FILE = "/getFile/lsapps/loksabhaquestions/annex/185/AU1474_hYbJRR.pdf"
LIST = "/api_ls/question/qetFilteredQuestionsAns"

FIELDS = [
    "quesNo", "subjects", "lokNo", "member", "ministry", "type", "date",
    "questionText", "answerText", "answerTextHindi", "questionsFilePath", "questionsFilePathHindi",
    "sessionNo", "supplementaryQuestionResDtoList", "supplementaryType",
    "questionsDocPath", "questionsDocPathHindi",
]  # fmt: skip


def numbers(envelope: dict[str, Any]) -> list[tuple[str, str, int]]:
    return [(row["date"], row["type"].strip(), row["quesNo"]) for row in envelope["listOfQuestions"]]


def test_the_list_is_an_array_of_one_with_all_rows(list_page: Callable[..., dict[str, Any]]) -> None:
    envelope = list_page(sessionNumber=5, pageSize=500)
    assert list(envelope) == ["listOfQuestions", "totalRecordSize", "_metadata"]
    assert envelope["_metadata"] is None
    assert envelope["totalRecordSize"] == len(envelope["listOfQuestions"]) == 33
    assert {tuple(row) for row in envelope["listOfQuestions"]} == {tuple(FIELDS)}


def test_all_fields_of_a_row(site: Site, list_page: Callable[..., dict[str, Any]]) -> None:
    rows = list_page(sessionNumber=5, pageSize=500)["listOfQuestions"]
    (row,) = [row for row in rows if row["quesNo"] == 1474]
    assert row == {
        "quesNo": 1474,
        "subjects": "Promoting Domestic Production of Rare Earth Magnets",
        "lokNo": "18",
        "member": ["Smt. Smita Uday Wagh"],
        "ministry": "HEAVY INDUSTRIES",
        "type": "UNSTARRED",
        "date": "29.07.2025",
        "questionText": None,
        "answerText": None,
        "answerTextHindi": None,
        "questionsFilePath": f"{site.url}{FILE}?source=lsapps",
        "questionsFilePathHindi": None,
        "sessionNo": "5",
        "supplementaryQuestionResDtoList": None,
        "supplementaryType": False,
        "questionsDocPath": None,
        "questionsDocPathHindi": None,
    }


def test_rows_come_newest_day_first_then_starred_then_highest_number(
    list_page: Callable[..., dict[str, Any]],
) -> None:
    rows = numbers(list_page(sessionNumber=5, pageSize=500))
    assert rows[:6] == [
        ("30.07.2025", "STARRED", 141),
        ("30.07.2025", "UNSTARRED", 1615),
        ("30.07.2025", "UNSTARRED", 1612),
        ("30.07.2025", "UNSTARRED", 1611),
        ("29.07.2025", "STARRED", 123),
        ("29.07.2025", "STARRED", 122),
    ]
    assert rows[-3:] == [
        ("21.07.2025", "STARRED", 1),
        ("21.07.2025", "UNSTARRED", 3),
        ("21.07.2025", "UNSTARRED", 1),
    ]


def test_a_page_has_ten_rows_unless_asked_otherwise(list_page: Callable[..., dict[str, Any]]) -> None:
    whole = numbers(list_page(sessionNumber=5, pageSize=500))
    assert numbers(list_page(sessionNumber=5)) == whole[:10]
    assert numbers(list_page(sessionNumber=5, pageNo=4)) == whole[30:]
    assert numbers(list_page(sessionNumber=5, pageNo=2, pageSize=7)) == whole[7:14]


def test_a_page_past_the_end_has_only_the_total(list_page: Callable[..., dict[str, Any]]) -> None:
    assert list_page(sessionNumber=5, pageNo=99) == {
        "listOfQuestions": [],
        "totalRecordSize": 33,
        "_metadata": None,
    }


@pytest.mark.parametrize(
    "parameters",
    [{"sessionNumber": 99}, {"loksabhaNo": 99}],
    ids=["unknown session", "unknown Lok Sabha"],
)
def test_an_unknown_session_is_empty(
    parameters: dict[str, int], list_page: Callable[..., dict[str, Any]]
) -> None:
    assert list_page(**parameters) == {"listOfQuestions": [], "totalRecordSize": 0, "_metadata": None}


def test_without_a_session_the_whole_lok_sabha_is_listed(list_page: Callable[..., dict[str, Any]]) -> None:
    assert list_page()["totalRecordSize"] == 36


def test_unknown_parameters_are_ignored(list_page: Callable[..., dict[str, Any]]) -> None:
    assert list_page(sessionNo=5)["totalRecordSize"] == 36


def test_the_total_counts_a_row_listed_twice(list_page: Callable[..., dict[str, Any]]) -> None:
    envelope = list_page(loksabhaNo=17, sessionNumber=4)
    assert numbers(envelope) == [
        ("23.09.2020", "UNSTARRED", 2210),
        ("23.09.2020", "UNSTARRED", 2204),
        ("23.09.2020", "UNSTARRED", 2204),
        ("15.09.2020", "UNSTARRED", 240),
    ]
    assert envelope["totalRecordSize"] == 4


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"ministryCode": 20}, [1480, 1474]),
        ({"memberCode": 9011}, [1611, 1480, 1475, 1164]),
        ({"questionType": "STARRED"}, [141, 123, 122, 121, 101, 1]),
        ({"keyWord": "loom"}, [1165]),
        ({"ministryCode": 999}, []),
    ],
    ids=["ministry", "member", "type", "word of the subject", "unknown ministry"],
)
def test_filters(
    parameters: dict[str, object], expected: list[int], list_page: Callable[..., dict[str, Any]]
) -> None:
    envelope = list_page(sessionNumber=5, pageSize=100, **parameters)
    assert [row["quesNo"] for row in envelope["listOfQuestions"]] == expected
    assert envelope["totalRecordSize"] == len(expected)


@pytest.mark.parametrize(
    "parameters",
    [
        {"loksabhaNo": 18, "pageNo": 0},
        {"loksabhaNo": 18, "sessionNumber": "V"},
        {"loksabhaNo": 18, "pageSize": 0},
    ],
    ids=["page 0", "roman session", "page size 0"],
)
def test_invalid_parameters_are_a_500_in_json(parameters: dict[str, int | str], client: httpx.Client) -> None:
    reply = client.get(LIST, params=parameters)
    assert reply.status_code == 500
    body = reply.json()
    assert list(body) == ["timestamp", "status", "error", "path"]
    assert (body["status"], body["error"], body["path"]) == (500, "Internal Server Error", LIST)


def test_a_missing_lok_sabha_is_a_400_in_plain_text(client: httpx.Client) -> None:
    reply = client.get(LIST, params={"sessionNumber": 5})
    assert reply.status_code == 400
    assert reply.text == "Required request parameter 'loksabhaNo' is not present"


def test_the_alias_gives_the_same_list(client: httpx.Client) -> None:
    parameters = {"loksabhaNo": 18, "sessionNumber": 5}
    alias = client.get("/api_ls/question/member/qetFilteredQuestionsAns", params=parameters)
    assert alias.content == client.get(LIST, params=parameters).content


@pytest.mark.parametrize("path", ["/robots.txt", LIST, FILE])
def test_head_is_refused(path: str, client: httpx.Client) -> None:
    assert client.head(path).status_code == 403


def test_the_misspelt_list_is_not_found(client: httpx.Client) -> None:
    assert client.get("/api_ls/question/getFilteredQuestionsAns").status_code == 404


@pytest.mark.parametrize("prefix", ["/getFile/lsapps/loksabhaquestions/", "/getFile/loksabhaquestions/"])
def test_a_file_is_served_under_both_prefixes(prefix: str, client: httpx.Client) -> None:
    reply = client.get(f"{prefix}annex/185/AU1474_hYbJRR.pdf", params={"source": "lsapps"})
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.content == sample_parliament().files["annex/185/AU1474_hYbJRR.pdf"].make()


def test_an_unknown_file_is_a_500(client: httpx.Client) -> None:
    assert client.get("/getFile/loksabhaquestions/annex/185/AU1474_000000.pdf").status_code == 500


def test_a_flaky_file_is_served_at_the_third_request(
    client: httpx.Client, list_page: Callable[..., dict[str, Any]]
) -> None:
    (row,) = list_page(keyWord="windmills")["listOfQuestions"]
    replies = [client.get(row["questionsFilePath"]).status_code for _ in range(4)]
    assert replies == [500, 500, 200, 200]


@pytest.mark.parametrize("name", ["AllLoksabhaAndSessionDates", "getAllLoksabhaAndSession"])
def test_the_calendar_lists_planned_days(name: str, client: httpx.Client) -> None:
    calendar = client.get(f"/api_ls/business/{name}").json()
    assert [term["loksabha"] for term in calendar] == [16, 17, 18]
    sessions = {session["sessionNo"]: session for session in calendar[2]["sessions"]}
    assert sorted(sessions) == [1, 4, 5]
    assert sessions[4]["sessionPeriod"] == ["31/01/2025 to 13/02/2025", "10/03/2025 to 04/04/2025"]
    assert (sessions[5]["dates"][0], sessions[5]["dates"][-1]) == ("21/07/2025", "21/08/2025")


def test_ministries_have_codes_of_their_term(client: httpx.Client) -> None:
    path = "/api_ls/question/getMinistry"
    lists = {term: client.get(path, params={"lkNo": term}).json() for term in (17, 18)}
    codes = {term: {one["minName"]: one["minCode"] for one in found} for term, found in lists.items()}
    assert (codes[17]["COAL"], codes[18]["COAL"]) == (9, 13)
    assert codes[18]["HEAVY INDUSTRIES"] == 20


def test_members_are_spelled_differently_than_in_rows(client: httpx.Client) -> None:
    members = client.get("/api_ls/question/getMembers", params={"lkNo": 18}).json()
    assert members[0] == {
        "mpNo": 9001,
        "mpName": "Smt Smita Uday Wagh",
        "mpNameHindi": "श्रीमती स्मिता उदय वाघ",
    }
    assert len(members) == 16
