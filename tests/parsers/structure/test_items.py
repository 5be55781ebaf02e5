from __future__ import annotations

import pytest

from tests.parsers.documents import CLAUSES, answer_pages, items, read_answer, read_pages

LAID = "(a) to (d): A Statement is laid on the Table of the House."
REST = "\n(e) x;\n(f) y; and\n(g) z?"


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("(a) & (b) The ore.\n(c), (d)&(e): No.", [("ab", "The ore."), ("cde", "No.")]),
        ("(a)&(b): 1st.\n(c)&(g): 2nd.\n(d)-(f): 3rd.", [("ab", "1st."), ("cg", "2nd."), ("def", "3rd.")]),
        ("(a & b): One.\n(c to g): Two.", [("ab", "One."), ("cdefg", "Two.")]),
        ("(a)to(c) One.\n(d)   to  (g) :- Two.", [("abc", "One."), ("defg", "Two.")]),
        ("(a) – (c) One.\n(d) - (g): Two.", [("abc", "One."), ("defg", "Two.")]),
        ("a) & (b): One.\nc) to g): Two.", [("ab", "One."), ("cdefg", "Two.")]),
        ("(A) AND (B): One.\n(C) TO (G): Two.", [("ab", "One."), ("cdefg", "Two.")]),
        ("Parts (a) and (b): One.\nParts (c) to (g): Two.", [("ab", "One."), ("cdefg", "Two.")]),
        ("(a): One. (b) to (g): Two.", [("a", "One."), ("bcdefg", "Two.")]),
        ("(a) One.\n(b) - (t): Two.\n(g) Three.", [("a", "One."), ("bcdef", "Two."), ("g", "Three.")]),
        ("(a) One. (b) Two.\n(c) to (g): Three.", [("a", "One."), ("b", "Two."), ("cdefg", "Three.")]),
        ("(a) to\n(c): One.\n(d) &\n(e): Two.\n(f)&(g): 3.", [("abc", "One."), ("de", "Two."), ("fg", "3.")]),
        ("(a) .. (f): One.\nPart (g): Two.", [("abcdef", "One."), ("g", "Two.")]),
        ("(a) (b) & (c): One.\n(d)(e)(f)(g): Two.", [("abc", "One."), ("defg", "Two.")]),
        ("a to f: One.\ng. Two.", [("abcdef", "One."), ("g", "Two.")]),
        ("Yes, Sir. It is\nso.", [("", "Yes, Sir. It is so.")]),
    ],
    ids=[
        "colon",
        "order",
        "brackets",
        "glued",
        "dashes",
        "half",
        "capitals",
        "parts",
        "same line",
        "misread",
        "same line 2",
        "wrapped",
        "dots",
        "blanks",
        "bare",
        "none",
    ],
)
def test_labels(reply: str, expected: list[tuple[str, str]]) -> None:
    assert (
        items(read_answer(clauses=CLAUSES.replace("; and", ";").replace("?", ";") + REST, reply=reply))
        == expected
    )


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (
            "(a) to (c): The following:\n   (a) apples;\n   (b) pears;\n   (c) plums;\n  "
            " (d) nuts.\n(d): No.",
            [("abc", "The following:\n(a) apples;\n(b) pears;\n(c) plums;\n(d) nuts."), ("d", "No.")],
        ),
        (
            "(a) The following:\n(a) apples;\n(b) pears;\n(c) plums.\n(b) & (c) Perhaps.\n(d) No.",
            [("a", "The following:\n(a) apples;\n(b) pears;\n(c) plums."), ("bc", "Perhaps."), ("d", "No.")],
        ),
        (
            "The Government has done the following:\n(a) this;\n(b) that; and\n(c) more.\nIt is so.",
            [("", "The Government has done the following:\n(a) this;\n(b) that; and\n(c) more.\nIt is so.")],
        ),
        (
            "(a) to (d): As in the reply to parts\n(a) and (b) above, under Section 43\n(a) of the Act.",
            [("abcd", "As in the reply to parts (a) and (b) above, under Section 43 (a) of the Act.")],
        ),
        (
            "(a) & (b): Thus:\n(i) ore;\n(ii) coal.\n(c) & (d): No.",
            [("ab", "Thus:\n(i) ore;\n(ii) coal."), ("cd", "No.")],
        ),
    ],
    ids=["indented", "flush", "without labels", "cited", "roman"],
)
def test_inner_lists_are_not_items(reply: str, expected: list[tuple[str, str]]) -> None:
    assert items(read_answer(reply=reply)) == expected


