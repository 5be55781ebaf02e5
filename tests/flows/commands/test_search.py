"""`loksabha search` and `loksabha browse` on a published release."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from click.testing import CliRunner

from archive.settings import Settings
from archive.store import open_store
from archive.tables import Tables
from flows.cli import cli
from tests.archive.release.publishing import publish_now
from tests.archive.rows import answer_row, question_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SCRIPT = "<script>alert('magnet')</script>"

CITED = "Lok Sabha 18, Session 5, Unstarred Question No. 1, 29 July 2025, HEAVY INDUSTRIES, part (a), page 1"


@pytest.fixture(scope="module")
def searched(s3_home: Path) -> Iterator[Settings]:
    """A release with a Hindi answer and a text that a browser would run."""
    settings = Settings(_env_file=None, home=s3_home, store="s3://tests/searched")
    with open_store(settings) as store:
        tables = Tables(store)
        coal = {
            "ministry": "COAL",
            "ministry_id": "coal",
            "subject": "MINES IN JHARKHAND",
            "members": [{"name": "Shri Y", "mp_code": 7}],
        }
        early = question_row(3).get("date").replace(year=2024)  # type: ignore[union-attr]
        tables.merge("questions", [question_row(1), question_row(2, **coal), question_row(3, date=early)])
        asked = {"label": "a", "text": SCRIPT, "page": 1, "bbox": None, "answer_items": [0]}
        hostile = {"text": SCRIPT, "clauses": [asked]}
        renamed = {"ministry": "HUMAN RESOURCE DEVELOPMENT", "ministry_id": "education", "subject": "SCHOOLS"}
        today = {"ministry": "EDUCATION", "ministry_id": "education", "subject": "SCHOOLS TODAY"}
        tables.merge("questions", [question_row(4, **renamed), question_row(5, **today)])
        hindi = [{"labels": [], "text": "किसानों की आय", "page": 2, "bbox": None}]
        answer = {"text": "", "statement_laid": False, "ministers": [], "items": hindi}
        tables.merge("answers", [answer_row(1), answer_row(2), answer_row(3, question=hostile)])
        tables.merge("answers", [answer_row(2, language="hi", answer=answer)])
        appended = [{"title": "ANNEXURE-I", "page": 4, "text": "Kendriya Vidyalayas sanctioned"}]
        tables.merge("answers", [answer_row(4, annexures=appended, question=None, answer=None, tables=[])])
        asked = {**asked, "text": "the sanctioned strength;"}
        both = {"text": "", "clauses": [asked, {**asked, "label": "b", "text": "the reasons;"}]}
        item = {"labels": ["a", "b"], "text": "Laid on the Table.", "page": 1, "bbox": None}
        tables.merge("answers", [answer_row(5, question=both, answer={**answer, "items": [item]}, tables=[])])
        publish_now(store, tables)
        yield settings


def run(settings: Settings, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **settings.environment()}
    return subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", *arguments],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def said(settings: Settings, *arguments: str) -> str:
    done = CliRunner().invoke(cli, ["search", *arguments], env=settings.environment())
    assert (done.exit_code, done.exception) == (0, None)
    return done.stdout


def found(settings: Settings, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said(settings, "--json", *arguments).splitlines()]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["incentive"], {"LS18-S5-UNSTARRED-1", "LS18-S5-UNSTARRED-2"}),
        (["incentives", "--ministry", "coal"], {"LS18-S5-UNSTARRED-2"}),
        (["aayog", "--member", "smita"], {"LS18-S5-UNSTARRED-1", "LS18-S5-UNSTARRED-3"}),
        (["aayog", "--since", "2025-01-01"], {"LS18-S5-UNSTARRED-1", "LS18-S5-UNSTARRED-2"}),
        (["mines jharkhand", "--until", "2024-12-31"], set()),
        (["bihar", "jharkhand"], {"LS18-S5-UNSTARRED-2"}),
        (["किसानों"], {"LS18-S5-UNSTARRED-2"}),
        (["schools", "--ministry", "education"], {"LS18-S5-UNSTARRED-4", "LS18-S5-UNSTARRED-5"}),
        (["vidyalaya"], {"LS18-S5-UNSTARRED-4"}),
        (["NEAR("], set()),
    ],
    ids=[
        "stem",
        "ministry",
        "member",
        "since",
        "until",
        "table and subject",
        "Hindi",
        "renamed ministry",
        "annexure",
        "query language",
    ],
)
def test_words_are_found(searched: Settings, arguments: list[str], names: set[str]) -> None:
    assert {passage["question_id"] for passage in found(searched, *arguments)} == names


def test_the_clause_stands_beside_its_answer_with_the_words_marked(searched: Settings) -> None:
    (passage,) = found(searched, "incentives", "--ministry", "heavy")

    assert (passage["asked"], passage["answered"]) == ("(a) the key «incentives»;", "NITI Aayog …")
    assert passage["citation"].endswith(
        "Unstarred Question No. 1, 29 July 2025, HEAVY INDUSTRIES, part (a), page 1"
    )


def test_the_words_are_shown_in_place(searched: Settings) -> None:
    assert said(searched, "incentives", "--ministry", "heavy").splitlines() == [
        "LS18-S5-UNSTARRED-1  2025-07-29, HEAVY INDUSTRIES, Smt. Smita Uday Wagh, Shri X",
        "PROMOTING DOMESTIC PRODUCTION OF RARE EARTH MAGNETS",
        "  (a) the key «incentives»;",
        "  answer: NITI Aayog …",
        f"  {CITED}",
        "",
    ]


def test_clauses_that_have_one_answer_are_one_passage(searched: Settings) -> None:
    (passage,) = found(searched, "sanctioned", "strength")

    assert (passage["label"], passage["asked"], passage["answered"]) == (
        "a, b",
        "(a) the «sanctioned» «strength»;\n(b) the reasons;",
        "Laid on the Table.",
    )
    assert passage["citation"].endswith("EDUCATION, part (a), (b), page 1")


def test_words_without_a_letter_are_refused_in_one_line(searched: Settings) -> None:
    done = run(searched, ["search", "(("])

    assert (done.returncode, done.stderr) == (1, "loksabha: '((' has no word to search for\n")


def test_browse_answers_a_full_text_query_and_escapes_what_documents_say(searched: Settings) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from flows.cli import main; main()", "browse", "--port", str(port)]
    environment = {**os.environ, **searched.environment()}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as served:
        try:
            page = reach(f"http://127.0.0.1:{port}/search/passages?_search=magnet+script", served)
            rows = httpx.get(
                f"http://127.0.0.1:{port}/search/passages.json?_search=jharkhand+aayog&_shape=array"
            ).json()
        finally:
            served.terminate()
            served.wait(30)

    assert "&lt;script&gt;alert(&#39;magnet&#39;)&lt;/script&gt;" in page
    assert SCRIPT not in page
    facets = re.findall(r'_search=magnet\+script&amp;ministry=[^"]*">([A-Z ]+)</a> (\d+)', page)
    assert facets == [("HEAVY INDUSTRIES", "1")]
    assert {row["question_id"] for row in rows} == {"LS18-S5-UNSTARRED-2"}


def test_a_port_that_is_taken_is_told_in_one_line(searched: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run(searched, ["browse", "--port", str(port)])

    message = f"loksabha: port {port}: Address already in use; name another one with --port\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", message)


def reach(url: str, served: subprocess.Popen[bytes]) -> str:
    """The page, as soon as it is served."""
    while served.poll() is None:
        try:
            return httpx.get(url, timeout=20).raise_for_status().text
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail(f"browse ended with {served.returncode}")
