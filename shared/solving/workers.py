"""Worker processes: generators that run elsewhere and can be ended at any moment."""

import contextlib
import multiprocessing
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Generic, NamedTuple, TypeVar

from shared.solving.clock import Deadline
from shared.solving.stopping import Stop

M = TypeVar("M")

LARGEST_WORKER = 3 * 2**30
"""Bytes of address space for data: a worker that wants more dies alone, and its last report stands."""


class Task(NamedTuple, Generic[M]):
    """A generator function of some module, and its arguments; all of it goes through pickle."""

    run: Callable[..., Iterator[M]]
    arguments: tuple[object, ...]


def reports(tasks: Sequence[Task[M]], deadline: Deadline, stop: Stop) -> Iterator[M]:
    """Run the tasks beside each other and yield what they say, until all end, or time does, or somebody asks.

    Processes are spawned, not forked: the caller may have threads. Leaving the loop ends them.
    """
    workers = [_start(task) for task in tasks]
    open_ends = {end for _, end in workers}
    try:
        while open_ends and not stop.requested and not deadline.passed:
            for ready in wait([*open_ends, stop.fileno()], timeout=deadline.left):
                if not isinstance(ready, Connection):
                    continue
                try:
                    message = ready.recv()
                except EOFError:
                    open_ends.discard(ready)
                else:
                    yield message
    finally:
        for process, end in workers:
            process.kill()
            process.join()
            end.close()


def _start(task: Task[M]) -> tuple[SpawnProcess, Connection]:
    """The child inherits a mask without Ctrl-C: the terminal sends that to the whole group."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(task, there), daemon=True)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    there.close()
    return process, here


def _work(task: Task[M], out: Connection) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    resource.setrlimit(resource.RLIMIT_DATA, (LARGEST_WORKER, LARGEST_WORKER))
    with contextlib.suppress(BrokenPipeError):
        try:
            for message in task.run(*task.arguments):
                out.send(message)
        except MemoryError:
            sys.stderr.write("a worker reached its limit of memory\n")


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
    os._exit(1)
