from __future__ import annotations

import pytest

from tests.spiders.site.question_list import QuestionList


@pytest.fixture
def long() -> QuestionList:
    return QuestionList(*range(1000, 0, -1))
