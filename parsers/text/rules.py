"""Rules of the parser as data: a name, a pattern, and example lines that the pattern matches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern with examples of printed lines that it matches; each example is tested."""

    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


def rule(name: str, pattern: str, *examples: str) -> Rule:
    """Make a rule that ignores case."""
    return Rule(name, re.compile(pattern, re.IGNORECASE), examples)


def first_match(rules: Iterable[Rule], text: str) -> tuple[Rule, re.Match[str]] | None:
    """The first rule that matches anywhere in the text, with its match; None if no rule matches."""
    for candidate in rules:
        if found := candidate.pattern.search(text):
            return candidate, found
    return None


def matches(rules: Iterable[Rule], text: str) -> bool:
    """Whether any of the rules matches anywhere in the text."""
    return first_match(rules, text) is not None
