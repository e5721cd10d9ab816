"""One worker process, and all that it says."""

from typing import TypeVar

from shared.solving.clock import Deadline
from shared.solving.stopping import Stop
from shared.solving.workers import Task, reports

M = TypeVar("M")


def in_a_worker(task: Task[M]) -> list[M]:
    with Stop() as stop:
        return list(reports([task], Deadline.in_seconds(120), stop))
