"""Ends when nothing is on its way: every outbox empty, every consumer with nothing pending.

`python -m deploy.local.settled <data directory>`, a short-lived process of the start.
"""

import asyncio
import sys
import time
from pathlib import Path

import asyncpg
import nats
from nats.js import JetStreamContext

from deploy.local.bus import STREAMS
from deploy.local.credentials import SERVICES
from deploy.local.directory import DataDirectory
from deploy.local.ports import load_ports
from deploy.local.stack import Stack, open_stack

PAUSE = 0.1
PATIENCE = 15 * 60
"""Seconds; the longest redelivery pause is ten minutes."""

REPORT = 5.0
"""Seconds between two lines about what is waited for."""


async def wait_until_settled(stack: Stack) -> None:
    connection = await nats.connect(
        stack.nats_url,
        user="operator",
        password=stack.credentials.bus["operator"],
        inbox_prefix="_INBOX_operator",
        max_reconnect_attempts=3,
    )
    try:
        began = reported = time.monotonic()
        while waiting := await on_its_way(stack, connection.jetstream()):
            now = time.monotonic()
            if now - began > PATIENCE:
                sys.exit(f"still on its way: {waiting}")
            if now - reported > REPORT:
                print(f"on its way: {waiting}", file=sys.stderr)
                reported = now
            await asyncio.sleep(PAUSE)
    finally:
        await connection.close()


async def on_its_way(stack: Stack, jetstream: JetStreamContext) -> str:
    """A reaction that ends while we look may tell something itself, and that may be out of its outbox again by then: so
    outboxes are looked at twice, and no stream may have grown.
    """
    before = await _told(jetstream)
    outboxes = await _outboxes(stack)
    consumers = await asyncio.gather(*(_pending(jetstream, stream) for stream in STREAMS))
    outboxes += await _outboxes(stack)
    grown = ["new events"] if await _told(jetstream) != before else []
    return ", ".join((*outboxes, *(line for lines in consumers for line in lines), *grown))


async def _told(jetstream: JetStreamContext) -> list[int]:
    return [(await jetstream.stream_info(stream)).state.last_seq for stream in STREAMS]


async def _outboxes(stack: Stack) -> list[str]:
    found = await asyncio.gather(*(_outbox(stack, service) for service in SERVICES))
    return [line for lines in found for line in lines]


async def _outbox(stack: Stack, service: str) -> list[str]:
    connection = await asyncpg.connect(stack.database_url(service).replace("+asyncpg", ""))
    try:
        count = await connection.fetchval("SELECT count(*) FROM outbox")
    finally:
        await connection.close()
    return [f"{count} in the outbox of {service}"] if count else []


async def _pending(jetstream: JetStreamContext, stream: str) -> list[str]:
    found = {
        info.name: (info.num_pending or 0) + (info.num_ack_pending or 0)
        for info in await jetstream.consumers_info(stream)
    }
    return [f"{count} of {stream} for {name}" for name, count in found.items() if count]


if __name__ == "__main__":
    directory = DataDirectory(Path(sys.argv[1]))
    asyncio.run(wait_until_settled(open_stack(directory, load_ports(directory))))
