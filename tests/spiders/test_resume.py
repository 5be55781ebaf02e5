"""Crawls that are killed, run concurrently or lose their S3: the tables are the same in the end."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from samples.faults.names import Fault
from samples.parliament import sample_parliament, synthetic_parliament
from samples.server import serve
from spiders.report import CrawlOutcome, CrawlReport
from tests.spiders.crawl_runner import ROOT, files_asked, wait_for_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.s3_proxy import S3Proxy
    from samples.site import Site
    from tests.spiders.crawl_runner import Crawls

BATCH = 10


def undisturbed(crawls: Crawls) -> dict[str, Any]:
    """The tables after one undisturbed crawl of each kind."""
    crawls.questions()
    crawls.answers("--batch", str(BATCH))
    return crawls.state()


@pytest.mark.parametrize("asked", [1, BATCH, 25])
def test_a_killed_crawl_is_resumed(crawling: Callable[[Site], Crawls], asked: int) -> None:
    with serve(synthetic_parliament(40)) as site:
        crawls = crawling(site)
        crawls.list_questions()
        site.set_fault(Fault.SLOW, 0.02)
        crawl = crawls.start("answers", "--sessions", "5", "--batch", str(BATCH))
        wait_for_files(site, asked)
        crawl.kill()
        assert crawl.wait() == -signal.SIGKILL
        site.clear_faults()
        report = crawls.answers("--batch", str(BATCH))
        assert (report.ended, set(report.outcomes)) == (CrawlOutcome.COMPLETE, {"new"})
        asked_for = files_asked(site)
        assert len(set(asked_for)) == 40
        assert len(asked_for) - 40 <= BATCH
        assert crawls.rows("files", "version", "status") == [(1, "ok")] * 40


def test_two_crawls_at_once_leave_the_same_tables(
    crawling: Callable[[Site], Crawls], other_store: Any
) -> None:
    with serve(sample_parliament()) as site:
        crawls = crawling(site)
        for kind in ("questions", "answers"):
            both = [crawls.start(kind, "--sessions", "5") for _ in range(2)]
            assert [crawl.report().ended for crawl in both] == [CrawlOutcome.COMPLETE] * 2
    with serve(sample_parliament()) as site:
        alone = crawling(site)
        alone.settings, alone.store = other_store
        expected = undisturbed(alone)
    state = crawls.state()
    assert same_but_late(state) == same_but_late(expected)


def same_but_late(state: dict[str, Any]) -> dict[str, Any]:
    """The state without ports and without LATE changes, which depend on the order of replies."""
    kept = {**state, "changes": [row for row in state["changes"] if row["kind"] != "LATE"]}
    text = json.dumps(kept, default=str, sort_keys=True)
    for port in {part.split("/", 1)[0] for part in text.split("127.0.0.1:")[1:]}:
        text = text.replace(f"127.0.0.1:{port}", "site")
    loaded: dict[str, Any] = json.loads(text)
    return {name: sorted(rows, key=json.dumps) for name, rows in loaded.items()}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30))
def test_killed_at_any_moment_the_tables_converge(
    crawling: Callable[[Site], Crawls], other_store: Any, seed: int
) -> None:
    chance = random.Random(seed)
    with serve(synthetic_parliament(60)) as site:
        crawls = crawling(site)
        site.fail_file(site.sessions[18, 5][7].english or "", 2)
        for kind in ("questions", "answers", "answers"):
            crawl = crawls.start(kind, "--sessions", "5", *(["--batch", "10"] if kind == "answers" else []))
            assert crawl.process.pid
            time.sleep(chance.uniform(0, 1.5))
            if crawl.running():
                crawl.kill(chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGINT]))
            crawl.wait()
        crawls.questions()
        crawls.answers("--choice", '{"ignore_schedule": true}')
        assert crawls.questions().sessions[0].unchanged == 60
        assert crawls.answers().wanted == 0
        versions = crawls.rows("files", "version", "status")
    with serve(synthetic_parliament(60)) as site:
        alone = crawling(site)
        alone.settings, alone.store = other_store
        expected = undisturbed(alone)
    assert versions == [(1, "ok")] * 60
    assert same_but_late(crawls.state()) == same_but_late(expected)


@pytest.mark.parametrize(
    "failing",
    [
        pytest.param(["slow_down"] * 3, id="503 SlowDown"),
        pytest.param(["hang_up"] * 3, id="connection refused"),
        pytest.param(["cut"] * 2, id="half a reply"),
        pytest.param(
            ["", "", "slow_down", "", "hang_up", "", "", "cut", "", "slow_down"] * 3, id="all sorts"
        ),
    ],
)
def test_s3_requests_are_retried(
    small: Crawls, counted_s3: tuple[S3Proxy, dict[str, str]], failing: list[str]
) -> None:
    proxy, environment = counted_s3
    small.list_questions()
    crawl = small.start("answers", "--sessions", "5", **environment)
    wait_for_files(small.site, 1)
    proxy.failing = failing
    report = crawl.report()
    assert (report.ended, report.outcomes) == (CrawlOutcome.COMPLETE, {"new": 12}), report
    assert small.rows("files", "version", "status") == [(1, "ok")] * 12


@pytest.mark.slow
def test_an_s3_outage_ends_the_run_and_the_next_run_completes_it(
    crawling: Callable[[Site], Crawls], counted_s3: tuple[S3Proxy, dict[str, str]]
) -> None:
    proxy, environment = counted_s3
    with serve(synthetic_parliament(60)) as site:
        crawls = crawling(site)
        crawls.list_questions()
        site.set_fault(Fault.SLOW, 0.02)
        crawl = crawls.start("answers", "--sessions", "5", "--batch", str(BATCH), **environment)
        wait_for_files(site, 20)
        proxy.down = True
        report = crawl.report()
        assert report.ended is CrawlOutcome.FAILED
        assert f"127.0.0.1:{proxy.port} does not answer" in (report.error or "")
        assert len(files_asked(site)) < 60
        proxy.down = False
        site.clear_faults()
        assert crawls.answers().ended is CrawlOutcome.COMPLETE
        assert crawls.rows("files", "version", "status") == [(1, "ok")] * 60


def test_an_interrupted_crawl_records_its_files(crawling: Callable[[Site], Crawls]) -> None:
    with serve(synthetic_parliament(200)) as site:
        crawls = crawling(site)
        crawls.list_questions()
        site.set_fault(Fault.SLOW, 0.02)
        crawl = crawls.start("answers", "--sessions", "5")
        wait_for_files(site, 30)
        crawl.kill(signal.SIGINT)
        report = crawl.report()
        assert report.ended is CrawlOutcome.INTERRUPTED
        asked = len(set(files_asked(site)))
        assert 30 <= asked < 200
        assert report.outcomes == {"new": asked}
        assert crawls.rows("files", "status") == [("ok",)] * asked


def test_outcome_of_an_interrupted_walk(crawls: Crawls, site: Site) -> None:
    site.set_fault(Fault.SLOW, 0.5)
    crawl = crawls.start("questions", "--sessions", "5")
    while not site.requests_for("getMinistry"):
        time.sleep(0.005)
    crawl.kill(signal.SIGINT)
    assert crawl.report().ended is CrawlOutcome.INTERRUPTED


SESSION = ("--run", "r", "--lok-sabha", "18", "--sessions", "5")
INTERRUPTED_AT_START = """
import os, signal, sys
from spiders import process as crawl

