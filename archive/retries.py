"""One decorator that repeats work after a temporary failure, with growing pauses."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import stamina
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

P = ParamSpec("P")
Result = TypeVar("Result")


def repeat_on(
    error: type[Exception],
    *,
    attempts: int,
    first_pause: float,
    longest_pause: float,
    growth: float = 2,
    jitter: float = 0.3,
) -> Callable[[Callable[P, Result]], Callable[P, Result]]:
    """Repeats the decorated function (also an async one) after this error; the last one is raised.

    Pauses are in seconds. Each is `growth` times the one before, plus up to `jitter` at random.
    """
    return stamina.retry(
        on=error,
        attempts=attempts,
        timeout=None,
        wait_initial=first_pause,
        wait_max=longest_pause,
        wait_jitter=jitter,
        wait_exp_base=growth,
    )


def _log(details: RetryDetails) -> None:
    logger.warning(
        "trying again call=%s seconds=%.1f error=%s", details.name, details.wait_for, details.caused_by
    )


set_on_retry_hooks([_log])
