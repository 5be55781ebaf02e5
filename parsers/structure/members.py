"""The members who ask, and the honorifics by which a person's name is known."""

from __future__ import annotations

import re

HONORIFICS = (
    "SHRIMATI|SRIMATI|SHRMATI|SMT|SHRI|SRI|SHREE|SH|SUSHRI|KUMARI|KUM|KM|KUNWAR|MISS|MS|MRS|MR|DR|PROF|PROFESSOR|"
    "ADV|ADVOCATE|ER|COM|COMRADE|THIRU|TMT|SELVI|SARDAR|SARDARNI|RAO|RAJA|RAJKUMARI|MAHARAJA|YOGI|SWAMI|SADHVI|"
    "SADHWI|MAHANT|MOHAMMED|MOHD|MD|MAULANA|HAJI|COL|COLONEL|LT|GEN|GENERAL|MAJ|MAJOR|CAPT|CAPTAIN|BRIG|JUSTICE|"
    "BARRISTER|CHAUDHARY|CH|NAWAB|PANDIT|PT|BABA|SANT|BISHOP|REV|BABU|THAKUR|VAIDYA"
)
HINDI_HONORIFICS = "श्रीमती|श्रीमति|श्री|डॉ|डा|प्रो|कुमारी|सुश्री|एडवोकेट|अधिवक्ता|कुंवर|कर्नल|राव|इंजी"
UNMISTAKABLE = "SHRIMATI|SRIMATI|SHRMATI|SMT|SHRI|SUSHRI|MS|DR|PROF|ADV"
"""Those that begin a new name also in the midst of a line."""

HONORIFIC = rf"(?:(?:{HONORIFICS})\b\.?|(?:{HINDI_HONORIFICS})(?![\u0900-\u097f])[.०]?)"
GLUED = r"(?:SHRIMATI|SHRI|SMT\.|DR\.|PROF\.|ADV\.|MS\.)(?=[A-Z])"
"""Where the text layer lost its blanks: SHRIPRASUNBANERJEE."""

_BEGINS = re.compile(rf"\(?\s*(?:{HONORIFIC}|{GLUED})", re.IGNORECASE)
_NOT_SHRI = re.compile(r"SHRI(?:MP|NK|LL|NE|VE|EK)", re.IGNORECASE)
"""Words that only look like the honorific: SHRIMP, SHRINK, SHRILL, SHRINE, SHRIVEL, SHRIEK."""
WEAK = "RAO|RAJA|MAHARAJA|SARDAR|COM|GENERAL|MAJOR|JUSTICE|BABA|SANT|SWAMI|YOGI|CH|SH|LT|COL|GEN|CAPTAIN|BABU"
"""Those that are words besides: MAJOR PORTS, GENERAL PROVIDENT FUND, SARDAR SAROVAR DAM."""

_MARK = re.compile(
    r"^(?:Asked\s*by\W*)?(?:Q\.?\s*)?(?:No\.?\s*)?\(?[†‡*+@#'`\s]*(\d{1,2},\d{3}|\d{1,2}\s\d{2}(?=\.)|\d{1,5})"
    r"\s*\**\s*[.:)\-–]*[\s©®°•|]*(?:\(?\d{1,2}[.)]\s*)?",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"^(?:Asked\s*by\W*|\(?\d{{1,5}}\s*[.)]\s*)(?=\(?\s*{HONORIFIC})", re.IGNORECASE)
"""What stands before a further name: `2. SHRI X`, `(2) SHRI Y`."""
_WEB_LIST = re.compile(
    rf"^[^\W\d_]+\s+{HONORIFIC}\s+[^\W\d_]|^[^\d;]{{5,}};[^\d;]{{5,}}(?:;|$)", re.IGNORECASE
)
_WEAK = re.compile(rf"(?:{WEAK})\b", re.IGNORECASE)
_NEXT = re.compile(
    rf"(?:\s*[:;,]\s*|\s+(?:AND|&)\s+|\s*:?\s*(?:तथा|और)\s+)(?={HONORIFIC}\s*\S)"
    rf"|(?<![(.])(?<!\bDR)(?<!\bPROF)(?<!\bADV)\s+(?=(?:{UNMISTAKABLE})\b\.?\s+[A-Z])",
    re.IGNORECASE,
)
_HONORIFIC_LAST = re.compile(rf"{HONORIFIC}\)?$", re.IGNORECASE)


