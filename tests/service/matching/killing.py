"""A process of matching that is killed while it asks `listings`: before a request has its effect, after it, or after
the answer has gone out.
"""

import asyncio
import contextlib
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
from nats.aio.client import Client as Connection
from nats.aio.msg import Msg
from nats.micro.request import ERROR_CODE_HEADER

from shared.bus.connection import all_sent, connect
from shared.contracts.capacity import ConfirmReservation, ReleaseCapacity, ReserveCapacity
from shared.contracts.message import Request
from shared.errors import Rejected
from shared.settings import read_settings
from tests.service.matching.deals import Ledger
from tests.support.eventually import eventually_async
from tests.support.surroundings import Surroundings

R = TypeVar("R", bound=msgspec.Struct)
When = Literal["before", "after", "answered"]
STEPS = 4
"""Requests of one way there or back: two for each month, or one for each partner and month."""


@dataclass
class Assassin:
    """Answers from the ledger; kills the asking process at its `victim`-th request."""

    ledger: Ledger
    when: When
    victim: int = 0
    requests: int = 0
    process: Process | None = None
    killed: list[int] = field(default_factory=list)

    def _strikes(self, moment: When) -> bool:
        if self.process is None or (self.requests, moment) != (self.victim, self.when):
            return False
        self.process.kill()
        self.killed.append(self.requests)
        self.process = None
        return True

    async def answer(self, message: Msg, kind: type[Request[R]], effect: Callable[[Any], R], voice: Connection) -> None:
        self.requests += 1
        if self._strikes("before"):
            return
        headers, body = {}, b"{}"
        try:
            body = msgspec.json.encode(effect(msgspec.json.decode(message.data, type=kind)))
        except Rejected as refusal:
            headers = {ERROR_CODE_HEADER: refusal.code}
        if self._strikes("after"):
            return
        await voice.publish(message.reply, body, headers=headers)
        await all_sent(voice)
        self._strikes("answered")

    @contextlib.asynccontextmanager
    async def listening(self, around: Surroundings) -> AsyncIterator[None]:
        voice = await connect(read_settings(around.stack.environment("listings")))
        effects: dict[type[Request[Any]], Callable[[Any], Any]] = {
            ReserveCapacity: self.ledger.reserve,
            ConfirmReservation: self.ledger.confirm,
            ReleaseCapacity: self.ledger.release,
        }
        for kind, effect in effects.items():

            async def respond(
                message: Msg, kind: type[Request[Any]] = kind, effect: Callable[[Any], Any] = effect
            ) -> None:
                await self.answer(message, kind, effect, voice)

            await voice.subscribe(kind.subject, cb=respond)
        await all_sent(voice)
        yield
        await voice.close()


@contextlib.asynccontextmanager
async def another_process(around: Surroundings) -> AsyncIterator[Process]:
    """Of the whole service, with its background work."""
    root = Path(__file__).parents[3]
    environment = around.stack.environment("matching")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "services.matching"),
        env={**environment, "CHOPHIEN_HEALTH_PORT": "0"},
        cwd=root,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def killed_at_each_step(around: Surroundings, assassin: Assassin, ended: Callable[[], Awaitable[bool]]) -> None:
    """One process after the other, each killed a request later than the last; the one after them lives."""
    for victim in range(1, STEPS + 1):
        async with another_process(around) as process:
            assassin.process, assassin.victim, assassin.requests = process, victim, 0
            dying = asyncio.create_task(process.wait())
            while not dying.done() and not await ended():
                await asyncio.wait([dying], timeout=0.05)
    async with another_process(around):
        assassin.process = None
        await eventually_async(ended)
        await around.settled()
