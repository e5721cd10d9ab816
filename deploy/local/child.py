"""One child of the supervisor: started, awaited, started again."""

import asyncio
import contextlib
import os
from collections import deque
from collections.abc import Callable

from deploy.local.journal import Journal
from deploy.local.launch import Process, ended, kill_group, launch
from deploy.local.status import ProcessStatus
from deploy.refusal import Refusal

BACKOFF = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before each further start. After `STEADY` seconds of running it begins anew."""

STEADY = 30.0
ATTEMPTS = 3
"""How often a child may end before it was ready for the first time."""

NOT_STARTED = 127
"""As a shell says it."""


class Child:
    def __init__(self, process: Process, journal: Journal, changed: Callable[[], None]) -> None:
        self.process = process
        self.pid: int | None = None
        self._journal = journal
        self._changed = changed
        self._stopping = asyncio.Event()
        self._ready = asyncio.Event()
        self._attempts = 0
        self._gave_up = asyncio.Event()
        self._ready_now = False

    @property
    def status(self) -> ProcessStatus:
        process = self.process
        return ProcessStatus(name=process.name, pid=self.pid, ready=self._ready_now, url=process.url)

    async def keep(self) -> None:
        """Run it, and again whenever it ends, until it is told to stop."""
        clock = asyncio.get_running_loop().time
        failures = 0
        while not self._stopping.is_set():
            began = clock()
            code = await self._run_once()
            if self._stopping.is_set():
                return
            if clock() - began > STEADY:
                failures = 0
            delay = BACKOFF[min(failures, len(BACKOFF) - 1)]
            failures += 1
            self._journal.say(f"{self.process.name} ended ({_reason(code)}); starting it again in {delay:g} s")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(delay):
                    await self._stopping.wait()

    async def first_ready(self, patience: float) -> None:
        """Wait until it is ready; `Refusal` with the end of its log when it does not come up."""
        waits = [asyncio.create_task(event.wait()) for event in (self._ready, self._gave_up)]
        done, pending = await asyncio.wait(waits, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        for wait in pending:
            wait.cancel()
        if not self._ready.is_set():
            complaint = "does not start" if done else f"is not ready after {patience:g} s"
            raise Refusal(f"{self.process.name} {complaint}; its log {self.process.log} ends:\n{self._end_of_log()}")

    async def end(self, keeping: asyncio.Task[None]) -> None:
        """Ask it to stop, wait, then end it."""
        self._stopping.set()
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, self.process.stop)
        done, _ = await asyncio.wait([keeping], timeout=self.process.grace)
        if not done:
            self._journal.say(f"{self.process.name} did not stop within {self.process.grace:g} s and was ended")
            self.kill()
            await keeping

    def kill(self) -> None:
        if self.pid is not None:
            kill_group(self.pid)

    async def _run_once(self) -> int:
        try:
            running = launch(self.process)
        except OSError as error:
            self._journal.say(f"{self.process.name} cannot be started: {error}")
            self._note_end()
            return NOT_STARTED
        self.pid = running.pid
        self._changed()
        watching = asyncio.create_task(self._watch_until_ready(running.pid))
        try:
            return await ended(running)
        finally:
            watching.cancel()
            self.pid = None
            self._ready_now = False
            self._changed()
            self._note_end()

    def _note_end(self) -> None:
        self._attempts += 1
        if self._attempts >= ATTEMPTS and not self._ready.is_set():
            self._gave_up.set()

    async def _watch_until_ready(self, pid: int) -> None:
        pause = 0.02
        while not await self.process.is_ready(pid):
            await asyncio.sleep(pause)
            pause = min(pause * 1.2, 0.25)
        if self._ready.is_set():
            self._journal.say(f"{self.process.name} is back")
        self._ready.set()
        self._ready_now = True
        self._changed()

    def _end_of_log(self) -> str:
        if self.process.log is None or not self.process.log.exists():
            return "(nothing)"
        with self.process.log.open(errors="replace") as log:
            return "".join(deque(log, maxlen=12)).rstrip()


def _reason(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
