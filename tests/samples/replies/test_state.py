from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from samples.parliament import sample_parliament

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from samples.site import Site

FILES = "/getFile/lsapps/loksabhaquestions/"
PRINTED = "annex/185/AU1474_hYbJRR.pdf"


def test_requests_are_logged(site: Site, client: httpx.Client) -> None:
    client.get("/robots.txt")
    client.get("/api_ls/question/getMinistry", params={"lkNo": 18, "locale": "en"})
    client.head("/robots.txt")
    assert site.requests == [
        ("GET", "/robots.txt", {}),
        ("GET", "/api_ls/question/getMinistry", {"lkNo": "18", "locale": "en"}),
        ("HEAD", "/robots.txt", {}),
    ]
    assert site.requests_for("getMinistry") == site.requests[1:2]


def test_a_file_is_replaced_at_the_same_address(site: Site, client: httpx.Client) -> None:
    site.replace_file(PRINTED, b"%PDF-1.4 another")
    assert client.get(FILES + PRINTED).content == b"%PDF-1.4 another"
    assert site.parliament.files[PRINTED].make() != b"%PDF-1.4 another"


def test_a_file_fails_and_recovers(site: Site, client: httpx.Client) -> None:
    site.fail_file(PRINTED, 1)
    assert [client.get(FILES + PRINTED).status_code for _ in range(2)] == [500, 200]
    site.fail_file(PRINTED)
    assert [client.get(FILES + PRINTED).status_code for _ in range(2)] == [500, 500]
    site.fail_file(PRINTED, 0)
    assert client.get(FILES + PRINTED).status_code == 200


def test_an_unknown_file_cannot_fail(site: Site) -> None:
    with pytest.raises(KeyError):
        site.fail_file("annex/185/AU0.pdf")


def test_a_row_is_removed(site: Site, list_page: Callable[..., dict[str, Any]]) -> None:
    site.remove_row("LS18-S5-UNSTARRED-1474")
    envelope = list_page(sessionNumber=5, pageSize=100)
    assert envelope["totalRecordSize"] == 32
    assert 1474 not in [row["quesNo"] for row in envelope["listOfQuestions"]]
    with pytest.raises(KeyError):
        site.remove_row("LS18-S5-UNSTARRED-1474")


def test_a_row_is_changed(site: Site, list_page: Callable[..., dict[str, Any]]) -> None:
    site.change_row("LS18-S5-UNSTARRED-1474", subject="Magnets")
    (row,) = list_page(keyWord="Magnets")["listOfQuestions"]
    assert (row["quesNo"], row["subjects"]) == (1474, "Magnets")
    assert row["questionsFilePath"] == f"{site.url}{FILES}{PRINTED}?source=lsapps"


def test_a_new_sitting_day_is_listed_first(
    site: Site, client: httpx.Client, list_page: Callable[..., dict[str, Any]]
) -> None:
    added = site.add_sitting_day((18, 5), questions=3)
    assert added == ["LS18-S5-STARRED-142", "LS18-S5-UNSTARRED-1616", "LS18-S5-UNSTARRED-1617"]
    rows = list_page(sessionNumber=5)["listOfQuestions"]
    assert [(row["date"], row["type"], row["quesNo"]) for row in rows[:4]] == [
        ("31.07.2025", "STARRED", 142),
        ("31.07.2025", "UNSTARRED", 1617),
        ("31.07.2025", "UNSTARRED", 1616),
        ("30.07.2025", "STARRED", 141),
    ]
    assert client.get(rows[0]["questionsFilePath"]).content.startswith(b"%PDF-1.4")


def test_the_parliament_is_not_changed(site: Site) -> None:
    site.remove_row("LS18-S5-UNSTARRED-1474")
    assert len(sample_parliament().sessions[18, 5]) == 33
