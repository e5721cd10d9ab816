"""Hearing what all services of a market tell."""

import contextlib
import json
from collections.abc import AsyncIterator
from uuid import UUID

from nats.aio.msg import Msg

from deploy.local.settled import wait_until_settled
from shared.bus.connection import all_sent
from tests.support.eventually import eventually_async
from tests.support.market import Market


class Ear:
    def __init__(self, market: Market) -> None:
        self._market = market
        self._heard: list[Msg] = []

    async def hear(self, message: Msg) -> None:
        self._heard.append(message)

    async def told_of(self, key: UUID) -> list[str]:
        """The names of all events about that entity, once nothing is on its way any more."""
        await wait_until_settled(self._market.stack)
        await all_sent(self._connection)
        await eventually_async(self._is_idle)
        told = [(message.subject, json.loads(message.data)) for message in self._heard]
        return [subject.rpartition(".")[2] for subject, event in told if event.get("id") == str(key)]

    async def _is_idle(self) -> bool:
        return self._subscription.pending_msgs == 0

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncIterator["Ear"]:
        self._connection = await self._market.connection("operator")
        try:
            self._subscription = await self._connection.subscribe("*.v1.evt.>", cb=self.hear)
            await all_sent(self._connection)
            yield self
        finally:
            await self._connection.close()
