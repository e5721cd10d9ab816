"""Starts children in order, keeps them running, stops them in the opposite order."""

import asyncio
import json
import os
from collections.abc import Sequence
from dataclasses import asdict

from deploy.local.child import Child
from deploy.local.directory import DataDirectory, write_private
from deploy.local.journal import Journal
from deploy.local.launch import Process
from deploy.local.status import ProcessStatus

PATIENCE = 90.0
"""Seconds that a child may need until it is ready for the first time, on a slow machine with a cold disk."""


class Supervisor:
    def __init__(self, directory: DataDirectory, journal: Journal) -> None:
        self._directory = directory
        self._journal = journal
        self._ready = False
        self._steps: list[dict[Child, asyncio.Task[None]]] = []
        self._note_status()

    async def start(self, *steps: Sequence[Process]) -> None:
        """Start all of these at once and wait until all are ready. `stop` ends the last step first."""
        starting = [[Child(process, self._journal, self._note_status) for process in step] for step in steps]
        for children in starting:
            self._steps.append({child: asyncio.create_task(child.keep()) for child in children})
        await asyncio.gather(*(child.first_ready(PATIENCE) for children in starting for child in children))

    def note_ready(self) -> None:
        self._ready = True
        self._note_status()

    async def stop(self) -> None:
        """The last step first; within a step all at once."""
        self._ready = False
        while self._steps:
            await asyncio.gather(*(child.end(keeping) for child, keeping in self._steps[-1].items()))
            self._steps.pop()

    def hurry(self) -> None:
        """Somebody asked a second time: end what is left without waiting."""
        for child in self._children():
            child.kill()

    def _children(self) -> list[Child]:
        return [child for step in self._steps for child in step]

    def _note_status(self) -> None:
        own = ProcessStatus(name="supervisor", pid=os.getpid(), ready=self._ready)
        noted = [asdict(status) for status in (own, *(child.status for child in self._children()))]
        write_private(self._directory.status, json.dumps(noted))
