"""A question list that answers and fails as a test wants."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from spiders.errors import BadReply
from spiders.site.api import ListPage
from spiders.site.list_walk import SIZES, ListWalk, PreviousWalk, WalkResult
from spiders.site.rows import read_row

if TYPE_CHECKING:
    from collections.abc import Callable

LARGE, SMALL = SIZES[0], SIZES[-1]
NEVER = PreviousWalk()


def raw(number: int) -> dict[str, Any]:
    return {
        "quesNo": number,
        "subjects": f"Subject {number}",
        "lokNo": "18",
        "member": ["Shri A. B. Namoona"],
        "ministry": "COAL",
        "type": "UNSTARRED",
        "date": "29.07.2025",
        "questionText": None,
        "answerText": None,
        "answerTextHindi": None,
        "questionsFilePath": f"https://sansad.in/getFile/lsapps/loksabhaquestions/annex/185/AU{number}_a.pdf",
        "questionsFilePathHindi": None,
        "sessionNo": "5",
        "supplementaryQuestionResDtoList": None,
        "supplementaryType": False,
    }


class QuestionList:
    """A question list, newest number first; `asked` are its requests, `fails` gives other replies."""

    def __init__(self, *numbers: int) -> None:
        self.numbers = list(numbers)
        self.asked: list[tuple[int, int]] = []
        self.pauses: list[int] = []
        self.fails: Callable[[int, int, int], ListPage | str | None] = lambda _page, _size, _nth: None

    async def ask(self, page: int, size: int) -> ListPage:
        self.asked.append((page, size))
        reply = self.fails(page, size, len(self.asked))
        if isinstance(reply, str):
            raise BadReply(reply)
        return reply or self.page(page, size)

    def page(self, page: int, size: int) -> ListPage:
        return ListPage([raw(n) for n in self.numbers[size * (page - 1) : size * page]], len(self.numbers))

    async def pause(self, attempt: int) -> None:
        self.pauses.append(attempt)

    def walk(self, before: PreviousWalk = NEVER) -> WalkResult:
        walk = ListWalk(
            self.ask,
            self.pause,
            lambda row: read_row(row, "https://sansad.in"),
            before,
        )
        return asyncio.run(walk.walk())


def numbers(walked: WalkResult) -> list[int]:
    return [row.question_no for row in walked.rows.values()]
