"""From an uploaded file to pictures that are safe to show: checked, turned upright, made small, without metadata.

Runs before the command's transaction. The file's own content decides what it is, not its name.
"""

import asyncio
import io
from uuid import UUID

from msgspec import Struct
from nats.errors import Error as NatsError
from PIL import Image
from sqlmodel.ext.asyncio.session import AsyncSession

from services.listings.models import Listing, Picture
from shared.actor import Actor
from shared.contracts.photos import AddPhoto, SharePhoto
from shared.errors import Rejected, Unavailable
from shared.file_sizes import LARGEST_PICTURE
from shared.messaging import Ports
from shared.messaging.transaction import open_session
from shared.messaging.uploads import read_upload
from shared.pictures import QUALITY, decoded, webp

PHOTOS, THUMBNAILS = "photos", "thumbnails"
KEPT_SIDE = 2048  # pixels of the longer side of what is kept as the original
THUMBNAIL_SIDES = (320, 640, 1280)
AVIF_QUALITY, AVIF_SPEED = 55, 8
"""At this speed AVIF costs no more CPU than WebP; slower ones save 3 % of the bytes for three times the work."""

_one_at_a_time = asyncio.Semaphore(1)


class Prepared(Struct, frozen=True):
    width: int
    height: int


class Rendition(Struct, frozen=True):
    prepared: Prepared
    original: bytes
    thumbnails: dict[str, bytes]
    """By what follows the picture's id in their key."""


async def take_photo(command: AddPhoto | SharePhoto, ports: Ports, actor: Actor) -> Prepared:
    """Read the upload, store the original in the object store and thumbnails in key-value.

    Nothing is read or kept for who may not; and a picture that is there stays as it is, whoever knows its id.
    """
    async with open_session(ports.engine) as session:
        await _must_be_allowed(command, actor, session)
        known = await session.get(Picture, command.photo_id)
    if known is not None:
        return Prepared(known.width, known.height)
    try:
        data = await read_upload(command.upload, ports, largest=LARGEST_PICTURE)
        async with _one_at_a_time:
            rendition = await asyncio.to_thread(render, data)
        await _keep(command.photo_id, rendition, ports)
    except (NatsError, TimeoutError) as error:
        raise Unavailable("bus") from error
    return rendition.prepared


async def _must_be_allowed(command: AddPhoto | SharePhoto, actor: Actor, session: AsyncSession) -> None:
    if isinstance(command, SharePhoto):
        actor.must_be("admin")
        return
    listing = await session.get(Listing, command.listing_id)
    if listing is None:
        raise Rejected("listing_unknown", id=command.listing_id)
    listing.must_be_in_the_hands_of(actor)


async def _keep(photo_id: UUID, rendition: Rendition, ports: Ports) -> None:
    photos = await ports.jetstream.object_store(PHOTOS)
    await photos.put(str(photo_id), rendition.original)
    thumbnails = await ports.jetstream.key_value(THUMBNAILS)
    for name, content in rendition.thumbnails.items():
        await thumbnails.put(f"{photo_id}.{name}", content)


def thumbnail_keys(photo_id: UUID) -> list[str]:
    """Of every size, as WebP, and as AVIF and JPEG, which pictures from earlier days do not have."""
    return [f"{photo_id}.{side}{kind}" for side in THUMBNAIL_SIDES for kind in ("", ".avif", ".jpg")]


def render(data: bytes) -> Rendition:
    """Decode once, write WebP, AVIF and JPEG in every size. Raises `Rejected` for what is no picture, or broken, or
    too large.
    """
    picture = decoded(data, KEPT_SIDE)
    size = Prepared(picture.width, picture.height)
    original = webp(picture)
    thumbnails: dict[str, bytes] = {}
    for side in sorted(THUMBNAIL_SIDES, reverse=True):
        picture.thumbnail((side, side))
        thumbnails |= {f"{side}": webp(picture), f"{side}.avif": _avif(picture), f"{side}.jpg": _jpeg(picture)}
    return Rendition(size, original, thumbnails)


def _jpeg(picture: Image.Image) -> bytes:
    """For who understands neither of the others: old telephones, and what shows a shared link."""
    target = io.BytesIO()
    picture.convert("RGB").save(target, "JPEG", quality=QUALITY, progressive=True)
    return target.getvalue()


def _avif(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "AVIF", quality=AVIF_QUALITY, speed=AVIF_SPEED, max_threads=1)
    return target.getvalue()
