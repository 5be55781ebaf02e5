"""What flows through a crawl: the file that is due, the state of its request, and the result."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spiders.causes import Cause
    from spiders.failure_kinds import FailureKind


@dataclass(frozen=True, slots=True)
class DueFile:
    """A file to request; `spiders.ledger.due_files` selects them.

    `cause` is why the last attempt failed, None for a first attempt; `sha256` is of the bytes in the archive.
    """

    question_id: str
    lok_sabha: int
    session: int
    language: str
    file: str
    url: str
    cause: str | None = None
    sha256: str | None = None


@dataclass(slots=True)
class RequestState:
    """What the middlewares know about a request and its repetitions; kept in `request.meta[META_KEY]`."""

    sent: float = 0.0
    """When the last attempt was sent (monotonic seconds); set by `Throttle`."""
    waits: int = 0
    """How often the request was repeated after HTTP 429 or 503; set by `RetryAfter`."""
    failure: FailureKind | None = None
    """What the last attempt says about the site; set by `CircuitBreaker`, read by the answers spider."""
    is_probe: bool = False
    """Whether `CircuitBreaker` itself sent it, to see if the site still answers."""
    web_page_before: bool = False
    """Whether the file was a web page in an earlier run; set by the answers spider."""


META_KEY = "loksabha"


@dataclass(slots=True)
class FetchResult:
    """The outcome of asking for one file; the answers spider's item.

    `cause` is None for a document. `ArchiveBytes` replaces `body` by `sha256`, `size` and `media_type`.
    """

    due_file: DueFile
    cause: Cause | None = None
    body: bytes = b""
    http_status: int | None = None
    sha256: str | None = None
    size: int | None = None
    media_type: str | None = None
    maybe_blocked: bool = False
    """Whether the network, or the site blocking the crawler, may be the reason rather than the file."""
    sequence: int = field(default_factory=count().__next__)
    """Number of the reply in order of arrival: items overtake each other on their way to the archive."""
