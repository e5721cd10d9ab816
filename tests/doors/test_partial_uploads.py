"""A photo sent in parts: it goes on where it was broken off, and is judged as one that came whole."""

import asyncio
import io
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import pytest
from PIL import Image

from shared.ids import uuid7
from tests.support.goods import a_listing
from tests.support.market import Market, form_token
from tests.support.pictures import huge_picture

PART = 256 * 1024
HEADERS = {"Content-Type": "application/partial-upload"}
NOISE = Image.effect_noise((1200, 900), 90)


def large_picture() -> bytes:
    target = io.BytesIO()
    NOISE.save(target, "PNG")
    return target.getvalue()


@dataclass
class Sender:
    """Sends one photo to a product of theirs."""

    client: httpx.AsyncClient
    listing: UUID
    photo: UUID
    token: str

    @property
    def address(self) -> str:
        return f"/en/listings/{self.listing}/photos/{self.photo}/upload"

    async def stands(self) -> tuple[str, str]:
        found = await self.client.head(self.address)
        assert (found.status_code, found.headers["cache-control"]) == (204, "no-store")
        return found.headers["upload-offset"], found.headers["upload-complete"]

    async def append(self, offset: int, part: bytes, *, last: bool = False) -> httpx.Response:
        return await self.append_saying(part, {"Upload-Offset": str(offset), "Upload-Complete": f"?{last:d}"})

    async def append_saying(self, part: bytes, headers: dict[str, str]) -> httpx.Response:
        told = HEADERS | {"Form-Token": self.token} | headers
        sent = [(name.encode(), value.encode()) for name, value in told.items()]
        return await self.client.patch(self.address, content=part, headers=sent)

    async def send(self, content: bytes, offset: int = 0) -> None:
        for start in range(offset, max(1, len(content)), PART):
            end = start + PART
            answer = await self.append(start, content[start:end], last=end >= len(content))
            assert (answer.status_code, answer.headers["upload-offset"]) == (204, str(min(end, len(content))))

    async def finish(self) -> httpx.Response:
        form = {"_token": self.token, "photo_id": str(self.photo), "alt": "In parts"}
        return await self.client.post(f"/en/listings/{self.listing}/photos", data=form, files={"none": b""})


async def sender(market: Market, name: str) -> Sender:
    listing = uuid7()
    await (await market.program(name)).put(f"/api/v1/listings/{listing}", json=a_listing())
    client = await market.reader(name)
    return Sender(client, listing, uuid7(), form_token((await client.get("/en/desk")).text))


@pytest.fixture
async def coop(market: Market) -> Sender:
    return await sender(market, "coop17")


async def test_it_goes_on_where_it_was_broken_off(coop: Sender) -> None:
    content = large_picture()
    assert await coop.stands() == ("0", "?0")
    await coop.append(0, content[:PART])
    await broken_off(coop, PART, content[PART : PART + 70_000])
    assert await coop.stands() == (str(PART), "?0"), "half a part counts for nothing"
    await coop.append(PART, content[PART : 2 * PART])
    for wrong in (0, PART, PART + 1, 3 * PART):
        refused = await coop.append(wrong, content[wrong : wrong + PART])
        assert (refused.status_code, refused.headers["upload-offset"]) == (409, str(2 * PART))
        assert refused.json()["type"].endswith("#mismatching-upload-offset")
        assert (refused.json()["expected-offset"], refused.json()["provided-offset"]) == (2 * PART, wrong)
    assert (await coop.finish()).status_code == 404, "not all of it is there"


