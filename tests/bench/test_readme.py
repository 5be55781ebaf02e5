from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bench.readme import README, refresh

if TYPE_CHECKING:
    from pathlib import Path

VOLATILE = re.compile(r"demo \d{8}T\S+|127\.0\.0\.1:\d+|\d{4}-\d\d-\d\dT[\d:+]+")
"""Run ids, ports and times."""


@pytest.mark.slow
def test_readme_sessions_show_what_the_commands_print(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    assert text.count("$ loksabha --demo ") >= 4
    assert VOLATILE.sub("*", refresh(text, tmp_path)) == VOLATILE.sub("*", text)
