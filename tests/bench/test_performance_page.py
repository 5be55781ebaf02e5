from __future__ import annotations

import re
from pathlib import Path

from bench.performance_page import PAGE, crawl_section
from bench.table_comparison import TableReason
from bench.word_comparison import WordReason

DOCUMENT = (Path(__file__).parents[2] / "docs" / "performance.md").read_text(encoding="utf-8")


def test_the_page_has_the_text_that_the_next_run_writes() -> None:
    text = "(?s:.+?)".join(re.escape(part) for part in re.split(r"\{[^}]*\}", PAGE))
    assert re.match(text, DOCUMENT)


def test_the_page_lists_all_reasons_with_their_meanings() -> None:
    rows = re.findall(r"^\| (\D.*) \| \d+ \|.* \| (\D.+) \|$", DOCUMENT, flags=re.MULTILINE)
    assert rows == [(reason.value, reason.meaning) for reason in (*WordReason, *TableReason)]


def test_the_crawl_section_is_kept() -> None:
    section = crawl_section(DOCUMENT)
    assert section.startswith("\n## Crawling\n")
    assert DOCUMENT.endswith(section)
    assert crawl_section("# Performance\n") == ""
