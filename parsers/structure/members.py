"""Finds the members who ask in the lines above the question, by number and honorific."""

from __future__ import annotations

import re

HONORIFICS = (
    "SHRIMATI|SRIMATI|SHRMATI|SMT|SHRI|SRI|SHREE|SH|SUSHRI|KUMARI|KUM|KM|KUNWAR|MISS|MS|MRS|MR|DR|PROF|PROFESSOR|"
    "ADV|ADVOCATE|ER|COM|COMRADE|THIRU|TMT|SELVI|SARDAR|SARDARNI|RAO|RAJA|RAJKUMARI|MAHARAJA|YOGI|SWAMI|SADHVI|"
    "SADHWI|MAHANT|MOHAMMED|MOHD|MD|MAULANA|HAJI|COL|COLONEL|LT|GEN|GENERAL|MAJ|MAJOR|CAPT|CAPTAIN|BRIG|JUSTICE|"
    "BARRISTER|CHAUDHARY|CH|NAWAB|PANDIT|PT|BABA|SANT|BISHOP|REV|BABU|THAKUR|VAIDYA"
)
HINDI_HONORIFICS = "श्रीमती|श्रीमति|श्री|डॉ|डा|प्रो|कुमारी|सुश्री|एडवोकेट|अधिवक्ता|कुंवर|कर्नल|राव|इंजी"
STRONG_HONORIFICS = "SHRIMATI|SRIMATI|SHRMATI|SMT|SHRI|SUSHRI|MS|DR|PROF|ADV"
"""Honorifics that begin a new name even in the middle of a line."""

SPEAKERS = "SHRIMATI|SMT|SHRI|SUSHRI|KUMARI|DR|PROF|ADV|MS|THE MINISTER"
"""Words that begin the name of a speaker in the proceedings of a sitting."""

HONORIFIC = rf"(?:(?:{HONORIFICS})\b\.?|(?:{HINDI_HONORIFICS})(?![\u0900-\u097f])[.०]?)"
HONORIFIC_WITHOUT_SPACE = r"(?:SHRIMATI|SHRI|SMT\.|DR\.|PROF\.|ADV\.|MS\.)(?=[A-Z])"
"""An honorific joined to the name where the text layer lost its spaces: SHRIPRASUNBANERJEE."""

_NAME_START = re.compile(rf"\(?\s*(?:{HONORIFIC}|{HONORIFIC_WITHOUT_SPACE})", re.IGNORECASE)
_NOT_SHRI = re.compile(r"SHRI(?:MP|NK|LL|NE|VE|EK)", re.IGNORECASE)
"""Words that only look like the honorific: SHRIMP, SHRINK, SHRILL, SHRINE, SHRIVEL, SHRIEK."""
WEAK_HONORIFICS = (
    "RAO|RAJA|MAHARAJA|SARDAR|COM|GENERAL|MAJOR|JUSTICE|BABA|SANT|SWAMI|YOGI|CH|SH|LT|COL|GEN|CAPTAIN|BABU"
)
"""Honorifics that are also common words: MAJOR PORTS, GENERAL PROVIDENT FUND, SARDAR SAROVAR DAM."""

_NUMBER_MARK = re.compile(
    r"^(?:Asked\s*by\W*)?(?:Q\.?\s*)?(?:No\.?\s*)?\(?[^\w(),;]*(\d{1,2},\d{3}|\d{1,2}\s\d{2}(?=\.)|\d{1,5})"
    r"[^\w(,;]*(?:\(?\d{1,2}[.)]\s*)?",
    re.IGNORECASE,
)
"""The question's number before the first name, with its marks: `*315.`, `†1942.`, `Q. No. 12`."""
_COUNT_MARK = re.compile(rf"^(?:Asked\s*by\W*|\(?\d{{1,5}}\s*[.)]\s*)(?=\(?\s*{HONORIFIC})", re.IGNORECASE)
"""The mark before a further name: `2. SHRI X`, `(2) SHRI Y`."""
_WEB_LIST = re.compile(
    rf"^[^\W\d_]+\s+{HONORIFIC}\s+[^\W\d_]|^[^\d;]{{5,}};[^\d;]{{5,}}(?:;|$)", re.IGNORECASE
)
_WEAK_HONORIFIC = re.compile(rf"(?:{WEAK_HONORIFICS})\b", re.IGNORECASE)
_BEFORE_NEXT_NAME = re.compile(
    rf"(?:\s*[:;,]\s*|\s+(?:AND|&)\s+|\s*:?\s*(?:तथा|और)\s+)(?={HONORIFIC}\s*\S)"
    rf"|(?<![(.])(?<!\bDR)(?<!\bPROF)(?<!\bADV)\s+(?=(?:{STRONG_HONORIFICS})\b\.?\s+[A-Z])",
    re.IGNORECASE,
)
"""Boundary between two names on one line."""
_HONORIFIC_LAST = re.compile(rf"{HONORIFIC}\)?$", re.IGNORECASE)


