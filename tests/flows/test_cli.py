"""The command line as a person meets it: a process, its output, its exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from archive.settings import Settings
from flows.cli import cli
from samples.parliament import sample_parliament

if TYPE_CHECKING:
    from flows.summary import RunSummary
    from tests.flows.conftest import SamplePipeline

LOKSABHA = str(Path(sys.executable).with_name("loksabha"))
QUESTION = "LS18-S5-UNSTARRED-1474"


def loksabha(
    *arguments: str, settings: Settings | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A command that ran; without settings it starts from nothing in the current directory."""
    given = {**(settings.environment() if settings else {}), **environment}
    path = {"PATH": "/usr/bin:/bin"} | {k: v for k, v in os.environ.items() if k == "PYTHONPATH"}
    return subprocess.run(
        [LOKSABHA, *arguments], env=path | given, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        pytest.param(["backfill"], {}, "Missing option '--lok-sabha'", id="option-missing"),
        pytest.param(["backfil"], {}, "No such command 'backfil'", id="no-such-command"),
        pytest.param(["backfill", "--lok-sabha", "x"], {}, "'x' is not a valid integer", id="not-a-number"),
        pytest.param(
            ["backfill", "--lok-sabha", "18", "--sessions", "6-4"], {}, "'6-4' is not a range", id="range"
        ),
        pytest.param(
            ["backfill", "--lok-sabha", "18", "--sessions", "VIII"], {}, "'VIII' is not a list", id="roman"
        ),
        pytest.param(
            ["backfill", "--lok-sabha", "18", "--since", "29.07.2025"], {}, "since: ", id="malformed-date"
        ),
        pytest.param(
            ["backfill", "--lok-sabha", "18", "--since", "2025-02-02", "--until", "2025-01-01"],
            {},
            "since 2025-02-02 is after until 2025-01-01",
            id="dates-out-of-order",
        ),
        pytest.param(["daily", "--on", "2025-02-30"], {}, "on: ", id="no-such-day"),
        pytest.param(["show", "1474"], {}, "write it like LS18-S5-UNSTARRED-1474", id="no-question-id"),
        pytest.param(["status"], {"LOKSABHA_STORE": "/data"}, "is not s3://", id="store-is-no-bucket"),
        pytest.param(
            ["status"], {"LOKSABHA_SITE_URL": "sansad.in"}, "is not an http", id="site-is-no-address"
        ),
        pytest.param(["status"], {"LOKSABHA_WORKERS": "none"}, "LOKSABHA_WORKERS", id="workers"),
        pytest.param(["parse", "no-such.pdf"], {}, "'no-such.pdf' does not exist", id="no-such-file"),
    ],
)
def test_bad_arguments_are_one_line_and_exit_2(
    arguments: list[str], environment: dict[str, str], said: str, tmp_path: Path
) -> None:
    done = loksabha(*arguments, LOKSABHA_HOME=str(tmp_path / "home"), **environment)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr
    assert not (tmp_path / "home").exists()


def test_unknown_session_is_named_and_leaves_no_table(fresh: SamplePipeline) -> None:
    done = loksabha("backfill", "--lok-sabha", "18", "--sessions", "77", "--json", settings=fresh.settings)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == f"loksabha: Lok Sabha 18 has no session 77 on {fresh.site.url}\n"
    assert fresh.tables.version("questions") is None


def test_unreachable_site_is_named_and_marks_no_file(fresh: SamplePipeline) -> None:
    fresh.settings.site_url = "http://127.0.0.1:1"
    done = loksabha("backfill", "--lok-sabha", "18", settings=fresh.settings)
    assert done.returncode == 1
    assert done.stderr.startswith("loksabha: cannot reach the site")
    assert fresh.tables.version("files") is None


def test_unreachable_store_is_named(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, home=tmp_path, s3_endpoint_url="http://127.0.0.1:1")
    done = loksabha("status", settings=settings, AWS_ACCESS_KEY_ID="a", AWS_SECRET_ACCESS_KEY="b")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "http://127.0.0.1:1" in done.stderr


def test_run_prints_the_summary_as_json_alone(fresh: SamplePipeline, tmp_path: Path) -> None:
    file = tmp_path / "summary.json"
    command = ("backfill", "--lok-sabha", "18", "--sessions", "5", "--json", "--summary", str(file))
    done = loksabha(*command, settings=fresh.settings)
    summary = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (3, "")
    assert summary == json.loads(file.read_text())
    expected = sample_parliament().expected_results.items()
    missing = {q: result.missing for q, result in expected if q.startswith("LS18-S5-") and result.missing}
    assert {gap["question_id"]: gap["cause"] for gap in summary["missing_answers"]} == missing
    assert missing["LS18-S5-UNSTARRED-1481"] == "other_house"


