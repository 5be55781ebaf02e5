from __future__ import annotations

import pytest

from spiders.errors import BadReply
from spiders.site.api import read_list_page


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<html>", "not JSON"),
        (b'[{"listOfQuestions":[', "not JSON"),
        (b"{}", "not a page of the question list"),
        (b"[]", "not a page of the question list"),
        (b'[{"listOfQuestions":[]}]', "not a page of the question list"),
        (b'[{"listOfQuestions":[{"lokNo":"18","sessionNo":"4"}],"totalRecordSize":1}]', "another session"),
        (b'[{"listOfQuestions":[{"lokNo":"17","sessionNo":"5"}],"totalRecordSize":1}]', "another session"),
    ],
)
def test_invalid_list_pages(body: bytes, message: str) -> None:
    with pytest.raises(BadReply, match=message):
        read_list_page(body, 18, 5)
