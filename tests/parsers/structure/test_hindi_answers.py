"""Answers printed in Hindi."""

from __future__ import annotations

from datetime import date

from tests.parsers.documents import clauses, items, read_pages

UNSTARRED = """
                    भारत सरकार
                    खान मंत्रालय
                    लोक सभा
              अतारांकित प्रश्न संख्या 1474
        मंगलवार, 29 जुलाई, 2025 को उत्तर दिए जाने के लिए
                 अयस्क का खनन
1474. श्रीमती आशा देवी:
      डॉ. गोविंद राव:
क्या खान मंत्री यह बताने की कृपा करेंगे कि:
(क) क्या अयस्क का खनन होता है;
(ख) यदि हां, तो कहां; और
(ग) कितना?
                       उत्तर
                   खान राज्य मंत्री
                   (श्री कमल नाथ)
(क) और (ख): जी हां।
(ग): प्रश्न नहीं उठता।
                     *****
"""
STARRED = """
                    भारत सरकार
                    खान मंत्रालय
                    लोक सभा
              तारांकित प्रश्न सं. *343
              22.12.2021 को उत्तर के लिए
                 अयस्क का खनन
*343. श्री गोविंद राव:
क्या खान मंत्री यह बताने की कृपा करेंगे कि:
(क) क्या अयस्क का खनन होता है; और
(ख) यदि हां, तो कहां?
                       उत्तर
            खान मंत्री (श्री कमल नाथ)
(क) और (ख): विवरण सभा पटल पर रख दिया गया है।
"""
STATEMENT = """
श्री गोविंद राव द्वारा पूछे गए लोक सभा के तारांकित प्रश्न सं. 343 के भाग
(क) और (ख) के उत्तर से संबंधित विवरण
(क) जी, हां।
(ख) ओडिशा में।
                     *****
                                               अनुबंध-I
सूची
"""


def test_unstarred() -> None:
    record = read_pages(UNSTARRED)
    assert (record.kind, record.language, record.flags) == ("answer", "hi", [])
    assert (record.question_type, record.question_no, record.date) == ("UNSTARRED", 1474, date(2025, 7, 29))
    assert (record.ministry, record.subject) == ("खान", "अयस्क का खनन")
    assert [member.name_printed for member in record.members] == ["श्रीमती आशा देवी", "डॉ. गोविंद राव"]
    assert clauses(record) == [("क", "क्या अयस्क का खनन होता है;"), ("ख", "यदि हां, तो कहां; और"), ("ग", "कितना?")]
    assert items(record) == [("कख", "जी हां।"), ("ग", "प्रश्न नहीं उठता।")]


def test_starred() -> None:
    record = read_pages(STARRED, STATEMENT)
    assert (record.question_type, record.question_no, record.date) == ("STARRED", 343, date(2021, 12, 22))
    assert record.answer is not None
    assert [(one.role, one.name) for one in record.answer.ministers] == [("खान मंत्री", "श्री कमल नाथ")]
    assert (record.answer.statement_laid, items(record)) == (True, [("क", "जी, हां।"), ("ख", "ओडिशा में।")])
    assert [(annexure.title, annexure.text) for annexure in record.annexures] == [("अनुबंध-I", "सूची")]


def test_answer_of_the_other_house() -> None:
    record = read_pages(UNSTARRED.replace("लोक सभा", "राज्य सभा"))
    assert (record.kind, record.house) == ("answer", "rajya_sabha")


def test_answer_directly_below_the_minister_without_labels() -> None:
    text = ": राज्य सरकारों की रिपोर्टो के अनुसार, केवल ओडिशा में अयस्क का खनन होता है।"
    record = read_pages(UNSTARRED.replace("(क) और (ख): जी हां।\n(ग): प्रश्न नहीं उठता।", text))
    assert record.answer is not None
    assert [(one.role, one.name) for one in record.answer.ministers] == [("खान राज्य मंत्री", "श्री कमल नाथ")]
    assert items(record) == [("", text)]
