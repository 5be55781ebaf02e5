"""A raw row of the question list, as the site serves it."""

from __future__ import annotations

SITE = "https://sansad.in"
FILES = "https://sansad.in/getFile/lsapps/loksabhaquestions"
RAW = {
    "quesNo": 220,
    "subjects": " Conference Clearance\u2060 \n System  Portal" + " " * 2000,
    "lokNo": "18",
    "member": ["Dr. Sanjay  Jaiswal", "Shri Anil Firojiya "],
    "ministry": "EXTERNAL  AFFAIRS ",
    "type": "STARRED   ",
    "date": "13.02.2026",
    "questionText": None,
    "answerText": None,
    "answerTextHindi": None,
    "questionsFilePath": f"{FILES}/annex/187/AS220_NEp9ne.pdf?source=lsapps",
    "questionsFilePathHindi": f"{FILES}/qhindi/187/AS220_NEp9ne.pdf?source=lsapps",
    "sessionNo": "7",
    "supplementaryQuestionResDtoList": None,
    "supplementaryType": False,
}