class Interrupted(crawl.QuestionsSpider):
    @classmethod
    def from_crawler(cls, *arguments, **named):
        os.kill(os.getpid(), signal.SIGINT)
        return super().from_crawler(*arguments, **named)

crawl.QuestionsSpider = Interrupted
crawl.main(sys.argv[1:])
"""


def test_ctrl_c_while_the_crawl_starts_ends_it(small: Crawls, small_site: Site) -> None:
    command = [
        sys.executable,
        "-c",
        INTERRUPTED_AT_START,
        "questions",
        *SESSION,
    ]
    environment = {**os.environ, **small.settings.environment(), **small.environment}
    result = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60)
    report = CrawlReport.model_validate_json(result.stdout.splitlines()[-1])
    assert (result.returncode, report.ended) == (1, CrawlOutcome.INTERRUPTED)
    assert not small_site.requests_for("qetFilteredQuestionsAns")


def test_the_command(small: Crawls, small_site: Site) -> None:
    """`python -m spiders` as the flows start it: Ctrl-C, a report, exit code 1."""
    small.list_questions()
    small_site.set_fault(Fault.SLOW, 0.2)
    command = [
        sys.executable,
        "-m",
        "spiders",
        "answers",
        *SESSION,
    ]
    environment = {**os.environ, **small.settings.environment(), **small.environment}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd=ROOT, text=True
    ) as process:
        wait_for_files(small_site, 2)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    report = CrawlReport.model_validate_json(out.splitlines()[-1])
    assert (process.returncode, report.ended) == (1, CrawlOutcome.INTERRUPTED)
    assert report.outcomes == {"new": len(files_asked(small_site))}


def test_a_crawl_whose_parent_is_gone_stops(crawling: Callable[[Site], Crawls]) -> None:
    with serve(synthetic_parliament(500)) as site:
        crawls = crawling(site)
        crawls.list_questions()
        site.set_fault(Fault.SLOW, 0.05)
        command = [
            sys.executable,
            "-m",
            "spiders",
            "answers",
            *SESSION,
        ]
        environment = {**os.environ, **crawls.settings.environment(), **crawls.environment}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd=ROOT
        ) as process:
            wait_for_files(site, 5)
            assert process.stdout is not None
            process.stdout.close()
            assert process.wait(60) == 1
        assert len(files_asked(site)) < 500
        assert len(crawls.rows("files")) == len(files_asked(site))
