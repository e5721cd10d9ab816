"""A connection to the bus that comes back by itself."""

from typing import Any

import nats
from nats.aio.client import Client as Connection

from shared.settings import Settings


async def connect(settings: Settings, reconnected: Any = None, fault: Any = None) -> Connection:
    """A bus connection that comes back by itself, with the inbox prefix that its user may read."""

    async def ignore(*_: object) -> None:
        """Disconnections are logged by `fault`."""

    return await nats.connect(
        settings.nats_url,
        user=settings.nats_user,
        password=settings.nats_password,
        name=settings.nats_user,
        inbox_prefix=f"_INBOX_{settings.nats_user}".encode(),
        max_reconnect_attempts=-1,
        reconnect_time_wait=0.2,
        connect_timeout=5,
        reconnected_cb=reconnected or ignore,
        error_cb=fault or ignore,
    )


async def all_sent(connection: Connection) -> None:
    """Returns when the bus has every subscription. The first PING of nats-py overtakes what waits in its buffer; the
    second follows it.
    """
    await connection.flush()
    await connection.flush()
