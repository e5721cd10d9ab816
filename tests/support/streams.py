"""A market's streams, as those see them who made them."""

import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from nats.js import JetStreamContext
from nats.js.api import RawStreamMsg

from tests.support.market import Market


@contextlib.asynccontextmanager
async def streams(market: Market) -> AsyncIterator[JetStreamContext]:
    connection = await market.connection("provision")
    try:
        yield connection.jetstream()
    finally:
        await connection.close()


async def end_of(jetstream: JetStreamContext, stream: str) -> int:
    """The sequence of its last message."""
    return (await jetstream.stream_info(stream)).state.last_seq


async def kept_since(jetstream: JetStreamContext, stream: str, after: int, name: str) -> list[RawStreamMsg]:
    """The events of that name that it has kept since."""
    last = await end_of(jetstream, stream)
    messages = [await jetstream.get_msg(stream, sequence) for sequence in range(after + 1, last + 1)]
    return [message for message in messages if (message.subject or "").endswith(f".{name}")]


def body_of(message: RawStreamMsg) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(message.data or b"{}")
    return body


@contextlib.asynccontextmanager
async def refusing(jetstream: JetStreamContext, stream: str) -> AsyncIterator[None]:
    """The stream takes nothing meanwhile, so that what was committed waits in its outbox."""
    config = (await jetstream.stream_info(stream)).config
    await jetstream.update_stream(config.evolve(max_msg_size=1))
    try:
        yield
    finally:
        await jetstream.update_stream(config)
