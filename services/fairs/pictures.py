"""From a sent file to the picture behind a hall's booths: checked and written anew before the command's transaction."""

import asyncio
import re
from datetime import UTC, datetime
from uuid import UUID

from msgspec import Struct
from nats.errors import Error as NatsError

from services.fairs.models import Fair
from services.fairs.rights import must_hold
from shared.actor import Actor
from shared.contracts.fairs.backdrops import HangBackdrop
from shared.errors import Rejected, Unavailable
from shared.file_sizes import LARGEST_PICTURE
from shared.messaging import Ports, Reading
from shared.messaging.transaction import open_session
from shared.messaging.uploads import read_upload
from shared.pictures import decoded, webp

BACKDROPS = "backdrops"
KEPT_SIDE = 2400
"""Pixels: on A3 that is 150 to the inch, enough for the thin lines of a floor plan."""
NOT_DRAWN_BY_DOTS = {"PDF": re.compile(rb"%PDF-"), "SVG": re.compile(rb"\s*(<\?xml|<!--|<!DOCTYPE svg|<svg)")}
"""What architects send: an SVG may carry programs, and nothing here turns a PDF into a picture."""

_one_at_a_time = asyncio.Semaphore(1)


class Taken(Struct, frozen=True):
    """`proportion`: its height by its width."""

    proportion: float


def object_name(fair_id: UUID, picture_id: UUID) -> str:
    """Of its fair, so that nobody writes over the drawing of another."""
    return f"{fair_id}.{picture_id}"


async def take_backdrop(command: HangBackdrop, ports: Ports, actor: Actor) -> Taken:
    """Nothing is read or kept for who may not, and a picture that is shown stays as it is."""
    async with open_session(ports.engine) as session:
        reading = Reading(session, actor, datetime.now(UTC))
        fair = await reading.found(Fair, command.fair_id, or_reject="fair_unknown")
        await must_hold("plan", fair.id, reading)
    known = next((one for one in fair.backdrops if one.picture_id == command.picture_id), None)
    if known is not None:
        return Taken(known.depth / known.width)
    try:
        data = await read_upload(command.upload, ports, largest=LARGEST_PICTURE)
        async with _one_at_a_time:
            proportion, content = await asyncio.to_thread(rendered, data)
        backdrops = await ports.jetstream.object_store(BACKDROPS)
        await backdrops.put(object_name(fair.id, command.picture_id), content)
    except (NatsError, TimeoutError) as error:
        raise Unavailable("bus") from error
    return Taken(proportion)


def rendered(data: bytes) -> tuple[float, bytes]:
    for name, beginning in NOT_DRAWN_BY_DOTS.items():
        if beginning.match(data):
            raise Rejected("drawing_to_export", format=name)
    picture = decoded(data, KEPT_SIDE)
    return picture.height / picture.width, webp(picture)
