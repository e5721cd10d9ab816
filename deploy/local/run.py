"""The supervisor's main function: start, say ready, stay, stop when told."""

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from typing import Any

from deploy.local.directory import DataDirectory
from deploy.local.journal import Journal
from deploy.local.lock import locked
from deploy.local.ports import must_be_free
from deploy.local.stack import Stack
from deploy.local.start import prepare
from deploy.local.supervisor import Supervisor
from deploy.local.welcome import welcome
from deploy.refusal import Refusal

Start = Callable[[Stack, Supervisor, Journal], Coroutine[Any, Any, None]]
"""Returns when everything is ready."""

INTERRUPTED = 130
"""Exit code after Ctrl-C."""

READY = b"1"


def stay(_: Journal) -> None:
    """In the foreground the caller goes on watching."""


def supervise(
    directory: DataDirectory, web_port: int, start: Start, when_ready: Callable[[Journal], None] = stay
) -> int:
    """Returns, with the exit code, when everything has stopped."""
    with locked(directory):
        journal = Journal(directory.log("supervisor"))
        supervisor = Supervisor(directory, journal)
        stack = prepare(directory, web_port, journal)
        must_be_free(web_port)

        def ready() -> None:
            supervisor.note_ready()
            journal.announce("\n".join(welcome(stack)))
            when_ready(journal)

        return asyncio.run(_run_until_stopped(start(stack, supervisor, journal), supervisor, journal, ready))


def supervise_in_background(directory: DataDirectory, web_port: int, start: Start) -> int:
    """Returns when everything is ready. Until then the child speaks to our caller; then it lets go of it."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        os.setsid()

        def let_go(journal: Journal) -> None:
            journal.let_go()
            os.write(tell, READY)

        return supervise(directory, web_port, start, let_go)
    os.close(tell)
    try:
        is_ready = os.read(hear, len(READY)) == READY
    except KeyboardInterrupt:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        raise
    return 0 if is_ready else 1


async def _run_until_stopped(
    starting: Coroutine[Any, Any, None], supervisor: Supervisor, journal: Journal, ready: Callable[[], None]
) -> int:
    """A second signal ends what is left without waiting for it."""
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
