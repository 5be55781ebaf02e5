from __future__ import annotations

import asyncio
import itertools

import pytest

from spiders.throttle import RateLimiter


def test_requests_go_one_at_a_time_a_delay_apart() -> None:
    async def ten() -> list[float]:
        pace = RateLimiter(0.02)
        return sorted(await asyncio.gather(*(pace.acquire() for _ in range(10))))

    turns = asyncio.run(ten())
    assert all(later - earlier >= 0.02 for earlier, later in itertools.pairwise(turns))


def test_after_a_rest_the_pace_is_slower() -> None:
    async def rest() -> tuple[float, float]:
        pace = RateLimiter(0.0)
        pace.pause(0.05)
        return await pace.acquire() - pace.paused_at, pace.delay

    waited, delay = asyncio.run(rest())
    assert waited >= 0.05
    assert delay == pytest.approx(0.1)
