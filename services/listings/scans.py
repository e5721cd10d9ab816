"""Scanned papers: judged by their content, kept as they came, opened only to who may see them.

The check runs before the command's transaction; the file goes from the bucket that web filled into the private one.
"""

import asyncio
import io

from msgspec import Struct
from nats.errors import Error as NatsError
from nats.js.errors import NotFoundError
from PIL import Image, UnidentifiedImageError

from services.listings.models import Evidence, Listing
from shared.actor import Actor
from shared.contracts.papers import AddEvidence
from shared.errors import Rejected, Unavailable
from shared.file_sizes import LARGEST_EVIDENCE
from shared.messaging import Ports
from shared.messaging.transaction import open_session
from shared.messaging.uploads import UPLOADS, read_upload
from shared.pictures import FORMATS, MOST_PIXELS

EVIDENCE = "evidence"
PDF = "application/pdf"
MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
TAIL = 2048  # bytes from the end in which a whole PDF says that it ends

_one_at_a_time = asyncio.Semaphore(1)


class Scan(Struct, frozen=True):
    media_type: str
    size: int


async def take_scan(command: AddEvidence, ports: Ports, actor: Actor) -> Scan:
    """Nothing is read for who may not, and a scan that is there stays as it is, whoever knows its id.

    Raises `id_reused` for another file under the id of a known one.
    """
    async with open_session(ports.engine) as session:
        listing = await session.get(Listing, command.listing_id)
        known = await session.get(Evidence, command.evidence_id)
    if listing is None:
        raise Rejected("listing_unknown", id=command.listing_id)
    listing.must_be_in_the_hands_of(actor)
    try:
        if known is not None:
            await _must_be_the_same(command, ports)
            return Scan(known.media_type, known.size)
        data = await read_upload(command.upload, ports, largest=LARGEST_EVIDENCE)
        async with _one_at_a_time:
            media_type = await asyncio.to_thread(judged, data)
        evidence = await ports.jetstream.object_store(EVIDENCE)
        await evidence.put(str(command.evidence_id), data)
    except (NatsError, TimeoutError) as error:
        raise Unavailable("bus") from error
    return Scan(media_type, len(data))


async def _must_be_the_same(command: AddEvidence, ports: Ports) -> None:
    """An upload that is gone already says nothing else."""
    try:
        sent = await (await ports.jetstream.object_store(UPLOADS)).get_info(command.upload)
        kept = await (await ports.jetstream.object_store(EVIDENCE)).get_info(str(command.evidence_id))
    except NotFoundError:
        return
    if sent.digest != kept.digest:
        raise Rejected("id_reused", id=command.evidence_id)


def judged(data: bytes) -> str:
    """The media type; raises `Rejected` for what is neither a picture nor a PDF, or is cut off."""
    if data.startswith(b"%PDF-"):
        if b"%%EOF" not in data[-TAIL:]:
            raise Rejected("scan_broken")
        return PDF
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Rejected("picture_too_large", megapixels=MOST_PIXELS // 1_000_000)
            opened.load()
            return MEDIA_TYPES[opened.format or ""]
    except UnidentifiedImageError as error:
        raise Rejected("scan_unreadable") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Rejected("scan_broken") from error
