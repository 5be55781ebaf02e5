"""The whole pipeline against the sample site and a real S3 server."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from archive.keys import raw_key, release_key, summary_key
from archive.release.manifest import latest
from flows.pipeline import FLOWS
from flows.summary import Outcome, RunSummary
from samples.faults.names import Fault
from samples.parliament import sample_parliament
from samples.server import serve
from samples.vocabulary import Kind

if TYPE_CHECKING:
    from samples.expected import ExpectedResult
    from tests.flows.conftest import SamplePipeline

EXPECTED = sample_parliament().expected_results
VOLATILE = {"run_id", "parsed_at"}


def squeezed(value: Any) -> Any:
    """Text with its white space collapsed, as the expected has it."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [squeezed(part) for part in value]
    return {k: squeezed(v) for k, v in value.items()} if isinstance(value, dict) else value


def as_expected(record: dict[str, Any]) -> dict[str, Any]:
    """A row of `answers` in the words of `samples.expected.ExpectedResult.record`."""
    question, answer = record["question"], record["answer"]
    return squeezed(
        {
            **{k: record[k] for k in ("question_type", "question_no", "ministry", "department", "subject")},
            "date": record["date"].isoformat(),
            "members": [member["name_printed"] for member in record["members"]],
            "clauses": [{"label": c["label"], "text": c["text"]} for c in question["clauses"]],
            "ministers": answer["ministers"],
            "statement_laid": answer["statement_laid"],
            "items": [{"labels": i["labels"], "text": i["text"]} for i in answer["items"]],
            "annexures": [annexure["title"] for annexure in record["annexures"]],
            "tables": [{k: t[k] for k in ("caption", "section", "header", "rows")} for t in record["tables"]],
        }
    )


def answers_of(pipeline: SamplePipeline, *, without: set[str] = VOLATILE) -> list[dict[str, Any]]:
    frame = pipeline.tables.read("answers").sort("question_id", "language")
    return frame.drop(without).to_dicts()


@pytest.mark.parametrize(
    "expected", [t for t in EXPECTED.values() if t.is_own_answer], ids=lambda t: t.question_id
)
def test_record_says_what_the_document_prints(
    filled: tuple[SamplePipeline, list[RunSummary]], expected: ExpectedResult
) -> None:
    rows = filled[0].tables.read("answers").filter(question_id=expected.question_id, language="en")
    assert as_expected(rows.row(0, named=True)) == expected.record


@pytest.mark.parametrize("expected", [t for t in EXPECTED.values() if t.kind], ids=lambda t: t.question_id)
def test_no_other_document_passes_for_an_answer_of_the_lok_sabha(
    filled: tuple[SamplePipeline, list[RunSummary]], expected: ExpectedResult
) -> None:
    rows = filled[0].tables.read("answers").filter(question_id=expected.question_id, language="en")
    assert rows.select("kind", "house").rows() == [(expected.kind, expected.house)]


def test_swapped_and_shared_files_differ_in_their_number(
    filled: tuple[SamplePipeline, list[RunSummary]],
) -> None:
    strangers = {q for q, t in EXPECTED.items() if t.kind == Kind.ANSWER and not t.is_own_answer}
    checks = filled[0].tables.read("answers").filter(language="en").select("question_id", "checks")
    differing = {
        row["question_id"]
        for row in checks.iter_rows(named=True)
        if any(c["field"] == "question_no" and c["verdict"] == "differs" for c in row["checks"])
    }
    assert differing == strangers


def test_every_missing_answer_is_named_with_its_cause(
    filled: tuple[SamplePipeline, list[RunSummary]],
) -> None:
    named = {
        gap.question_id: gap.cause
        for summary in filled[1]
        for gap in summary.missing_answers
        if gap.language == "en"
    }
    assert named == {q: t.missing for q, t in EXPECTED.items() if t.missing}


def test_counts_add_up(filled: tuple[SamplePipeline, list[RunSummary]]) -> None:
    for summary in filled[1]:
        counts = summary.counts
        assert summary.exit_code == (3 if summary.missing else 0)
        assert counts.listed == counts.new == counts.changed + counts.unchanged + counts.new
        assert sum(summary.missing.values()) == len(summary.missing_answers)
    assert sum(s.counts.declared for s in filled[1]) == sum(
        len(rows) for rows in sample_parliament().sessions.values()
    )


def test_bytes_are_archived_as_served(filled: tuple[SamplePipeline, list[RunSummary]]) -> None:
    pipeline = filled[0]
    for file, sha256 in (
        pipeline.tables.read("files").filter(status="ok").select("file", "sha256").iter_rows()
    ):
        served = pipeline.site.find_file(file)
        assert served is not None
        assert pipeline.store.get(raw_key(sha256)) == served.make()


def test_second_run_fetches_nothing_and_changes_nothing(fresh: SamplePipeline) -> None:
    first = fresh.backfill()
    before = answers_of(fresh, without=set())
    fresh.site.request_log.clear()
    second = fresh.backfill()
    assert not fresh.site.requests_for("/getFile/")
    assert (second.counts.new, second.counts.changed, second.counts.fetched, second.counts.parsed) == (
        0,
        0,
        0,
        0,
    )
    assert (second.missing, second.release) == (first.missing, first.release)
    assert answers_of(fresh, without=set()) == before


def test_moved_links_are_followed_and_no_news(fresh: SamplePipeline) -> None:
    fresh.backfill(sessions="4")
    with serve(sample_parliament()) as moved:
        fresh.settings.site_url = moved.url
        summary = fresh.backfill(sessions="4")
    assert (summary.counts.new, summary.counts.changed, summary.counts.fetched) == (0, 0, 0)
    assert all(url.startswith(moved.url) for url in fresh.tables.read("questions")["url"])
    assert set(fresh.tables.read("changes")["kind"]) == {"ADD"}


