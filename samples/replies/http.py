"""Requests and replies of the sample site, independent of sockets."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import responses

LIST_PATHS = (
    "/api_ls/question/qetFilteredQuestionsAns",
    "/api_ls/question/member/qetFilteredQuestionsAns",
)


@dataclass(frozen=True)
class Request:
    """A request to the site."""

    method: str
    path: str
    query: dict[str, str]
    base_url: str
    """`http://127.0.0.1:8001`, from the Host header."""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def is_list(self) -> bool:
        """Whether a page of the question list is requested."""
        return self.path in LIST_PATHS


@dataclass(frozen=True)
class Reply:
    """A reply of the site."""

    status: int
    """HTTP status; 0 closes the connection without a reply."""
    body: bytes
    content_type: str
    chunked: bool = False
    sent: int | None = None
    """Bytes of the body to send before the connection is closed; None sends all."""
    headers: dict[str, str] = field(default_factory=dict)


def json_reply(value: object, status: int = 200) -> Reply:
    """The value as JSON, in chunked encoding as on the site."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(status, body, "application/json", chunked=True)


def text_reply(text: str, status: int = 200) -> Reply:
    """Plain text."""
    return Reply(status, text.encode(), "text/plain;charset=UTF-8")


def error_reply(status: int, request: Request) -> Reply:
    """`{"timestamp": "…", "status": 500, "error": "Internal Server Error", "path": "/api_ls/…"}`."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return json_reply(
        {"timestamp": now, "status": status, "error": responses.get(status, "Unknown"), "path": request.path},
        status,
    )
