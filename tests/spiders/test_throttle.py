from __future__ import annotations

import asyncio
import itertools

import pytest

from spiders.throttle import RateLimiter


def test_acquire_lets_one_caller_go_per_delay() -> None:
    async def ten() -> list[float]:
        pace = RateLimiter(0.02)
        return sorted(await asyncio.gather(*(pace.acquire() for _ in range(10))))

    turns = asyncio.run(ten())
    assert all(later - earlier >= 0.02 for earlier, later in itertools.pairwise(turns))


def test_slow_down_never_makes_the_delay_shorter() -> None:
    async def waited() -> tuple[float, float]:
        pace = RateLimiter(0.0)
        first = await pace.acquire()
        pace.slow_down(0.05)
        pace.slow_down(0.01)
        return await pace.acquire() - first, pace.delay

    gap, delay = asyncio.run(waited())
    assert gap >= 0.05
    assert delay == 0.05


def test_a_pause_makes_the_delay_longer() -> None:
    async def rest() -> tuple[float, float]:
        pace = RateLimiter(0.0)
        pace.pause(0.05)
        return await pace.acquire() - pace.paused_at, pace.delay

    waited, delay = asyncio.run(rest())
    assert waited >= 0.05
    assert delay == pytest.approx(0.1)
