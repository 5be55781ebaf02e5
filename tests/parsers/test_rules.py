from __future__ import annotations

import pytest

from parsers.structure import annexures, heading_rules, kinds, ministers, sections, statement
from parsers.tables import notes
from parsers.text import furniture
from parsers.text.rules import Rule, read

TABLES = {
    "annexures.TITLE": annexures.TITLE,
    "annexures.REFERENCE": annexures.REFERENCE,
    "annexures.NUMBERED": annexures.NUMBERED,
    "statement.LAID": statement.LAID,
    "statement.STATEMENT": statement.STATEMENT,
    "statement.APPENDED": statement.APPENDED,
    "statement.HEAD_GOES_ON": (statement.HEAD_GOES_ON,),
    "heading_lines.HEADING": heading_rules.HEADING,
    "heading_lines.NO_OFFICE": heading_rules.NO_OFFICE,
    "heading_lines.DATE_GOES_ON": (heading_rules.DATE_GOES_ON,),
    "kinds.OTHER_HOUSE": kinds.OTHER_HOUSE,
    "kinds.LIST": kinds.LIST,
    "kinds.NIL": kinds.NIL,
    "ministers.ROLE": ministers.ROLE,
    "ministers.ROLE_GOES_ON": (ministers.ROLE_GOES_ON,),
    "ministers.NAMED": ministers.NAMED,
    "ministers.SENTENCE": ministers.SENTENCE,
    "notes.UNIT": notes.UNIT,
    "notes.SOURCE": notes.SOURCE,
    "furniture.FURNITURE": furniture.FURNITURE,
    "furniture.RUNNING_HEAD": furniture.RUNNING_HEAD,
    "furniture.AT_EDGE": furniture.AT_EDGE,
    "sections.WILL": sections.WILL,
    "sections.PLEASED": sections.PLEASED,
    "sections.ANSWER": sections.ANSWER,
}
EXAMPLES = [
    pytest.param(rules, rule, text, id=f"{table}: {text}")
    for table, rules in TABLES.items()
    for rule in rules
    for text in rule.examples
]


@pytest.mark.parametrize(("rules", "rule", "text"), EXAMPLES)
def test_example_is_read_by_its_rule(rules: tuple[Rule, ...], rule: Rule, text: str) -> None:
    found = read(rules, text)
    assert found is not None
    assert found[0].name == rule.name


def test_every_rule_has_an_example() -> None:
    assert [rule for rules in TABLES.values() for rule in rules if not rule.examples] == []


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("furniture.FURNITURE", "2021 was the year."),
        ("furniture.FURNITURE", "(a) Yes."),
        ("furniture.FURNITURE", "Contributions to the fund"),
        ("sections.ANSWER", "ANSWERED ON 01.02.2021"),
        ("sections.ANSWER", "The answer is known."),
        ("statement.STATEMENT", "Statements of account are published."),
        ("statement.LAID", "A statement of accounts is published."),
        ("annexures.TITLE", "Annexure-I shows the quantity."),
        ("annexures.NUMBERED", "Annexure-I and Annexure-II."),
        ("notes.UNIT", "In India coal is mined in nine States, among them Jharkhand."),
        ("notes.UNIT", "Table 1 shows the production; it has risen."),
        ("notes.SOURCE", "The data are provisional."),
        ("kinds.OTHER_HOUSE", "The Rajya Sabha has passed the Bill."),
        ("ministers.ROLE", "The Ministries of Mines and Coal"),
        ("heading_lines.HEADING", "MINING OF ORE"),
        ("ministers.SENTENCE", "In the Ministry of Coal and Minister of State in the Ministry of Steel"),
        ("ministers.SENTENCE", "MINISTER 0F STATE FOR MINES AND COAL"),
    ],
)
def test_other_lines_are_left_alone(table: str, text: str) -> None:
    assert read(TABLES[table], text) is None
