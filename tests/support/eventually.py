"""Waiting for what will be so, without guessing how long it takes."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")

PATIENCE = 30.0
"""Seconds; only a test that fails waits so long."""


def eventually(look: Callable[[], T], patience: float = PATIENCE) -> T:
    """The first true answer of `look`."""
    deadline = time.monotonic() + patience
    while not (found := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {patience:g} s: {look.__name__}, last {found!r}")
        time.sleep(0.02)
    return found


async def eventually_async(look: Callable[[], Awaitable[T]], patience: float = PATIENCE) -> T:
    deadline = time.monotonic() + patience
    while not (found := await look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {patience:g} s, last {found!r}")
        await asyncio.sleep(0.02)
    return found


async def eventually_during(work: Sequence[asyncio.Task[Any]], look: Callable[[], Awaitable[T]]) -> T:
    """As long as nothing of `work` has ended: what it raised ends the waiting at once."""

    async def so_far() -> T:
        for task in work:
            assert not task.done(), f"ended before its time: {task.exception() or task.result()!r}"
        return await look()

    return await eventually_async(so_far)
