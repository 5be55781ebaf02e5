"""The pace of a crawl: no request sooner than the delay after the one before, whichever host or purpose."""

from __future__ import annotations

import asyncio
import time


class RateLimiter:
    """Lets one request go at a time, a delay apart; slows down for the rest of the crawl when asked to."""

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self.paused_at = 0.0
        """When the last rest was ordered (monotonic seconds)."""
        self._next = 0.0

    async def acquire(self) -> float:
        """The moment at which the caller may send its request (monotonic seconds)."""
        while (wait := self._next - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        now = time.monotonic()
        self._next = now + self.delay
        return now

    def pause(self, seconds: float) -> None:
        """Let nobody go for so many seconds, and leave half as much again between requests from then on."""
        self.paused_at = time.monotonic()
        self.delay = max(self.delay * 1.5, self.delay + 0.1)
        self._next = max(self._next, self.paused_at + seconds)
