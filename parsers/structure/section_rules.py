"""Rules for the lines where question and answer begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.text.rules import matches, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.text.lines import Line

WILL = (
    rule(
        "asked",
        r"\bW\w?i\w?[l1I|]{1,2}\s*(?:the|THE)\s*(?=(?:Hon\w*[’'.\s]*ble\s*)?"
        r"(?:UNION\s*)?(?:DEPUTY\s*)?(?:PRIME\s*)?M\w{4,6}R|.{0,80}be\s*pleased)",
        "Will the Minister of TEXTILES",
        "Will the PRIME MINISTER be pleased to state:",
        "WILL THE MINISTER OF FINANCE",
    ),
    rule("asked", r"^क्या\s(?=.*मंत्री|.*बताने)|^क्या\s.*मंत्र", "क्या भारी उद्योग मंत्री यह बताने की कृपा करेंगे कि:"),
)
PLEASED = (
    rule(
        "pleased",
        r"\b[bh]e\s*pl[ec]a?sed\s*to\s*(?:state|lay|refer)?(?:\s*(?:as\s*to|that"
        r"|whether\s*:))?\s*[:;,.\-–—]*",
        "be pleased to state:",
        "be pleased to state:-",
    ),
    rule(
        "pleased",
        r"(?:बताने|बतलाने)\s*की\s*कृपा\s*(?:करेंगे|करेंगी|करें)\s*(?:कि)?\s*[:ः;,.\-–—]*",
        "यह बताने की कृपा करेंगे कि:",
        "यह बताने की कृपा करेंगे किः",
    ),
)
ANSWER = (
    rule(
        "answer",
        r"^\W*A\s*N\s*S\s*W\s*E\s*R\s*S?(?:\s*BY)?[^\w?;,]*$",
        "ANSWER",
        "A N S W E R",
        "Answer:-",
        "ANSWER BY",
    ),
    rule(
        "answer",
        r"^\W*(?-i:[A-Z])(?:EPLY|ESPONSE|NS|NSW?[YVUERNI]{3,5}R|N\w{2,4}ER)[^\w?;,]*$",
        "REPLY",
        "RESPONSE",
        "ANS.",
        "ANSYVER",
    ),
    rule("answer", r"^\W*उ\s*त्\s*त\s*र\W*$|^\W*उत्तर\W*$", "उत्तर"),
)
_MAX_ANSWER_CHARS = 30
"""Length in characters below which a line may be the heading ANSWER."""


def first_answer(lines: Sequence[Line]) -> int | None:
    """Index of the first line that is the heading ANSWER; None if there is none."""
    return next((n for n, line in enumerate(lines) if _is_answer(line.text)), None)


def _is_answer(text: str) -> bool:
    """Whether the text is the heading ANSWER, not the last word of a clause."""
    return len(text) < _MAX_ANSWER_CHARS and not text[:1].islower() and matches(ANSWER, text)
