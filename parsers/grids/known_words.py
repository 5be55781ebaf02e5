"""The words of a page, to recognise those that a narrow column has broken."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layer import Word

PLACES = frozenset(
    """
    andaman andhra arunachal assam bengal bihar chandigarh chhattisgarh daman delhi diu goa gujarat
    haryana haveli himachal jammu jharkhand karnataka kashmir kerala ladakh lakshadweep madhya
    maharashtra manipur meghalaya mizoram nadu nagar nagaland nicobar odisha pradesh puducherry
    punjab rajasthan sikkim tamil telangana tripura uttar uttarakhand uttaranchal
    """.split()  # noqa: SIM905 - a list of forty strings is harder to read
)
"""Words in the names of States and Union Territories, which fill the narrow columns of most tables."""


class KnownWords:
    """The words of a page and of the names of States, in lower case."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words

    def __contains__(self, word: object) -> bool:
        return word in PLACES or word in self._of_page or f"{word}s" in self._of_page

    @cached_property
    def _of_page(self) -> set[str]:
        return {word.text.strip("(),.;:").lower() for word in self._words}