def test_status_adds_up_to_the_last_question(filled: tuple[SamplePipeline, list[RunSummary]]) -> None:
    done = loksabha("status", "--json", settings=filled[0].settings)
    states = {(s["lok_sabha"], s["session"]): s for s in map(json.loads, done.stdout.splitlines())}
    for key, rows in sample_parliament().sessions.items():
        state = states[key]
        assert state["declared"] == len(rows) == state["fetched"] + sum(state["missing"].values())
        assert state["parsed"] == state["fetched"]
    assert states[17, 4]["missing"]["listed_twice"] == 1


def test_sql_reaches_nested_fields(filled: tuple[SamplePipeline, list[RunSummary]]) -> None:
    query = "SELECT question_no, members, answer FROM answers WHERE question_no = 1474 AND language = 'en'"
    as_json = loksabha("sql", query, "--json", settings=filled[0].settings)
    row = json.loads(as_json.stdout)
    assert row["members"] == [
        {"name_printed": "SMT. SMITA UDAY WAGH", "name": "Smt. Smita Uday Wagh", "mp_code": 9001}
    ]
    (as_csv,) = csv.DictReader(
        io.StringIO(loksabha("sql", query, "--csv", settings=filled[0].settings).stdout)
    )
    assert json.loads(as_csv["answer"]) == row["answer"]
    formula = "SELECT '=1+1' AS cell FROM answers LIMIT 1"
    assert loksabha("sql", formula, "--csv", settings=filled[0].settings).stdout == "cell\n'=1+1\n"
    wrong = loksabha("sql", "SELECT nothing FROM answers", settings=filled[0].settings)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)


def test_show_tells_the_whole_record(filled: tuple[SamplePipeline, list[RunSummary]]) -> None:
    done = loksabha("show", QUESTION, settings=filled[0].settings)
    shown = " ".join(done.stdout.split())
    for part in (
        "HEAVY INDUSTRIES",
        "Smt. Smita Uday Wagh",
        "(e) the details of early progress",
        "(a, b)",
        "answered in c, d",
    ):
        assert part in shown
    absent = loksabha("show", "LS18-S5-UNSTARRED-1161", settings=filled[0].settings)
    assert absent.returncode == 2
    assert "is missing (http_500)" in absent.stderr


def test_parse_prints_a_record_a_file(tmp_path: Path) -> None:
    good, broken = tmp_path / "AU1474.pdf", tmp_path / "broken.pdf"
    good.write_bytes(sample_parliament().files["annex/185/AU1474_hYbJRR.pdf"].make())
    broken.write_bytes(b"%PDF-1.4\nnothing")
    done = loksabha("parse", str(good), str(broken))
    first, second = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, first["file"], second["file"]) == (0, "AU1474.pdf", "broken.pdf")
    assert (first["kind"], first["question_no"], second["kind"]) == ("answer", 1474, "unreadable")


def test_parse_prints_an_observation_a_figure(tmp_path: Path) -> None:
    good, broken = tmp_path / "AS1.pdf", tmp_path / "broken.pdf"
    good.write_bytes(sample_parliament().files["annex/185/AS1_Bp7153.pdf"].make())
    broken.write_bytes(b"%PDF-1.4\nnothing")
    done = loksabha("parse", "--observations", str(good), str(broken))
    rows = list(map(json.loads, done.stdout.splitlines()))
    assert (done.returncode, {row["file"] for row in rows}) == (0, {"AS1.pdf"})
    shown = ("value_printed", "value", "unit", "place_code", "period_start", "period_end")
    assert [rows[0][name] for name in shown] == [
        "120.50",
        "12050000",
        "INR",
        "S24",
        "2023-04-01",
        "2024-03-31",
    ]


def test_help_names_every_command_and_setting() -> None:
    printed = loksabha("--help").stdout
    for name in (*cli.commands, *(f"LOKSABHA_{field.upper()}" for field in Settings.model_fields)):
        assert name in printed


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_each_command_has_help(command: str) -> None:
    done = loksabha(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: loksabha {command}")


@pytest.mark.slow
def test_demo_is_quiet_complete_and_fetches_nothing_twice(tmp_path: Path) -> None:
    first = loksabha("demo", LOKSABHA_HOME=str(tmp_path))
    assert first.returncode == 0, first.stderr
    assert "Traceback" not in first.stderr
    assert "arning" not in first.stderr
    for cause in ("http_500", "html", "stub", "truncated", "blank_link", "null_link"):
        assert f" {cause}: " in first.stdout
    second = json.loads(loksabha("demo", "--json", LOKSABHA_HOME=str(tmp_path)).stdout)
    assert (second["counts"]["fetched"], second["counts"]["failed"], second["counts"]["parsed"]) == (0, 0, 0)
    shown = loksabha("show", QUESTION, LOKSABHA_HOME=str(tmp_path))
    assert shown.returncode == 0
    assert shown.stderr == "s3://loksabha is empty; this is the demo's store s3://loksabha-demo\n"
