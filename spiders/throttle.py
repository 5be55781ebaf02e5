"""Rate limit of a crawl: requests are sent at least one delay apart, over all hosts and purposes."""

from __future__ import annotations

import asyncio
import time


class RateLimiter:
    """Lets one request go per `delay` seconds; a pause makes the delay longer for the rest of the crawl."""

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self.paused_at = 0.0
        """When the last pause began (monotonic seconds)."""
        self._next = 0.0

    async def acquire(self) -> float:
        """Wait until the caller may send its request; returns that moment (monotonic seconds)."""
        while (wait := self._next - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        now = time.monotonic()
        self._next = now + self.delay
        return now

    def slow_down(self, delay: float) -> None:
        """Let requests go at least this many seconds apart from now on."""
        if delay > self.delay:
            self._next += delay - self.delay
            self.delay = delay

    def pause(self, seconds: float) -> None:
        """Send nothing for some seconds; from then on the delay is longer by half, at least by 0.1 s."""
        self.paused_at = time.monotonic()
        self.delay = max(self.delay * 1.5, self.delay + 0.1)
        self._next = max(self._next, self.paused_at + seconds)
