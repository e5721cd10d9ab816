"""From a sent file to a partner's logo: checked, made small and written anew before the command's transaction."""

import asyncio
from datetime import UTC, datetime

import sqlalchemy as sa
from nats.errors import Error as NatsError

from services.fairs.models import Partner, table_of
from services.fairs.rights import must_hold
from shared.actor import Actor
from shared.contracts.fairs.agenda import PutPartner
from shared.errors import Unavailable
from shared.file_sizes import LARGEST_PICTURE
from shared.messaging import Ports, Reading
from shared.messaging.transaction import open_session
from shared.messaging.uploads import read_upload
from shared.pictures import decoded, webp

LOGOS = "logos"
KEPT_SIDE = 480
"""Pixels: three times what a page gives it."""

PARTNER = table_of(Partner)
_one_at_a_time = asyncio.Semaphore(1)


async def take_logo(command: PutPartner, ports: Ports, actor: Actor) -> None:
    """Nothing is read or kept for who may not, and a logo that is shown somewhere stays as it is."""
    logo_id = command.body.logo_id
    if command.upload is None or logo_id is None:
        return
    async with open_session(ports.engine) as session:
        reading = Reading(session, actor, datetime.now(UTC))
        await must_hold("plan", command.fair_id, reading)
        shown = sa.select(sa.exists().where(PARTNER.c.logo_id == logo_id))
        if await reading.scalar(shown):
            return
    try:
        data = await read_upload(command.upload, ports, largest=LARGEST_PICTURE)
        async with _one_at_a_time:
            content = await asyncio.to_thread(_rendered, data)
        await (await ports.jetstream.object_store(LOGOS)).put(str(logo_id), content)
    except (NatsError, TimeoutError) as error:
        raise Unavailable("bus") from error


def _rendered(data: bytes) -> bytes:
    return webp(decoded(data, KEPT_SIDE))