def test_reparse_needs_no_site_and_gives_the_same_records(fresh: SamplePipeline) -> None:
    fresh.backfill()
    before = answers_of(fresh)
    fresh.site.request_log.clear()
    summary = fresh.run("reparse", since_version="999")
    assert (summary.success, summary.counts.parsed) == (True, len(before))
    assert (answers_of(fresh), fresh.site.requests) == (before, [])


def test_late_file_comes_with_the_next_run(fresh: SamplePipeline) -> None:
    question_id = "LS18-S5-UNSTARRED-1161"
    file = fresh.backfill().missing_answers[0].file
    identity = fresh.tables.read("questions").filter(question_id=question_id)["file"][0]
    fresh.site.replace_file(identity, fresh.site.find_file("annex/185/AU1474_hYbJRR.pdf").make())  # type: ignore[union-attr]
    fresh.backfill(refetch=True)
    late = fresh.tables.read("changes").filter(kind="LATE")
    assert (late["question_id"].to_list(), late["file"].to_list()) == ([question_id], [identity])
    assert file == identity


def test_sweep_keeps_both_versions_of_a_replaced_file(fresh: SamplePipeline) -> None:
    fresh.backfill(sessions="4,5")
    question_id, file = "LS18-S5-UNSTARRED-1474", "annex/185/AU1474_hYbJRR.pdf"
    other = fresh.site.find_file("annex/185/AU1475_" + _token(fresh, "LS18-S5-UNSTARRED-1475"))
    assert other is not None
    fresh.site.replace_file(file, other.make())
    summary = fresh.run("sweep", days=36500)
    versions = fresh.tables.read("files").filter(file=file).sort("version")
    assert versions["version"].to_list() == [1, 2]
    assert versions["change"].to_list() == [None, "numbers"]
    assert all(fresh.store.exists(raw_key(sha256)) for sha256 in versions["sha256"])
    assert summary.counts.fetched == 1
    record = fresh.tables.read("answers").filter(question_id=question_id).row(0, named=True)
    assert (record["file_version"], record["question_no"]) == (2, 1475)
    changes = fresh.tables.read("changes").filter(kind="MOD", question_id=question_id)
    assert changes.select("what", "file_version").rows() == [("file", 2)]


def _token(pipeline: SamplePipeline, question_id: str) -> str:
    file = pipeline.tables.read("questions").filter(question_id=question_id)["file"][0]
    return str(file).partition("_")[2]


def test_sweep_goes_on_where_an_old_list_is_not_available(fresh: SamplePipeline) -> None:
    fresh.backfill(lok_sabha=16)
    fresh.backfill()
    listed = fresh.tables.read("questions", lok_sabha=16).height
    fresh.site.set_fault(Fault.LIST_500_LOK_SABHA, 16)

    summary = fresh.run("sweep")

    assert (summary.success, summary.error) == (True, None)
    (failed,) = summary.failed_checks
    assert failed.name == "question list available: Lok Sabha 16 session 5"
    assert failed.notes.startswith("question list not available: HTTP 500 from ")
    assert fresh.tables.read("questions", lok_sabha=16)["delisted"].null_count() == listed > 0


def test_a_backfill_of_a_list_that_is_not_available_says_so(fresh: SamplePipeline) -> None:
    fresh.site.set_fault(Fault.LIST_500_LOK_SABHA, 16)
    summary = fresh.backfill(lok_sabha=16)
    assert (summary.outcome, summary.notes) == (Outcome.CHECK_FAILED, [])


def test_a_current_list_that_is_not_available_fails_the_run(fresh: SamplePipeline) -> None:
    fresh.site.set_fault(Fault.LIST_500_LOK_SABHA, 18)
    summary = fresh.run("daily", on="2025-07-29")
    assert summary.outcome is Outcome.FAILED
    assert (summary.error or "").startswith("check failed: question list available: Lok Sabha 18 session 4")


def test_release_holds_the_records_and_is_left_when_nothing_changed(fresh: SamplePipeline) -> None:
    fresh.backfill()
    release = latest(fresh.store)
    assert release is not None
    names = [file.name for file in release.manifest.files if file.name.startswith("answers/")]
    frames = [pl.read_parquet(io.BytesIO(fresh.store.get(release_key(release.version, n)))) for n in names]
    assert sum(frame.height for frame in frames) == fresh.tables.read("answers").height
    schema = json.loads(fresh.store.get(release_key(release.version, "schema/record.schema.json")))
    assert schema["properties"]["kind"]
    again = fresh.run("publish")
    assert again.notes == [f"nothing changed since release {release.version}"]


def test_internal_error_is_one_line_and_its_traceback_is_in_the_log(
    fresh: SamplePipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setitem(FLOWS, "publish", fail)
    summary = fresh.run("publish")
    log_file = fresh.settings.home / "logs" / f"{summary.run_id}.log"
    assert (summary.exit_code, summary.error) == (1, f"internal error (see the log: {log_file})")
    assert "RuntimeError: unforeseen" in log_file.read_text()


def test_summary_is_in_the_bucket_also_when_the_run_failed(fresh: SamplePipeline) -> None:
    fresh.settings.site_url = "http://127.0.0.1:1"
    summary = fresh.backfill()
    assert (summary.success, summary.exit_code) == (False, 1)
    assert "cannot reach the site" in str(summary.error)
    kept = RunSummary.model_validate_json(fresh.store.get(summary_key(summary.run_id)))
    assert kept == summary
    assert fresh.tables.version("questions") is None
