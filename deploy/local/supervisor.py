"""Starts children in order, keeps them running, stops them in the opposite order."""

import asyncio
import json
from collections.abc import Sequence

from deploy.local.child import Child
from deploy.local.directory import DataDirectory, write_private
from deploy.local.journal import Journal
from deploy.local.launch import Process

PATIENCE = 90.0
"""Seconds that a child may need until it is ready for the first time, on a slow machine with a cold disk."""


class Supervisor:
    def __init__(self, directory: DataDirectory, journal: Journal) -> None:
        self._directory = directory
        self._journal = journal
        self._steps: list[dict[Child, asyncio.Task[None]]] = []

    async def start(self, *processes: Process) -> None:
        """Start these side by side and wait until all are ready. They are one step: `stop` ends it as one."""
        children = [Child(process, self._journal, self._write_status) for process in processes]
        step = {child: asyncio.create_task(child.keep()) for child in children}
        self._steps.append(step)
        await asyncio.gather(*(child.first_ready(PATIENCE) for child in children))

    async def stop(self) -> None:
        """The last step first; within a step all at once."""
        while self._steps:
            step = self._steps[-1]
            await asyncio.gather(*(child.end(keeping) for child, keeping in step.items()))
            self._steps.pop()

    def hurry(self) -> None:
        """Somebody asked a second time: end what is left without waiting."""
        for child in self._children():
            child.kill()

    def _children(self) -> Sequence[Child]:
        return [child for step in self._steps for child in step]

    def _write_status(self) -> None:
        running = [
            {"name": child.process.name, "pid": child.pid, "url": child.process.url} for child in self._children()
        ]
        write_private(self._directory.status, json.dumps(running))