def begins_name(text: str) -> bool:
    """Whether the text begins with an honorific.

    >>> [begins_name(t) for t in ("SHRI X", "Dr.(Smt.) X", "SHRIPRASUN", "SHRINK WRAP", "श्री नरेंद्र")]
    [True, True, True, False, True]
    """
    return bool(_BEGINS.match(text)) and not _NOT_SHRI.match(text)


def names_member(text: str) -> bool:
    """Whether a line of members begins here, counted perhaps: `Asked by SHRI X`, `(2) SHRI Y`."""
    return begins_name(_COUNTED.sub("", text))


def is_web_list(text: str) -> bool:
    """Whether the line holds members as the pages of older Lok Sabhas print them, the surname first.

    >>> is_web_list("Dubey Shri Nishikant;Ram Shri Vishnu Dayal"), is_web_list("COAL IN BIHAR")
    (True, False)
    """
    return bool(_WEB_LIST.search(text))


def is_weak_name(text: str) -> bool:
    """Whether the honorific that begins the text is a word besides.

    >>> is_weak_name("MAJOR PORTS"), is_weak_name("SHRI MAJOR SINGH")
    (True, False)
    """
    return bool(_WEAK.match(text))


def own_number(text: str) -> int | None:
    """The question's number before its first member.

    >>> own_number("*315. SHRI A.K.P. CHINRAJ:"), own_number("†1942. DR. X"), own_number("142* SMT. Y")
    (315, 1942, 142)
    >>> [own_number(t) for t in ("(12) SHRI X", "1,474. SHRI X", "12. (1) SHRI X", "2024", "12 MINES")]
    [12, 1474, 12, None, None]
    """
    found = _MARK.match(text)
    return _figures(found[1]) if found and begins_name(text[found.end() :]) else None


def number_alone(text: str) -> int | None:
    """The number on a line of its own, which may be the question's: `*315.`."""
    found = _MARK.match(text)
    return _figures(found[1]) if found and found.end() == len(text) else None


def number_before(text: str) -> int | None:
    """The number before any word, a name without honorific perhaps.

    >>> number_before("1474. PON RADHAKRISHNAN:"), number_before("12")
    (1474, None)
    """
    found = _MARK.match(text)
    return _figures(found[1]) if found and text[found.end() : found.end() + 1].isalpha() else None


def _figures(printed: str) -> int:
    return int(re.sub(r"\D", "", printed))


def split_names(lines: list[str]) -> list[str]:
    """The members' names as printed, without number and colon.

    >>> split_names(["*1. DR. BOORA NARSAIAH GOUD:", "SHRI P. NAGARAJAN:"])
    ['DR. BOORA NARSAIAH GOUD', 'SHRI P. NAGARAJAN']
    >>> split_names(["270. SHRI VINOD L. CHAVDA, SHRI RAMESH", "BIDHURI AND DR. (SMT.) MANI A.:"])
    ['SHRI VINOD L. CHAVDA', 'SHRI RAMESH BIDHURI', 'DR. (SMT.) MANI A.']
    """
    names: list[str] = []
    for number, line in enumerate(lines):
        text = _COUNTED.sub("", _MARK.sub("", line) if number == 0 else line)
        pieces = [piece for piece in (text.split(";") if is_web_list(text) else _pieces(text)) if piece]
        if names and pieces and not begins_name(pieces[0]) and not names[-1].endswith((":", ";")):
            names[-1] += " " + pieces.pop(0)
        names += pieces
    return [name for name in map(_tidy, names) if name]


def _pieces(text: str) -> list[str]:
    """The names of one line; a piece that is nothing but an honorific belongs to the next."""
    pieces: list[str] = []
    for piece in _NEXT.split(text):
        if pieces and _HONORIFIC_LAST.fullmatch(pieces[-1].strip()):
            pieces[-1] += " " + piece
        else:
            pieces.append(piece)
    return pieces


def _tidy(name: str) -> str:
    """The name without what follows it: `Shri X P.P.` keeps the stop of its initials."""
    name = re.sub(r"[\s:;,\-–*/]+$", "", name.strip())
    initials = re.search(r"(?:^|[\s.])[^\W\d_]\.$", name)
    return name if initials else name.rstrip(". ")


def name_case(name: str) -> str:
    """The name in the question list's spelling of capitals.

    >>> name_case("SMT. SMITA UDAY WAGH"), name_case("DR. K.C. PATEL"), name_case("Shri Mohammed Faizal P.P.")
    ('Smt. Smita Uday Wagh', 'Dr. K.C. Patel', 'Shri Mohammed Faizal P.P.')
    """
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize() if word[0].isupper() else word[0], name)
