"""What is no picture for us, and that nothing of it is kept."""

import zlib
from struct import pack

import pytest
from nats.js.errors import KeyNotFoundError, ObjectNotFoundError

from shared.contracts.listings import PutListing
from shared.contracts.photos import AddPhoto
from shared.contracts.registry import Organisation
from shared.ids import uuid7
from tests.support.listings import a_picture, seen, speaker, uploaded
from tests.support.surroundings import Surroundings


async def refused(around: Surroundings, put: PutListing, coop: Organisation, content: bytes) -> str:
    command = AddPhoto(listing_id=put.listing_id, photo_id=uuid7(), upload=await uploaded(around, content))
    refusal = await around.refusal(command, speaker(coop))
    assert (await seen(around, put.listing_id, speaker(coop))).photos == []
    photos = await around.running.ports.jetstream.object_store("photos")
    with pytest.raises(ObjectNotFoundError):
        await photos.get_info(str(command.photo_id))
    return refusal.code


def a_png_of(width: int, height: int) -> bytes:
    """A header that promises so many pixels; there are none behind it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


PAGE = b"<!DOCTYPE html><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PAGE, "picture_unreadable"),
        (b"", "picture_unreadable"),
        (b"\xff\xd8\xff", "picture_unreadable"),
        (b"GIF89a" + b"\0" * 20, "picture_unreadable"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "picture_unreadable"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "picture_unreadable"),
        (a_picture("GIF", mode="P", colour=0), "picture_unreadable"),
        (a_picture("JPEG", size=(400, 300))[:900], "picture_broken"),
        (a_picture("PNG", size=(400, 300))[:200], "picture_broken"),
        (a_png_of(41_000, 1000), "picture_too_large"),
        (a_png_of(10_000, 10_000), "picture_too_large"),
        (a_png_of(20_000, 10_000), "picture_too_large"),
        (a_png_of(2**31 - 1, 2**31 - 1), "picture_too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_is_no_picture_for_us(
    listings: Surroundings, put: PutListing, coop: Organisation, content: bytes, code: str
) -> None:
    assert await refused(listings, put, coop, content) == code


async def test_a_file_beyond_what_is_taken(listings: Surroundings, put: PutListing, coop: Organisation) -> None:
    assert await refused(listings, put, coop, a_picture() + b"\0" * (20 * 2**20)) == "file_too_large"


@pytest.mark.parametrize("upload", ["nobody-put-it", "", "*", ">", "\u0000", "a b"])
async def test_an_upload_that_is_not_there(
    listings: Surroundings, put: PutListing, coop: Organisation, upload: str
) -> None:
    command = AddPhoto(listing_id=put.listing_id, photo_id=uuid7(), upload=upload)
    assert (await listings.refusal(command, speaker(coop))).code == "upload_unknown"


async def test_no_thumbnail_is_left_of_what_was_refused(
    listings: Surroundings, put: PutListing, coop: Organisation
) -> None:
    command = AddPhoto(listing_id=put.listing_id, photo_id=uuid7(), upload=await uploaded(listings, PAGE))
    await listings.refusal(command, speaker(coop))
    thumbnails = await listings.running.ports.jetstream.key_value("thumbnails")
    with pytest.raises(KeyNotFoundError):
        await thumbnails.get(f"{command.photo_id}.320")