def test_inner_list_of_a_question_without_letters() -> None:
    record = read_answer(clauses="whether it is so?", reply="Yes. Thus:\n(a) one;\n(b) two.")
    assert items(record) == [("", "Yes. Thus:\n(a) one;\n(b) two.")]
    assert record.flags == []


@pytest.mark.parametrize(
    ("foot", "head"),
    [
        ("      Contd..2/-", "      -2-"),
        ("      ....2/-", "      ...2..."),
        ("      Contd…….2", "      :: 2 ::"),
        ("      P.T.O.", "      L.S.US.Q.NO. 12 FOR 01.02.2021"),
        ("      Page 1 of 2", "      2"),
        ("      Contd. on next page", "      //2//"),
        ("      (P.T.O.)", "      LOK SABHA UNSTARRED QUESTION NO. 12 FOR 01.02.2021"),
        ("      Contd...P/2", "      U.S.Q. No. 12"),
    ],
)
def test_page_furniture_is_left_out(foot: str, head: str) -> None:
    pages = answer_pages(f"{head}\nand not of Goa.", reply=f"(a) to (d): The ore is that of Odisha\n{foot}")
    assert items(read_pages(*pages)) == [("abcd", "The ore is that of Odisha and not of Goa.")]


@pytest.mark.parametrize("end", ["*****", "***", "* * * *", ". ***", "*", "`", "-----", ""])
def test_end_of_the_answer(end: str) -> None:
    assert items(read_answer(reply=f"(a) to (d): Yes.\n                    {end}")) == [("abcd", "Yes.")]


@pytest.mark.parametrize(
    ("reply", "statement"),
    [
        (
            LAID + "\n    *****",
            "STATEMENT REFERRED TO IN REPLY TO PARTS (a) TO (d) OF LOK SABHA "
            "STARRED\nQUESTION NO. 12 FOR ANSWER ON 01.02.2021\n",
        ),
        (
            LAID,
            "STATEMENT TO BE LAID ON THE TABLE OF THE LOK SABHA IN RESPECT OF PARTS\n(a) "
            "to (d) OF STARRED QUESTION NO. 12 ASKED BY SHRI X Y\nREGARDING ‘MINING OF "
            "ORE’.\n",
        ),
        ("A statement is placed on the Table of the House", "STATEMENT\n"),
        (
            LAID,
            "         GOVERNMENT OF INDIA\n         MINISTRY OF MINES\nSTATEMENT IN "
            "REPLY TO STARRED QUESTION NO. 12\n",
        ),
        (
            LAID,
            "GOVERNMENT OF INDIA\nMINISTRY OF CONSUMER AFFAIRS, FOOD AND PUBLIC DISTRIBUTION\nSTATEMENT\n",
        ),
        (LAID + " STATEMENT REFERRED TO IN REPLY TO\nSTARRED QUESTION NO. 12", ""),
        (LAID + "\n    ***", ""),
        ("(a) to (d) A statement is laid down on the table of\nthe House.", " " * 30 + "ANNEXURE\n"),
    ],
    ids=[
        "referred",
        "to be laid",
        "placed",
        "repeated heading",
        "another",
        "on the same line",
        "no heading",
        "headed annexure",
    ],
)
def test_statement_laid(reply: str, statement: str) -> None:
    record = read_answer(statement + "(a): One.\n(b) to (d): Two.\n     *****", reply=reply)
    assert record.answer is not None
    assert record.answer.statement_laid is True
    assert items(record) == [("a", "One."), ("bcd", "Two.")]
    assert record.annexures == []


def test_statement_laid_in_capitals() -> None:
    reply = "A STATEMENT IS LAID ON THE TABLE OF THE HOUSE."
    record = read_answer("STATEMENT\n(a): One.\n(b) to (d): Two.", reply=reply)
    assert record.answer is not None
    assert record.answer.statement_laid is True
    assert [one.role for one in record.answer.ministers] == ["MINISTER OF MINES"]
    assert items(record) == [("a", "One."), ("bcd", "Two.")]


