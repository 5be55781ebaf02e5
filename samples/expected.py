"""The expected result of crawling and parsing each question of the sample site."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from samples.case import expected_record
from samples.vocabulary import Cause, House, Kind, Link, Served

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samples.case import Case


@dataclass(frozen=True)
class ExpectedResult:
    """Expected result of one question: a failure cause, or a document."""

    question_id: str
    cause: Cause | None = None
    kind: Kind | None = None
    house: House | None = None
    """House that the document names; None for a document that names none."""
    printed_question_id: str | None = None
    """Question whose number the document prints; another question if files are swapped or shared."""
    record: dict[str, Any] = field(default_factory=dict)
    """Fields from `samples.case.expected_record` for a document of kind `answer`, else empty."""
    hindi: dict[str, Any] = field(default_factory=dict)
    """The same for the Hindi document; empty if there is none."""

    @property
    def outcome(self) -> str:
        """`ok`, or the cause for which there is no document."""
        return self.cause or "ok"

    @property
    def missing(self) -> str | None:
        """Cause for which the question counts as missing; also a document of the other House is no answer."""
        return "other_house" if self.house == House.RAJYA_SABHA else self.cause

    @property
    def is_own_answer(self) -> bool:
        """Whether the document is the question's own answer."""
        return self.kind == Kind.ANSWER and self.printed_question_id == self.question_id


_LINK_CAUSES = {Link.BLANK: Cause.BLANK_LINK, Link.NULL: Cause.NULL_LINK}
_SERVED_CAUSES = {
    Served.MISSING: Cause.HTTP_500,
    Served.HTML: Cause.HTML,
    Served.STUB: Cause.STUB,
    Served.TRUNCATED: Cause.TRUNCATED,
}


def expected_result(case: Case, cases: Mapping[str, Case]) -> ExpectedResult:
    """Expected result of a case; `cases` are all cases by question id."""
    expected = _english_result(case, cases)
    return replace(expected, hindi=expected_record(case.listing, case.hindi)) if case.hindi else expected


def _english_result(case: Case, cases: Mapping[str, Case]) -> ExpectedResult:
    question_id = case.listing.question_id
    cause = _LINK_CAUSES.get(case.link) or _SERVED_CAUSES.get(case.served)
    if cause:
        return ExpectedResult(question_id, cause=cause)
    if case.served == Served.NIL:
        return ExpectedResult(question_id, kind=Kind.NIL)
    source = cases[case.shares_file_of or case.swapped_with or question_id]
    if source.printed is None:
        raise ValueError(f"{source.listing.question_id} is not printed, but {question_id} links to it")
    if source.printed.house == House.RAJYA_SABHA:
        return ExpectedResult(question_id, kind=Kind.ANSWER, house=House.RAJYA_SABHA)
    record = expected_record(source.listing, source.printed)
    return ExpectedResult(
        question_id,
        kind=Kind.ANSWER,
        house=source.printed.house,
        printed_question_id=source.listing.question_id,
        record=record,
    )
