"""The consumer of the shell: a batch may hold one message twice, when it was published or delivered again."""

import dataclasses

import msgspec
from nats.aio.client import Client as Connection
from nats.aio.msg import Msg

from services.notifications.service import SERVICE
from shared.contracts.registry import AccountChanged
from shared.ids import uuid7
from shared.messaging import Transaction
from shared.messaging.consumer import Consumer
from shared.messaging.process import open_engine
from tests.support.notifications import Stage, an_account, known


async def test_a_message_twice_in_one_batch_is_reacted_to_once(servers: Stage) -> None:
    heard: list[AccountChanged] = []

    async def account_changed(event: AccountChanged, _: Transaction) -> None:
        heard.append(event)

    body, headers = msgspec.json.encode(known(an_account("coop"))), {"ce-id": str(uuid7())}
    batch = [Msg(Connection(), AccountChanged.subject, data=body, headers=headers) for _ in range(2)]
    engine = open_engine(servers.settings)
    await Consumer(dataclasses.replace(SERVICE, events=(account_changed,)), engine).react(batch)
    await engine.dispose()
    assert len(heard) == 1