def test_statement_without_letters() -> None:
    heading = "STATEMENT REFERRED TO IN REPLY TO PARTS (a) TO (d) OF LOK SABHA STARRED\nQUESTION NO. 12\n\n"
    record = read_answer(heading + "Much is done.", reply=LAID)
    assert items(record) == [("", "Much is done.")]
    assert record.flags == ["unlabelled_answer"]


def test_statement_for_some_parts_is_an_annexure() -> None:
    reply = "(a): Yes, ore is mined in 3 States.\n(b) to (d): A statement is laid on the Table."
    record = read_answer(
        "STATEMENT IN RESPECT OF PARTS (b) TO (d) OF STARRED QUESTION NO. 12\nBoth pears and plums.",
        reply=reply,
    )
    assert record.answer is not None
    assert record.answer.statement_laid is False
    assert [letters for letters, _ in items(record)] == ["a", "bcd"]
    assert [annexure.title for annexure in record.annexures] == [
        "STATEMENT IN RESPECT OF PARTS (b) TO (d) OF STARRED QUESTION NO. 12"
    ]


@pytest.mark.parametrize(
    "reply",
    [
        "(a) to (d): The information is being collected and will be laid on the Table of the House.",
        "(a) to (d): A statement of accounts shall be laid on the Table of the House.",
    ],
)
def test_promise_to_lay_a_statement_is_not_laying_it(reply: str) -> None:
    record = read_answer(reply=reply)
    assert record.answer is not None
    assert record.answer.statement_laid is False
    assert items(record) == [("abcd", reply.removeprefix("(a) to (d): "))]


def test_letter_printed_twice() -> None:
    assert items(read_answer(reply="(a) to (c): One.\n(c) & (d): Two.")) == [("abc", "One."), ("cd", "Two.")]


def test_letter_misprinted() -> None:
    reply = "(a): One.\n(a): Two.\n(c): Three.\n(d): Four."
    assert items(read_answer(reply=reply)) == [("a", "One."), ("a", "Two."), ("c", "Three."), ("d", "Four.")]


def test_question_cited_in_the_answer_is_kept() -> None:
    cited = "(a) to (d): As stated in reply to\nLok Sabha Starred Question No. 7 the ore is\n"
    other = answer_pages(number="UNSTARRED QUESTION NO. 13", members="13. SHRI X Y:")
    record = read_pages(*answer_pages(reply=cited + "mined in Odisha."), *other)
    assert items(record) == [
        ("abcd", "As stated in reply to Lok Sabha Starred Question No. 7 the ore is mined in Odisha.")
    ]


def test_same_question_repeated_in_hindi() -> None:
    hindi = "लोक सभा\nअतारांकित प्रश्न संख्या 12\nक्या खान मंत्री यह बताने की कृपा करेंगे कि:\n(क) क्यों?\nउत्तर\n(क) हां।"
    record = read_pages(*answer_pages(), hindi)
    assert (items(record), record.flags) == ([("abcd", "Yes.")], [])


def test_unanswered_clause() -> None:
    record = read_answer(reply="(a) & (c): Yes.\n(d) No.")
    assert record.question is not None
    assert [clause.answer_items for clause in record.question.clauses] == [[0], [], [0], [1]]
    assert record.flags == ["unanswered_clause"]


def test_text_outside_the_items() -> None:
    record = read_answer("ore is found and mined\n" * 10, reply="(a) to (d): Yes.\n                    *****")
    assert record.flags == ["text_outside_items"]


def test_further_question_in_the_same_file() -> None:
    other = answer_pages(
        number="UNSTARRED QUESTION NO. 13", members="13. SHRI X Y:", reply="(a) to (d): Not so."
    )
    record = read_pages(*answer_pages(), *other)
    assert (record.question_no, items(record)) == (12, [("abcd", "Yes.")])
    assert record.flags == ["other_question_inside"]


def test_page_and_box_of_an_item() -> None:
    record = read_pages(*answer_pages("Behind.\n(d): No.", reply="(a) to (c): Yes.\nIndeed."))
    assert record.answer is not None
    assert [(item.page, item.text) for item in record.answer.items] == [
        (1, "Yes.\nIndeed.\nBehind."),
        (2, "No."),
    ]
    assert record.answer.items[0].bbox == (72.0, 322.0, 72 + 5.5 * 16, 350.0)
    assert record.answer.text == "(a) to (c): Yes.\nIndeed.\nBehind.\n(d): No."
