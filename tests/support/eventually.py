"""Waiting for what will be so, without guessing how long it takes."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

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
