"""The supervisor's main function: start, say ready, stay, stop when told."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from typing import Any

from deploy.local.journal import Journal
from deploy.local.supervisor import Supervisor
from deploy.refusal import Refusal

INTERRUPTED = 130
"""Exit code after Ctrl-C."""


async def run_until_stopped(
    starting: Coroutine[Any, Any, None], supervisor: Supervisor, journal: Journal, ready: Callable[[], None]
) -> int:
    """The exit code. A second signal ends what is left without waiting for it."""
    told: list[signal.Signals] = []
    stop = asyncio.Event()

    def on_signal(number: signal.Signals) -> None:
        told.append(number)
        stop.set()
        if len(told) > 1:
            supervisor.hurry()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, on_signal, number)
    started = asyncio.create_task(starting)
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([started, stopped], return_when=asyncio.FIRST_COMPLETED)
        if started.done():
            await started
            ready()
            await stopped
    finally:
        started.cancel()
        await asyncio.gather(started, return_exceptions=True)
        journal.say("stopping")
        await supervisor.stop()
        journal.say("stopped")
    if told[0] == signal.SIGINT:
        return INTERRUPTED
    if started.cancelled():
        raise Refusal("stopped before it was ready")
    return 0
