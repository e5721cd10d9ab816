"""From what somebody uploads to pictures that are safe to show."""

import asyncio
import io
import zlib
from collections import Counter
from datetime import UTC, datetime, timedelta
from struct import pack
from uuid import UUID

import pytest
import sqlalchemy as sa
from msgspec.structs import replace
from nats.js.errors import KeyNotFoundError, ObjectNotFoundError
from PIL import Image

from services.listings.models import MAX_PHOTOS
from services.listings.sweeping import sweep
from shared.actor import Actor
from shared.contracts.listings import FindListings, ListingRevised, PublishListing, PutListing
from shared.contracts.photos import AddPhoto, ArrangePhotos, GetPhotoAccess, PhotoPlace, RemovePhoto, SharePhoto
from shared.contracts.registry import Organisation
from shared.ids import uuid7
from tests.support.listings import (
    a_picture,
    a_product,
    a_put,
    add_photo,
    known,
    published,
    seen,
    speaker,
    told_of,
    uploaded,
)
from tests.support.surroundings import OPERATOR, Surroundings, account


def speaker_of(put: PutListing) -> Actor:
    return account("coop", speaks_for=[put.organisation_id])


ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


@pytest.fixture(scope="module")
async def coop(listings: Surroundings) -> Organisation:
    return await known(listings)


@pytest.fixture
async def put(listings: Surroundings, coop: Organisation) -> PutListing:
    put = a_put(coop)
    await listings.ask(put, speaker(coop))
    return put


async def stored(around: Surroundings, photo_id: UUID) -> dict[str, Image.Image]:
    """What can be shown of it, opened; the original is under `original`."""
    jetstream = around.running.ports.jetstream
    original = await (await jetstream.object_store("photos")).get(str(photo_id))
    contents = {"original": original.data or b""}
    thumbnails = await jetstream.key_value("thumbnails")
    for name in ("320", "640", "1280", "320.avif", "640.avif", "1280.avif"):
        contents[name] = (await thumbnails.get(f"{photo_id}.{name}")).value or b""
    pictures: dict[str, Image.Image] = {name: Image.open(io.BytesIO(content)) for name, content in contents.items()}
    for picture in pictures.values():
        picture.load()
    return pictures


async def refused(around: Surroundings, put: PutListing, coop: Organisation, content: bytes) -> str:
    command = AddPhoto(listing_id=put.listing_id, photo_id=uuid7(), upload=await uploaded(around, content))
    refusal = await around.refusal(command, speaker(coop))
    assert (await seen(around, put.listing_id, speaker(coop))).photos == []
    photos = await around.running.ports.jetstream.object_store("photos")
    with pytest.raises(ObjectNotFoundError):
        await photos.get_info(str(command.photo_id))
    return refusal.code


