from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

import pytest

import parsers
from parsers.text.rules import Rule, first_match


def rule_tables() -> dict[str, tuple[Rule, ...]]:
    """Every rule, and every tuple of rules, of every module below parsers, as `module.NAME`."""
    found: dict[str, tuple[Rule, ...]] = {}
    for module in walk_packages(parsers.__path__, "parsers."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(import_module(module.name)).items():
            rules = value if isinstance(value, tuple) else (value,)
            if rules and all(isinstance(rule, Rule) for rule in rules):
                found.setdefault(f"{module.name.rpartition('.')[2]}.{name}", rules)
    return found


TABLES = rule_tables()
EXAMPLES = [
    pytest.param(rules, rule, text, id=f"{table}: {text}")
    for table, rules in TABLES.items()
    for rule in rules
    for text in rule.examples
]


@pytest.mark.parametrize(("rules", "rule", "text"), EXAMPLES)
def test_example_matches_its_rule(rules: tuple[Rule, ...], rule: Rule, text: str) -> None:
    found = first_match(rules, text)
    assert found is not None
    assert found[0].name == rule.name


def test_every_rule_has_an_example() -> None:
    assert [rule for rules in TABLES.values() for rule in rules if not rule.examples] == []


@pytest.mark.parametrize(
    "table",
    [
        "find.FRAME_TEXT",
        "find.CLAUSE_LETTERS",
        "caption.NOT_CAPTION",
        "caption.RUNNING_TEXT",
        "caption.SENTENCE",
        "kinds.NIL",
    ],
)
def test_rules_of_every_package_are_collected(table: str) -> None:
    assert table in TABLES


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("furniture.FURNITURE", "2021 was the year."),
        ("furniture.FURNITURE", "(a) Yes."),
        ("furniture.FURNITURE", "Contributions to the fund"),
        ("section_rules.ANSWER", "ANSWERED ON 01.02.2021"),
        ("section_rules.ANSWER", "The answer is known."),
        ("statement.STATEMENT", "Statements of account are published."),
        ("statement.LAID", "A statement of accounts is published."),
        ("annexure_titles.TITLE", "Annexure-I shows the quantity."),
        ("annexures.NUMBERED_TITLE", "Annexure-I and Annexure-II."),
        ("notes.UNIT", "In India coal is mined in nine States, among them Jharkhand."),
        ("notes.UNIT", "Table 1 shows the production; it has risen."),
        ("notes.SOURCE", "The data are provisional."),
        ("kinds.UPPER_HOUSE", "The Rajya Sabha has passed the Bill."),
        ("ministers.ROLE", "The Ministries of Mines and Coal"),
        ("heading_rules.HEADING", "MINING OF ORE"),
        ("ministers.SENTENCE", "In the Ministry of Coal and Minister of State in the Ministry of Steel"),
        ("ministers.SENTENCE", "MINISTER 0F STATE FOR MINES AND COAL"),
    ],
)
def test_other_lines_do_not_match(table: str, text: str) -> None:
    assert first_match(TABLES[table], text) is None
