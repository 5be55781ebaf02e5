"""The summary of a run as a page of Markdown: an artifact in Prefect, and the text of messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.keys import summary_key
from flows.summary import CAUSE_MEANINGS
from spiders.site.links import is_on_site

if TYPE_CHECKING:
    from archive.settings import Settings
    from flows.summary import MissingAnswer, RunSummary

LISTED_PER_CAUSE = 50
"""Questions named per cause on a page; the JSON summary has all."""


def summary_page(summary: RunSummary, settings: Settings) -> str:
    """What is wrong first, then missing answers by cause with links to the site, counts and notes."""
    lines = [f"# {summary.flow} {summary.run_id}: {summary.outcome}", ""]
    lines += [f"**Error:** {summary.error}", ""] if summary.error else []
    lines += [f"- **check failed: {check.name}** {check.notes}" for check in summary.failed_checks]
    lines += _missing_lines(summary, settings)
    lines += ["", "| | |", "|---|---|"]
    lines += [f"| {name} | {number} |" for name, number in summary.counts.model_dump().items()]
    lines += ["", *(f"- {line}" for line in (*summary.issues, *summary.notes))]
    passed = [check.name for check in summary.checks if check.success]
    lines += [f"- checks passed: {', '.join(passed)}"] if passed else []
    lines += [f"- release: {object_link(summary.release, settings)}"] if summary.release else []
    return "\n".join(lines)


def _missing_lines(summary: RunSummary, settings: Settings) -> list[str]:
    """A heading for each cause with its meaning, and the questions below it."""
    lines = []
    for cause, number in summary.missing.items():
        lines += ["", f"## {number} missing: {CAUSE_MEANINGS.get(cause, cause)} (`{cause}`)", ""]
        answers = [answer for answer in summary.missing_answers if answer.cause == cause]
        lines += [f"- {_question_link(answer, settings)}" for answer in answers[:LISTED_PER_CAUSE]]
        more = len(answers) - LISTED_PER_CAUSE
        everything = f"s3://{settings.bucket}/{settings.prefix}{summary_key(summary.run_id)}"
        lines += [f"- and {more} more in {object_link(everything, settings)}"] if more > 0 else []
    return lines


def _question_link(answer: MissingAnswer, settings: Settings) -> str:
    """The question with a link to its file, unless that leads off the site."""
    url = answer.url or ""
    if not is_on_site(url, settings.site_url):
        return f"{answer.question_id} ({answer.language})"
    return f"[{answer.question_id}](<{url.replace('>', '%3E')}>) ({answer.language})"


def object_link(uri: str, settings: Settings) -> str:
    """An object's URI, with a link to the S3 server if the settings name one.

    >>> from archive.settings import Settings
    >>> object_link("s3://bucket/a.json", Settings(_env_file=None, s3_endpoint_url="https://s3.example.org/"))
    '[s3://bucket/a.json](<https://s3.example.org/bucket/a.json>)'
    >>> object_link("s3://bucket/a.json", Settings(_env_file=None, s3_endpoint_url=None))
    '`s3://bucket/a.json`'
    """
    if not settings.s3_endpoint_url:
        return f"`{uri}`"
    return f"[{uri}](<{settings.s3_endpoint_url.rstrip('/')}/{uri.removeprefix('s3://')}>)"