def a_photograph(size: tuple[int, int] = (1600, 1200)) -> bytes:
    """Taken with a camera held upright: stored lying, to be turned; says where and by whom."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Kamera"
    exif.get_ifd(GPS)[1] = "N"
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif, comment=b"secret")
    return target.getvalue()


async def test_a_photograph_is_turned_upright_and_tells_nothing(listings: Surroundings, put: PutListing) -> None:
    photo = await add_photo(listings, put, a_photograph(), alt=" Chả\u202e lụa ")
    pictures = await stored(listings, photo.photo_id)
    assert {name: picture.size for name, picture in pictures.items()} == {
        "original": (1200, 1600),
        "1280": (960, 1280),
        "640": (480, 640),
        "320": (240, 320),
        "1280.avif": (960, 1280),
        "640.avif": (480, 640),
        "320.avif": (240, 320),
    }
    for name, picture in pictures.items():
        assert picture.format == ("AVIF" if name.endswith("avif") else "WEBP")
        assert not {"exif", "xmp", "icc_profile", "comment"} & picture.info.keys()
        upper, lower = [picture.convert("RGB").getpixel((100, y)) for y in (20, picture.height - 20)]
        assert isinstance(upper, tuple)
        assert isinstance(lower, tuple)
        assert (upper[0] > 200, upper[1] < 60) == (True, True), "orientation 6: what was left is on top"
        assert min(lower) > 200
    [shown] = (await seen(listings, put.listing_id, speaker_of(put))).photos
    assert (shown.id, shown.width, shown.height, shown.alt) == (photo.photo_id, 1200, 1600, "Chả lụa")


async def test_large_ones_are_made_smaller_and_small_ones_stay(listings: Surroundings, put: PutListing) -> None:
    large = await add_photo(listings, put, a_picture(size=(4000, 1000)))
    small = await add_photo(listings, put, a_picture(size=(30, 20)))
    assert {name: picture.size for name, picture in (await stored(listings, large.photo_id)).items()} == {
        "original": (2048, 512),
        "1280": (1280, 320),
        "640": (640, 160),
        "320": (320, 80),
        "1280.avif": (1280, 320),
        "640.avif": (640, 160),
        "320.avif": (320, 80),
    }
    assert {picture.size for picture in (await stored(listings, small.photo_id)).values()} == {(30, 20)}


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
async def test_what_is_transparent_becomes_white(listings: Surroundings, put: PutListing, kind: str) -> None:
    """A cut-out product whose hidden pixels are black."""
    content = a_picture(kind, mode="RGBA", colour=(0, 0, 0, 0), lossless=True, exact=True)
    photo = await add_photo(listings, put, content)
    pixel = (await stored(listings, photo.photo_id))["original"].convert("RGB").getpixel((5, 5))
    assert pixel == (255, 255, 255)


KINDS = [("PNG", "P"), ("PNG", "L"), ("PNG", "1"), ("JPEG", "CMYK"), ("JPEG", "L"), ("WEBP", "RGB")]


@pytest.mark.parametrize(("kind", "mode"), KINDS)
async def test_other_kinds_of_pictures(listings: Surroundings, put: PutListing, kind: str, mode: str) -> None:
    photo = await add_photo(listings, put, a_picture(kind, mode=mode, colour=0))
    assert (await stored(listings, photo.photo_id))["original"].format == "WEBP"


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


async def test_the_same_photo_again_changes_nothing(listings: Surroundings, coop: Organisation) -> None:
    put = a_put(coop)
    await published(listings, put)
    photo = await add_photo(listings, put, a_picture(colour="red"))
    for content in (a_picture(colour="red"), a_picture(size=(9, 9)), PAGE):
        again = AddPhoto(listing_id=put.listing_id, photo_id=photo.photo_id, upload=await uploaded(listings, content))
        reply = await listings.ask(again, speaker(coop))
        assert (reply.outcome, reply.version) == ("unchanged", 3)
    assert (await stored(listings, photo.photo_id))["original"].size == (64, 48)
    assert len(await told_of(listings, ListingRevised, put.listing_id)) == 1


async def test_an_id_belongs_to_one_photo(listings: Surroundings, put: PutListing, coop: Organisation) -> None:
    other = a_put(await known(listings))
    await listings.ask(other, speaker_of(other))
    photo = await add_photo(listings, other, a_picture(colour="blue"))
    taken = AddPhoto(
        listing_id=put.listing_id, photo_id=photo.photo_id, upload=await uploaded(listings, a_picture(size=(9, 9)))
    )
    assert (await listings.refusal(taken, speaker(coop))).code == "id_reused"
    assert (await stored(listings, photo.photo_id))["original"].size == (64, 48)


async def test_a_published_listing_tells_its_first_photo(listings: Surroundings, coop: Organisation) -> None:
    product = a_product()
    put = a_put(coop, names={"vi": product})
    await published(listings, put)
    first, second = [await add_photo(listings, put, a_picture()) for _ in range(2)]
    for photo in (first, first):
        gone = RemovePhoto(listing_id=put.listing_id, photo_id=photo.photo_id)
        await listings.ask(gone, speaker(coop))
    told = await told_of(listings, ListingRevised, put.listing_id)
    assert [(event.version, event.listing.photo_id) for event in told] == [
        (3, first.photo_id),
        (4, first.photo_id),
        (5, second.photo_id),
    ]
    [card] = (await listings.ask(FindListings(q=product))).items
    assert card.photo_id == second.photo_id
    assert [photo.id for photo in (await seen(listings, put.listing_id)).photos] == [second.photo_id]


async def test_a_removed_photo_does_not_come_back(listings: Surroundings, put: PutListing, coop: Organisation) -> None:
    photo = await add_photo(listings, put, a_picture())
    await listings.ask(RemovePhoto(listing_id=put.listing_id, photo_id=photo.photo_id), speaker(coop))
    assert (await listings.refusal(photo, speaker(coop))).code == "id_reused"


async def test_no_more_than_twelve_even_at_once(listings: Surroundings, put: PutListing, coop: Organisation) -> None:
    upload = await uploaded(listings, a_picture(size=(8, 8)))
    adding = [AddPhoto(listing_id=put.listing_id, photo_id=uuid7(), upload=upload) for _ in range(MAX_PHOTOS + 4)]
    outcomes = Counter(await asyncio.gather(*(listings.outcome(command, speaker(coop)) for command in adding)))
    assert outcomes == {"revised": MAX_PHOTOS, "too_many_photos": 4}
    shown = (await seen(listings, put.listing_id, speaker(coop))).photos
    assert len({photo.id for photo in shown}) == MAX_PHOTOS


async def test_a_shared_picture_comes_first(listings: Surroundings, coop: Organisation) -> None:
    puts = [a_put(coop) for _ in range(2)]
    for put in puts:
        await published(listings, put)
    await add_photo(listings, puts[0], a_picture())
    keys = [put.listing_id for put in puts]
    share = SharePhoto(photo_id=uuid7(), upload=await uploaded(listings, a_picture()), listing_ids=keys)
    for _ in range(2):
        await listings.ask(share, OPERATOR)
    assert [(await seen(listings, key)).photos[0].id for key in keys] == [share.photo_id] * 2
    nowhere = SharePhoto(photo_id=uuid7(), upload=share.upload, listing_ids=[uuid7()])
    assert (await listings.refusal(nowhere, OPERATOR)).code == "listing_unknown"
    none = SharePhoto(photo_id=uuid7(), upload=share.upload, listing_ids=[])
    assert await listings.outcome(none, OPERATOR) == "done"


async def test_no_thumbnail_is_left_of_what_was_refused(
    listings: Surroundings, put: PutListing, coop: Organisation
) -> None:
    command = AddPhoto(listing_id=put.listing_id, photo_id=uuid7(), upload=await uploaded(listings, PAGE))
    await listings.refusal(command, speaker(coop))
    thumbnails = await listings.running.ports.jetstream.key_value("thumbnails")
    with pytest.raises(KeyNotFoundError):
        await thumbnails.get(f"{command.photo_id}.320")


async def is_stored(around: Surroundings, photo_id: UUID) -> bool:
    jetstream = around.running.ports.jetstream
    names = {info.name for info in await (await jetstream.object_store("photos")).list() if not info.deleted}
    thumbnails = await jetstream.key_value("thumbnails")
    found = [str(photo_id) in names]
    for side in ("320", "640", "1280", "320.avif", "640.avif", "1280.avif"):
        try:
            found.append(bool((await thumbnails.get(f"{photo_id}.{side}")).value))
        except KeyNotFoundError:
            found.append(False)
    assert len(set(found)) == 1, "all or none"
    return found[0]


async def test_a_removed_picture_is_deleted_and_the_others_stay(listings: Surroundings, put: PutListing) -> None:
    kept, removed = [await add_photo(listings, put, a_picture()) for _ in range(2)]
    await listings.ask(RemovePhoto(listing_id=put.listing_id, photo_id=removed.photo_id), speaker_of(put))
    await sweep(listings.running.ports, datetime.now(UTC))
    assert (await is_stored(listings, kept.photo_id), await is_stored(listings, removed.photo_id)) == (True, False)
    assert not await listings.rows("SELECT 1 FROM picture WHERE id = :id", id=removed.photo_id)
    await sweep(listings.running.ports, datetime.now(UTC))


async def test_what_never_came_to_its_commit_is_deleted_after_an_hour(listings: Surroundings, put: PutListing) -> None:
    """As after a crash between the files and their row, and in the middle of a sweep."""
    photo = await add_photo(listings, put, a_picture())
    async with listings.running.engine.begin() as connection:
        for table in ("photo", "picture"):
            column = {"photo": "picture_id", "picture": "id"}[table]
            one = sa.table(table, sa.column(column))
            await connection.execute(sa.delete(one).where(one.c[column] == photo.photo_id))
    await sweep(listings.running.ports, datetime.now(UTC))
    assert await is_stored(listings, photo.photo_id), "its commit may be on its way"
    await sweep(listings.running.ports, datetime.now(UTC) + timedelta(hours=2))
    assert not await is_stored(listings, photo.photo_id)


async def test_a_drafts_photo_is_for_those_who_see_the_draft(
    listings: Surroundings, put: PutListing, coop: Organisation
) -> None:
    photo = await add_photo(listings, put, a_picture())
    query = GetPhotoAccess(photo_id=photo.photo_id)
    assert not (await listings.ask(query, speaker_of(put))).public
    assert not (await listings.ask(query, account("officer"))).public
    for stranger in (None, account("buyer"), account("coop", speaks_for=[uuid7()])):
        assert (await listings.refusal(query, stranger)).code == "photo_unknown"
    await listings.ask(PublishListing(listing_id=put.listing_id), speaker(coop))
    assert (await listings.ask(query)).public


async def test_photos_stand_in_the_order_that_their_co_op_gives_them(listings: Surroundings) -> None:
    put = a_put(await known(listings))
    await published(listings, put)
    owner = account("coop", speaks_for=[put.organisation_id])
    first, second = [await add_photo(listings, put, a_picture(colour=colour)) for colour in ("red", "blue")]
    places = [PhotoPlace(id=second.photo_id, alt="hai\u200b"), PhotoPlace(id=first.photo_id)]
    arrange = ArrangePhotos(listing_id=put.listing_id, photos=places)
    assert [await listings.outcome(arrange, owner) for _ in range(2)] == ["revised", "unchanged"]
    shown = await seen(listings, put.listing_id)
    assert [(photo.id, photo.alt) for photo in shown.photos] == [(second.photo_id, "hai"), (first.photo_id, "")]
    for wrong in (places[:1], [*places, PhotoPlace(id=uuid7())], [places[0], places[0]]):
        refusal = await listings.refusal(replace(arrange, photos=wrong), owner)
        assert refusal.code == "photos_changed"
