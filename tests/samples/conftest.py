from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from samples.parliament import sample_parliament
from samples.server import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from samples.site import Site

LIST = "/api_ls/question/qetFilteredQuestionsAns"


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(sample_parliament()) as running:
        yield running


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site.url) as opened:
        yield opened


@pytest.fixture
def list_page(client: httpx.Client) -> Callable[..., dict[str, Any]]:
    """Fetches a list page; returns the only element of its JSON array."""

    def fetch(**parameters: Any) -> dict[str, Any]:
        reply = client.get(LIST, params={"loksabhaNo": 18, **parameters})
        assert reply.status_code == 200
        (envelope,) = reply.json()
        assert isinstance(envelope, dict)
        return envelope

    return fetch
