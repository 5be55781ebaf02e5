"""Rules that recognise the printed title of an annexure."""

from __future__ import annotations

from parsers.text.rules import rule

TITLE = (
    rule(
        "annexure",
        r"^\W*(?:PAGE\s*\d+\s*OF\s*\d+\s*OF\s*|ENCL\w*\.?\s*[:–-]\s*)?"
        r"(?:ANN?EX(?:[UT]+R?ES?|URE\s*S)?|APP?ENDI(?:X|CES))\s*[-–—:.’‘'“\"\s(]*(?:(?:NO\.?\s*[-–—:]?\s*)?"
        r"(?:[IVXL1]{1,6}|\d{1,2}|[A-H])(?:\s*(?:[-/&,]|AND|TO)?\s*(?:[IVXL1]{1,6}|\d{1,2}|[A-H]))?)?"
        r"\s*(?:\([A-Z\d]{1,4}\))?\s*(?:\(?CONT\w*\W*|\((?:PAGE\s*)?\d+\s*(?:OF|/)\s*\d+\)|/\s*PART\W*[A-Z\d]{1,3})?[\s”\"’'):.\-–]*$",
        "ANNEXURE-I",
        "Annexure – II",
        "ANNEX –I",
        "Annexure",
        "ANNEXURE ‘A’",
        "Annexure-I:",
        "PAGE 1 OF 1 OF ANNEXURE",
        "ANNEXURE I & II",
        "Annexure-I/1",
        "ANNEXURE-II (Contd.)",
        "ANNEXURE-II (Page 1 of 3)",
        "ANNEXURE-I (1/3)",
        "Encl: Annexure-I",
        "Annexue-I",
        "Annexure-I/Part-A",
        "ANNEXURE NO.-I",
        "APPENDIX-I",
        "Appendix ‘A’",
        "APPENDIX NO. 1",
        "Appendix (I)",
    ),
    rule("numbered statement", r"^STATEMENT\s*[-–—]?\s*(?:[IVXL]{1,6}|\d{1,2})\W*$", "STATEMENT-I"),
    rule(
        "enclosure or list",
        r"^\W*(?:(?:ENCLOSURE|ATTACHMENT|LIST)\s*[-–—]\s*(?:[IVXL]{1,6}|\d{1,2}|[A-H])|(?-i:ENCLOSURE))\W*$",
        "ENCLOSURE-I",
        "ENCLOSURE",
        "ATTACHMENT-I",
        "LIST-I",
    ),
    rule(
        "Hindi",
        r"^\W*(?:अनुबंध|अनुबन्ध|अनुलग्नक|परिशिष्ट)\s*[-–—:.\s]*(?:[IVXLक-घ\d१-९]{1,4})?\W*$",
        "अनुबंध-I",
        "अनुलग्नक",
    ),
)
"""A line that is only a title: `ANNEXURE-I`."""
REFERENCE = (
    rule(
        "reference",
        r"^\W*(?:\w{1,2}\W+)?(?P<title>(?:ANNEX(?:URE)?|APP?ENDIX)\s*[-–—:.\s]*(?:[IVXL1]{1,6}"
        r"|\d{1,2}|[A-H])?\s*(?:AS\s+)?(?:REFERRED|REFERED|TO\s|IN\s+RE|WITH\s+RE"
        r"|MENTIONED).*)",
        "ANNEXURE REFERRED TO IN REPLY TO PART (b) OF LOK SABHA STARRED QUESTION",
        "Annexure to Reply for Point (b) of",
        "Appendix I referred to in reply to part (a) of Lok Sabha Question",
    ),
)
"""A sentence that names the part of the answer to which the annexure belongs."""
