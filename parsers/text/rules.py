"""Rules of the parser as data: a name, a pattern, and the printed lines that the pattern was made for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and examples of what it reads; each example is tested."""

    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


def rule(name: str, pattern: str, *examples: str) -> Rule:
    """A rule that reads upper and lower case alike."""
    return Rule(name, re.compile(pattern, re.IGNORECASE), examples)


def read(rules: Iterable[Rule], text: str) -> tuple[Rule, re.Match[str]] | None:
    """The first rule that is found in the text, with its match."""
    for candidate in rules:
        if found := candidate.pattern.search(text):
            return candidate, found
    return None


def reads(rules: Iterable[Rule], text: str) -> bool:
    """Whether any of the rules is found in the text."""
    return read(rules, text) is not None
