"""The sample parliament: list rows, files and expected results, from `samples/cases`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from samples.case import Case, read_case
from samples.documents.files import ERROR_PAGE, NIL_RENDERERS, STUB, File, file_stem, render
from samples.expected import ExpectedResult, expected_result
from samples.reference import Reference, read_reference
from samples.rows import Row, order_rows
from samples.synthetic import SyntheticFiles, SyntheticRows, synthetic_reference
from samples.vocabulary import Link, Served

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CASES = Path(__file__).with_name("cases")
SessionKey = tuple[int, int]
"""Lok Sabha and session."""


@dataclass(frozen=True)
class Parliament:
    """Everything that a sample site serves, and what is expected from it."""

    reference: Reference
    sessions: Mapping[SessionKey, Sequence[Row]]
    """Rows in list order."""
    files: Mapping[str, File]
    expected_results: Mapping[str, ExpectedResult]

    @property
    def outcomes(self) -> dict[str, str]:
        """`ok`, or the cause for which there is no document, by question id."""
        return {question_id: expected.outcome for question_id, expected in self.expected_results.items()}


@cache
def read_cases() -> dict[str, Case]:
    """All cases, by question id."""
    cases = [read_case(path.read_text("utf-8")) for path in sorted(CASES.glob("*.toml"))]
    return {case.listing.question_id: case for case in cases}


@cache
def sample_parliament() -> Parliament:
    """The parliament of `samples/cases`; documents are rendered on first use."""
    cases = read_cases()
    rows: dict[SessionKey, list[Row]] = defaultdict(list)
    for case in cases.values():
        rows[case.listing.lok_sabha, case.listing.session] += [_row(case, cases)] * case.listing.times_listed
    return Parliament(
        reference=read_reference(),
        sessions={key: order_rows(session) for key, session in rows.items()},
        files=dict(chain.from_iterable(_files(case, cases) for case in cases.values())),
        expected_results={question_id: expected_result(case, cases) for question_id, case in cases.items()},
    )


def synthetic_parliament(n_questions: int, file_bytes: int = 1500) -> Parliament:
    """`n_questions` of one session (LS18, session 5), each with a PDF that is made on request.

    `file_bytes` is the minimum size of a PDF in bytes.
    """
    rows = SyntheticRows(n_questions)
    files = SyntheticFiles(rows, file_bytes)
    return Parliament(synthetic_reference(rows), {(18, 5): rows}, files, expected_results={})


def _english(case: Case) -> str:
    return f"annex/{file_stem(case.listing)}.{case.suffix}"


def _row(case: Case, cases: Mapping[str, Case]) -> Row:
    stem = file_stem(case.listing)
    link = {
        Link.BLANK: " ",
        Link.NULL: None,
        Link.OWN: _english(cases[case.shares_file_of] if case.shares_file_of else case),
    }
    return Row(
        case.listing,
        english=link[case.link],
        hindi=f"qhindi/{stem}.{case.suffix}" if case.hindi else None,
        word=f"annex/{stem}.docx" if case.word_copy else None,
    )


def _files(case: Case, cases: Mapping[str, Case]) -> list[tuple[str, File]]:
    """The files of a case: English, Hindi, Word."""
    found: list[tuple[str, File]] = []
    stem = file_stem(case.listing)
    if case.link == Link.OWN and not case.shares_file_of:
        found.append((_english(case), _served(case, cases)))
    if case.hindi:
        found.append((f"qhindi/{stem}.{case.suffix}", File(cache(partial(render, case.hindi, case.suffix)))))
    if case.word_copy and case.printed:
        found.append((f"annex/{stem}.docx", File(cache(partial(render, case.printed, "docx")))))
    return found


_FAILURES: dict[Served, int | None] = {Served.MISSING: None, Served.FLAKY: 2}
_FIXED = {Served.HTML: ERROR_PAGE, Served.STUB: STUB, Served.MISSING: b""}


def _served(case: Case, cases: Mapping[str, Case]) -> File:
    source = cases[case.swapped_with] if case.swapped_with else case
    return File(cache(partial(_bytes, case, source)), _FAILURES.get(case.served, 0))


def _bytes(case: Case, source: Case) -> bytes:
    """The bytes served at the case's link, from the document of `source`."""
    if case.served in _FIXED:
        return _FIXED[case.served]
    if case.served == Served.NIL:
        return NIL_RENDERERS[case.suffix]()
    if source.printed is None:
        raise ValueError(f"{source.listing.question_id} has no document")
    data = render(source.printed, "docx" if case.served == Served.DOCX else case.suffix)
    return data[: len(data) * 2 // 3] if case.served == Served.TRUNCATED else data