def begins_name(text: str) -> bool:
    """Whether the text begins with an honorific.

    >>> [begins_name(t) for t in ("SHRI X", "Dr.(Smt.) X", "SHRIPRASUN", "SHRINK WRAP", "श्री नरेंद्र")]
    [True, True, True, False, True]
    """
    return bool(_NAME_START.match(text)) and not _NOT_SHRI.match(text)


def names_member(text: str) -> bool:
    """Whether the line begins with a member's name, also after a count: `Asked by SHRI X`, `(2) SHRI Y`."""
    return begins_name(_COUNT_MARK.sub("", text))


def is_web_list(text: str) -> bool:
    """Whether the line lists members with the surname first, as web pages of older Lok Sabhas print them.

    >>> is_web_list("Dubey Shri Nishikant;Ram Shri Vishnu Dayal"), is_web_list("COAL IN BIHAR")
    (True, False)
    """
    return bool(_WEB_LIST.search(text))


def is_weak_name(text: str) -> bool:
    """Whether the text begins with an honorific that is also a common word.

    >>> is_weak_name("MAJOR PORTS"), is_weak_name("SHRI MAJOR SINGH")
    (True, False)
    """
    return bool(_WEAK_HONORIFIC.match(text))


def own_number(text: str) -> int | None:
    """The question's number before the name of the first member; None if there is none.

    >>> own_number("*315. SHRI A.K.P. CHINRAJ:"), own_number("†1942. DR. X"), own_number("142* SMT. Y")
    (315, 1942, 142)
    >>> [own_number(t) for t in ("65 # SMT. Z", "$861 ~ CH. X", "12, SHRI X")]
    [65, 861, None]
    >>> [own_number(t) for t in ("(12) SHRI X", "1,474. SHRI X", "12. (1) SHRI X", "2024", "12 MINES")]
    [12, 1474, 12, None, None]
    """
    found = _NUMBER_MARK.match(text)
    return _figures(found[1]) if found and begins_name(text[found.end() :]) else None


def number_alone(text: str) -> int | None:
    """The number that fills the line, possibly the question's: `*315.`; None for other lines."""
    found = _NUMBER_MARK.match(text)
    return _figures(found[1]) if found and found.end() == len(text) else None


def number_before(text: str) -> int | None:
    """The number before any word, possibly a name without honorific; None if there is none.

    >>> number_before("1474. PON RADHAKRISHNAN:"), number_before("12")
    (1474, None)
    """
    found = _NUMBER_MARK.match(text)
    return _figures(found[1]) if found and text[found.end() : found.end() + 1].isalpha() else None


def number_before_subject(text: str) -> int | None:
    """The number with a mark before words that are no name: `906. COAL MINES`; None if there is none.

    >>> [number_before_subject(t) for t in ("906. COAL MINES", "906. SHRI X", "906. A. RAJA:", "100 DAYS")]
    [906, None, None, None]
    """
    found = _NUMBER_MARK.match(text)
    words = text[found.end() :] if found else ""
    if not found or not words[:1].isalpha() or text.endswith(":") or begins_name(words):
        return None
    return _figures(found[1]) if re.search(r"[.:)]", text[found.end(1) : found.end()]) else None


def without_number(subject: str, number: int | None) -> str:
    """The subject without the question's number before it.

    >>> without_number("906. COAL MINES", 906), without_number("100 DAYS OF WORK", 906)
    ('COAL MINES', '100 DAYS OF WORK')
    """
    return (
        _NUMBER_MARK.sub("", subject) if number is not None and number_before(subject) == number else subject
    )


def _figures(printed: str) -> int:
    """The number without commas and spaces: `1,474`."""
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
        text = _COUNT_MARK.sub("", _NUMBER_MARK.sub("", line) if number == 0 else line)
        pieces = [piece for piece in (text.split(";") if is_web_list(text) else _pieces(text)) if piece]
        if names and pieces and not begins_name(pieces[0]) and not names[-1].endswith((":", ";")):
            names[-1] += " " + pieces.pop(0)
        names += pieces
    return [name for name in map(_tidy, names) if name]


def _pieces(text: str) -> list[str]:
    """The names of one line; an honorific alone is joined to the next piece."""
    pieces: list[str] = []
    for piece in _BEFORE_NEXT_NAME.split(text):
        if pieces and _HONORIFIC_LAST.fullmatch(pieces[-1].strip()):
            pieces[-1] += " " + piece
        else:
            pieces.append(piece)
    return pieces


def _tidy(name: str) -> str:
    """The name without punctuation after it, except the dot of initials: `Shri X P.P.`.

    The sign ः, which ends no name in Hindi, is often typed for a colon.
    """
    name = re.sub(r"[\s:ः;,\-–*/]+$", "", name.strip())
    initials = re.search(r"(?:^|[\s.])[^\W\d_]\.$", name)
    return name if initials else name.rstrip(". ")


def name_case(name: str) -> str:
    """The name in the capitalisation of the question list.

    >>> name_case("SMT. SMITA UDAY WAGH"), name_case("DR. K.C. PATEL"), name_case("Shri Mohammed Faizal P.P.")
    ('Smt. Smita Uday Wagh', 'Dr. K.C. Patel', 'Shri Mohammed Faizal P.P.')
    """
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize() if word[0].isupper() else word[0], name)
