"""Photos: what is one, what only says so, what is too large; nothing of a refused one is kept."""

import io
import itertools
from uuid import UUID

import httpx
import pytest
from PIL import Image

from shared.ids import uuid7
from tests.support.goods import a_listing
from tests.support.market import Market, form_token
from tests.support.pictures import huge_picture, picture

SIZES = (320, 640, 1280)
ENDINGS = {"webp": "WEBP", "avif": "AVIF", "jpg": "JPEG"}


@pytest.fixture(scope="module")
async def seller(market: Market) -> httpx.AsyncClient:
    return await market.reader("coop17")


@pytest.fixture
async def listing(market: Market) -> UUID:
    key = uuid7()
    await (await market.program("coop17")).put(f"/api/v1/listings/{key}", json=a_listing())
    return key


async def send(seller: httpx.AsyncClient, listing: UUID, content: bytes, name: str, photo: UUID) -> httpx.Response:
    token = form_token((await seller.get("/en/desk")).text)
    files = {"photo": (name, content, "image/jpeg")}
    typed = {"_token": token, "photo_id": str(photo), "alt": "A hill of ginger"}
    return await seller.post(f"/en/listings/{listing}/photos", data=typed, files=files)


async def with_webp_only(market: Market, photo: UUID) -> None:
    """As photos were kept at first."""
    connection = await market.connection("listings")
    thumbnails = await connection.jetstream().key_value("thumbnails")
    for ending in ("avif", "jpg"):
        await thumbnails.delete(f"{photo}.640.{ending}")
    await connection.close()


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.jpg"), ("WEBP", "../../etc/passwd")])
async def test_a_picture_is_known_by_its_content(
    market: Market, seller: httpx.AsyncClient, listing: UUID, kind: str, name: str
) -> None:
    photo = uuid7()
    assert (await send(seller, listing, picture(kind), name, photo)).status_code == 303
    for size, (ending, wanted) in itertools.product(SIZES, ENDINGS.items()):
        answer = await seller.get(f"/photos/{photo}/{size}.{ending}")
        assert answer.headers["content-type"] == f"image/{wanted.lower()}"
        with Image.open(io.BytesIO(answer.content)) as kept:
            assert (kept.format, max(kept.size)) == (wanted, min(size, 900))
    await with_webp_only(market, photo)
    for ending in ("avif", "jpg"):
        older = await seller.get(f"/photos/{photo}/640.{ending}")
        assert (older.headers["content-type"], older.content[8:12]) == ("image/webp", b"WEBP")


PICTURE = picture()
REFUSED = {
    "truncated": (PICTURE[: len(PICTURE) // 2], 422, "The picture is cut off or damaged."),
    "only a head": (PICTURE[:40], 422, "picture"),
    "HTML": (b"<html><script>alert(1)</script>", 422, "This file is not a picture that we can read."),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', 422, "This file is not a picture that we can read."),
    "a GIF": (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", 422, "This file is not a picture that we can read."),
    "empty": (b"", 422, "This file is not a picture that we can read."),
    "200 megapixels": (huge_picture(), 422, "The picture has more than 40 megapixels."),
    "21 MB": (PICTURE + bytes(21 * 2**20), 413, "The file is too large. Send at most 20 MB."),
    "30 MB": (bytes(30 * 2**20), 413, "This is too large."),
}


@pytest.mark.parametrize(("content", "status", "sentence"), REFUSED.values(), ids=REFUSED)
async def test_what_is_no_good_picture(
    seller: httpx.AsyncClient, listing: UUID, content: bytes, status: int, sentence: str
) -> None:
    photo = uuid7()
    refused = await send(seller, listing, content, "a.jpg", photo)
    assert refused.status_code == status
    assert sentence in refused.text
    if status == 422:
        assert 'id="photo-fault"' in refused.text
        assert 'value="A hill of ginger"' in refused.text
    assert (await seller.get(f"/photos/{photo}/320.webp")).status_code == 404
    assert str(photo) not in (await seller.get(f"/en/listings/{listing}")).text


async def test_nobody_replaces_a_photo_or_adds_one_to_anothers_listing(
    market: Market, seller: httpx.AsyncClient, listing: UUID
) -> None:
    photo = uuid7()
    await send(seller, listing, picture(), "a.jpg", photo)
    before = (await seller.get(f"/photos/{photo}/320.webp")).content
    assert (await send(seller, listing, picture(size=(400, 400)), "a.jpg", photo)).status_code == 303
    stranger = await market.reader("coop18")
    assert (await send(stranger, listing, picture(size=(400, 400)), "a.jpg", uuid7())).status_code in {403, 404}
    assert (await seller.get(f"/photos/{photo}/320.webp")).content == before


async def test_the_thirteenth_photo(seller: httpx.AsyncClient, listing: UUID) -> None:
    small = picture(size=(40, 30))
    for _ in range(12):
        assert (await send(seller, listing, small, "a.jpg", uuid7())).status_code == 303
    full = await send(seller, listing, small, "a.jpg", uuid7())
    assert (full.status_code, "at most 12 photos" in full.text) == (409, True)


async def test_addresses_of_photos(market: Market) -> None:
    stranger = await market.stranger()
    for address in (
        f"{uuid7()}/320.webp",
        f"{uuid7()}/99.webp",
        f"{uuid7()}/320.avif",
        f"{uuid7()}/320.gif",
        "x/320.webp",
        f"{uuid7()}/..%2f..%2fkeys",
    ):
        assert (await stranger.get(f"/photos/{address}")).status_code == 404


async def test_a_drafts_photo_is_shown_to_its_seller_and_to_nobody_else(
    market: Market, seller: httpx.AsyncClient, listing: UUID
) -> None:
    photo = uuid7()
    assert (await send(seller, listing, picture(), "a.jpg", photo)).status_code == 303
    address, stranger = f"/photos/{photo}/320.webp", await market.stranger()
    own = await seller.get(address)
    assert (own.status_code, own.headers["cache-control"]) == (200, "private, no-store")
    assert (await stranger.get(address)).status_code == 404
    await (await market.program("coop17")).put(f"/api/v1/listings/{listing}/publication")
    assert "immutable" in (await stranger.get(address)).headers["cache-control"]