async def broken_off(coop: Sender, offset: int, beginning: bytes) -> None:
    """The network goes in the middle of a part; returns when the server has noticed."""
    place = urlsplit(str(coop.client.base_url))
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    told = HEADERS | {
        "Host": place.netloc,
        "Cookie": "; ".join(f"{name}={value}" for name, value in coop.client.cookies.items()),
        "Form-Token": coop.token,
        "Upload-Offset": str(offset),
        "Upload-Complete": "?0",
        "Content-Length": str(PART),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    writer.write(f"PATCH {coop.address} HTTP/1.1\r\n{head}\r\n".encode() + beginning)
    writer.write_eof()
    assert not (await reader.read(64)).startswith(b"HTTP/1.1 2")
    writer.close()


async def test_a_photo_in_parts_becomes_a_photo_once(coop: Sender) -> None:
    content = large_picture()
    await coop.send(content)
    assert await coop.stands() == (str(len(content)), "?1")
    assert (await coop.append(len(content), b"more", last=True)).status_code == 409
    for _ in range(2):
        assert (await coop.finish()).status_code == 303
    with Image.open(io.BytesIO((await coop.client.get(f"/photos/{coop.photo}/640.webp")).content)) as shown:
        assert shown.size == (640, 480)
    assert await coop.stands() == ("0", "?0"), "nothing waits any more"


REFUSED = {
    "cut off": (large_picture()[: 2 * PART], "The picture is cut off or damaged."),
    "200 megapixels": (huge_picture(), "The picture has more than 40 megapixels."),
    "a page": (b"<script>alert(1)</script>" * 20_000, "This file is not a picture that we can read."),
    "nothing": (b"", "The file did not arrive whole."),
}


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED)
async def test_it_is_judged_as_one_that_came_whole(coop: Sender, content: bytes, sentence: str) -> None:
    await coop.send(content)
    refused = await coop.finish()
    assert (refused.status_code in {404, 422}, sentence in refused.text) == (True, True)
    assert (await coop.client.get(f"/photos/{coop.photo}/320.webp")).status_code == 404
    assert await coop.stands() == ("0", "?0"), "what was refused is not kept"


async def test_how_much_is_taken(market: Market) -> None:
    coop = await sender(market, "coop19")
    beginning = {"Upload-Offset": "0", "Upload-Complete": "?0"}
    told = await coop.append_saying(bytes(PART), beginning | {"Upload-Length": str(21 * 2**20)})
    assert (told.status_code, told.json()["code"]) == (413, "file_too_large")
    assert (await coop.append(0, bytes(2**20 + 1))).status_code == 413
    tiny = await coop.append(0, bytes(100))
    assert (tiny.status_code, tiny.json()["code"]) == (409, "part_too_small")
    assert await coop.stands() == ("0", "?0")
    for offset in range(0, 20 * 2**20, 2**20):
        assert (await coop.append(offset, bytes(2**20))).status_code == 204
    assert (await coop.append(20 * 2**20, bytes(PART))).json()["code"] == "file_too_large"
    others = [Sender(coop.client, coop.listing, uuid7(), coop.token) for _ in range(24)]
    answers = [await other.append(0, bytes(64 * 2**10)) for other in others]
    assert [answer.status_code for answer in answers] == [204] * 23 + [409]
    assert answers[-1].json()["code"] == "too_many_uploads"
    for one in (coop, *others):
        gone = await coop.client.delete(one.address, headers={"Form-Token": coop.token})
        assert (gone.status_code, await one.stands()) == (204, ("0", "?0"))


@pytest.mark.parametrize(
    "headers",
    [
        {"Upload-Offset": "-1"},
        {"Upload-Offset": "٣"},
        {"Upload-Offset": "1" * 40},
        {"Upload-Complete": "1"},
        {"Content-Type": "image/png"},
        {"Form-Token": "guessed"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
async def test_what_is_not_said_as_it_must_be(coop: Sender, headers: dict[str, str]) -> None:
    refused = await coop.append_saying(bytes(PART), {"Upload-Offset": "0", "Upload-Complete": "?0"} | headers)
    assert refused.status_code in {403, 415, 422}
    assert refused.headers["content-type"] == "application/problem+json"
    assert await coop.stands() == ("0", "?0")


async def test_nobody_goes_on_with_anothers_upload(market: Market, coop: Sender) -> None:
    content = large_picture()
    await coop.append(0, content[:PART])
    stranger = await sender(market, "coop18")
    theirs = Sender(stranger.client, coop.listing, coop.photo, stranger.token)
    assert (await theirs.client.head(theirs.address)).status_code == 404
    assert (await theirs.append(PART, content[PART : 2 * PART])).status_code == 404
    assert (await theirs.client.delete(theirs.address, headers={"Form-Token": theirs.token})).status_code == 404
    nobody = Sender(await market.stranger(), coop.listing, coop.photo, "")
    assert (await nobody.append(PART, content[PART : 2 * PART])).status_code == 401
    same_id = Sender(stranger.client, stranger.listing, coop.photo, stranger.token)
    assert await same_id.stands() == ("0", "?0"), "of their own"
    await same_id.append(0, bytes(PART))
    assert await coop.stands() == (str(PART), "?0")
    await coop.send(content, PART)
    assert (await coop.finish()).status_code == 303
