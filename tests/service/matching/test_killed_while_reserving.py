"""Matching is killed at every step of the way from an accepted quote to its capacity; the history still adds up.

Whoever answers for `listings` sends SIGKILL to the process that asks: before the request has its effect, after it, or
after the answer has gone out.
"""

import asyncio
import contextlib
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
import pytest
from nats.aio.client import Client as Connection
from nats.aio.msg import Msg
from nats.micro.request import ERROR_CODE_HEADER

from services.matching.service import SERVICE
from shared.bus.connection import all_sent, connect
from shared.contracts.agreements import AgreementReached, AgreementRefused
from shared.contracts.capacity import ConfirmReservation, ReleaseCapacity, ReserveCapacity
from shared.contracts.message import Request
from shared.contracts.quotes import MakeQuote
from shared.errors import Rejected
from shared.settings import read_settings
from tests.service.matching.builders import speaker
from tests.service.matching.deals import Ledger, a_deal, terms
from tests.support.eventually import eventually_async
from tests.support.surroundings import Surroundings, surroundings

pytestmark = pytest.mark.long

R = TypeVar("R", bound=msgspec.Struct)
When = Literal["before", "after", "answered"]
STEPS = 4
"""Two months: reserved and confirmed, or one reserved, one refused, both released."""


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
    async def listening(self, voice: Connection) -> AsyncIterator[None]:
        effects: dict[type[Request[Any]], Callable[[Any], Any]] = {
            ReserveCapacity: self.ledger.reserve,
            ConfirmReservation: self.ledger.confirm,
            ReleaseCapacity: self.ledger.release,
        }
        subscriptions = []
        for kind, effect in effects.items():

            async def respond(
                message: Msg, kind: type[Request[Any]] = kind, effect: Callable[[Any], Any] = effect
            ) -> None:
                await self.answer(message, kind, effect, voice)

            subscriptions.append(await voice.subscribe(kind.subject, cb=respond))
        await all_sent(voice)
        yield
        for subscription in subscriptions:
            await subscription.unsubscribe()


@pytest.fixture
async def idle() -> AsyncIterator[Surroundings]:
    """Matching without its background work: another process does that."""
    async with surroundings(replace(SERVICE, background=()), voices=("registry", "listings", "fairs")) as around:
        yield around


@contextlib.asynccontextmanager
async def another_process(around: Surroundings) -> AsyncIterator[Process]:
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


async def an_accepted_quote(around: Surroundings, *amounts: int) -> MakeQuote:
    deal = await a_deal(around)
    quote = deal.quote(months=terms(*amounts).months)
    await around.ask(quote, speaker(deal.coop))
    await around.ask(deal.acceptance(quote), speaker(deal.buyer))
    return quote


@pytest.mark.parametrize("when", ["before", "after", "answered"])
@pytest.mark.parametrize(("amounts", "end"), [((1000, 2000), "agreed"), ((1000, 9000), "refused")])
async def test_killed_at_every_step(idle: Surroundings, when: When, amounts: tuple[int, int], end: str) -> None:
    quote = await an_accepted_quote(idle, *amounts)
    assassin = Assassin(Ledger(capacity=Decimal(5000)), when)
    voice = await connect(read_settings(idle.stack.environment("listings")))

    async def status() -> str:
        [row] = await idle.rows("SELECT status FROM agreement WHERE id = :id", id=quote.quote_id)
        return str(row.status)

    async def ended() -> bool:
        return await status() in {"agreed", "refused"}

    async with assassin.listening(voice):
        for victim in range(1, STEPS + 1):
            async with another_process(idle) as process:
                assassin.process, assassin.victim, assassin.requests = process, victim, 0
                dying = asyncio.create_task(process.wait())
                while not dying.done() and not await ended():
                    await asyncio.wait([dying], timeout=0.05)
        async with another_process(idle) as process:
            assassin.process = None
            await eventually_async(ended)
            await idle.settled()
    await voice.close()
    assert len(assassin.killed) >= STEPS - 1
    assert await status() == end
    kept = sorted(one.status for one in assassin.ledger.kept.values())
    assert kept == (["confirmed", "confirmed"] if end == "agreed" else ["released", "released"])
    told = [*idle.told(AgreementReached, quote.quote_id), *idle.told(AgreementRefused, quote.quote_id)]
    assert [event.status for event in told] == [end]
