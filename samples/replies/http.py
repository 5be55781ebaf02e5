"""Requests and replies of the sample site, before they are bytes on a socket."""

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
    """What the client asks."""

    method: str
    path: str
    query: dict[str, str]
    base_url: str
    """`http://127.0.0.1:8001`, from the Host header."""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def is_list(self) -> bool:
        """Whether a page of the question list is asked for."""
        return self.path in LIST_PATHS


@dataclass(frozen=True)
class Reply:
    """What the site sends."""

    status: int
    """0: none, the connection is closed without a word."""
    body: bytes
    content_type: str
    chunked: bool = False
    sent: int | None = None
    """After how many bytes of the body the connection breaks; None: not at all."""
    headers: dict[str, str] = field(default_factory=dict)


def json_reply(value: object, status: int = 200) -> Reply:
    """The value as JSON, chunked as the site sends it."""
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
