"""Public pages are kept by web: nobody who acted reads old state, and others see what changed by its event."""

import re
from collections.abc import AsyncIterator
from uuid import UUID

import httpx
import pytest

from shared.ids import uuid7
from tests.support.eventually import eventually_async
from tests.support.goods import a_listing, a_word, publish
from tests.support.market import OPEN_FAIR, Market, coop_id, form_token
from tests.support.webs import Cable, another_web

FAIR = f"/en/fairs/{OPEN_FAIR}"


async def is_kept(reader: httpx.AsyncClient, address: str) -> bool:
    """Two renderings that differ in nothing could not be told apart, so the process's own count is asked."""
    before = await renderings(reader)
    assert (await reader.get(address)).is_success
    return await renderings(reader) == before


async def renderings(reader: httpx.AsyncClient) -> float:
    metrics = (await reader.get("/metrics")).text
    return float(re.findall(r"^chophien_public_pages_total{source=\"made\"} (\S+)", metrics, re.MULTILINE)[0])


@pytest.mark.parametrize("address", ["/vi", "/en/listings?stars=4", FAIR, "/en/fairs", f"{FAIR}/booths"])
async def test_a_public_page_is_rendered_once_and_not_sent_again(stranger: httpx.AsyncClient, address: str) -> None:
    first = await stranger.get(address)
    assert first.headers["cache-control"] == "public, no-cache"
    assert first.headers["vary"] == "Cookie, Accept-Encoding"
    assert "set-cookie" not in first.headers
    await eventually_async(lambda: is_kept(stranger, address))

    tag = first.headers["etag"]
    for has in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = await stranger.get(address, headers={"If-None-Match": has})
        assert (again.status_code, again.content) == (httpx.codes.NOT_MODIFIED, b"")
        assert {name: again.headers[name] for name in ("etag", "vary", "cache-control")} == {
            "etag": tag, "vary": "Cookie, Accept-Encoding", "cache-control": "public, no-cache",
        }  # fmt: skip
    assert (await stranger.get(address, headers={"If-None-Match": '"other"'})).content == first.content


async def test_what_many_read_is_sent_compressed_to_who_takes_it(market: Market, stranger: httpx.AsyncClient) -> None:
    plainly = await stranger.get("/en/fairs", headers={"Accept-Encoding": "identity"})
    await eventually_async(lambda: is_kept(stranger, "/en/fairs"))
    tight = await stranger.get("/en/fairs", headers={"Accept-Encoding": "br, gzip;q=0.5"})
    assert (tight.headers["content-encoding"], tight.content) == ("gzip", plainly.content)
    assert int(tight.headers["content-length"]) < len(tight.content) / 2
    assert tight.headers["etag"] == plainly.headers["etag"]
    has = {"If-None-Match": tight.headers["etag"], "Accept-Encoding": "gzip"}
    assert (await stranger.get("/en/fairs", headers=has)).status_code == httpx.codes.NOT_MODIFIED

    [style] = re.findall(r"/static/style\.\w+\.css", plainly.text)
    sent = [await stranger.get(style, headers={"Accept-Encoding": coding}) for coding in ("gzip", "identity")]
    assert [asset.headers.get("content-encoding") for asset in sent] == ["gzip", None]
    assert sent[0].content == sent[1].content
    own = await (await market.reader("coop2")).get("/en/fairs", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in own.headers


async def test_pages_of_somebody_signed_in_are_neither_kept_nor_given_to_others(
    market: Market, stranger: httpx.AsyncClient
) -> None:
    address = f"/en/listings/{await publish(await market.program('coop2'), a_word())}"
    reader = await market.reader("coop2")
    own = await reader.get(address)
    assert own.headers["cache-control"] == "private, no-store"
    assert "etag" not in own.headers
    assert form_token(own.text)
    assert "_token" not in (await stranger.get(address)).text
    assert form_token((await reader.get(address)).text)


async def test_what_is_not_found_or_not_well_is_not_kept(stranger: httpx.AsyncClient) -> None:
    for address in (f"/en/listings/{uuid7()}", "/en/listings?q=" + a_word(), "/en/sign-in"):
        assert "etag" not in (await stranger.get(address)).headers


async def test_who_acts_never_reads_old_state(coop: httpx.AsyncClient, stranger: httpx.AsyncClient) -> None:
    """Every act is followed by a reading of pages that were kept until then."""
    word = a_word()
    search, shelf = f"/en/listings?q={word}+common", "/en/listings?category=food"
    await publish(coop, f"{word} common")
    for number in range(5):
        assert f"{number + 1} product" in (await stranger.get(search)).text
        await stranger.get(shelf)
        listing_id = await publish(coop, f"{word} common {number}")
        assert str(listing_id) in (await stranger.get(search)).text
        assert str(listing_id) in (await stranger.get(shelf)).text

        page = f"/en/listings/{listing_id}"
        assert "185,000" in (await stranger.get(page)).text
        body = a_listing(f"{word} common {number}", price={"amount": "7", "currency": "USD", "unit": "KGM"})
        changed = await coop.put(f"/api/v1{page[3:]}", json=body, headers={"If-Match": '"2"'})
        assert changed.status_code == httpx.codes.OK, changed.text
        assert "$7" in (await stranger.get(page)).text
    assert (await coop.delete(f"/api/v1{page[3:]}/publication")).status_code == httpx.codes.NO_CONTENT
    assert (await stranger.get(page)).status_code == httpx.codes.NOT_FOUND
    assert str(listing_id) not in (await stranger.get(search)).text


async def test_the_api_answers_strangers_from_what_is_kept_and_never_late(
    coop: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    word = a_word()
    search = f"/api/v1/listings?q={word}"
    listing_id = await publish(coop, word)
    first = await stranger.get(search)
    await eventually_async(lambda: is_kept(stranger, search))
    assert (await stranger.get(search, headers={"If-None-Match": first.headers["etag"]})).status_code == 304
    address = f"/api/v1/listings/{listing_id}"
    assert (await stranger.get(address)).headers["etag"] == '"2"'
    await eventually_async(lambda: is_kept(stranger, address))

    changed = await coop.put(address, json=a_listing(word, sku="NEW"), headers={"If-Match": '"2"'})
    assert changed.is_success, changed.text
    assert (await stranger.get(address)).json()["sku"] == "NEW"
    assert (await stranger.get(search)).json()["items"][0]["sku"] == "NEW"
    assert "NEW" in (await coop.get(search)).text
    assert "etag" not in (await coop.get(search)).headers


async def test_a_booking_is_on_the_plan_at_once(
    coop: httpx.AsyncClient, organizer: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    fair_id = uuid7()
    fair = {
        "name": "Kept", "status": "open", "booking": "direct", "halls": [{"code": "A", "rows": 1, "columns": 2}],
        "starts_at": "2027-03-10T08:00:00+07:00", "ends_at": "2027-03-12T17:00:00+07:00",
    }  # fmt: skip
    assert (await organizer.put(f"/api/v1/fairs/{fair_id}", json=fair)).is_success
    booths = (await stranger.get(f"/api/v1/fairs/{fair_id}/booths")).json()["items"]
    for free, booth in ((2, booths[0]), (1, booths[1])):
        assert f"{free} of 2 booths free" in (await stranger.get("/en/fairs")).text
        before = (await stranger.get(f"/en/fairs/{fair_id}")).text
        booking = {"booth_id": booth["id"], "organisation_id": str(coop_id(1))}
        assert (await coop.put(f"/api/v1/fairs/{fair_id}/bookings/{uuid7()}", json=booking)).is_success
        assert (await stranger.get(f"/en/fairs/{fair_id}")).text != before
    assert "0 of 2 booths free" in (await stranger.get("/en/fairs")).text


@pytest.fixture(scope="module")
async def elsewhere(market: Market) -> AsyncIterator[tuple[httpx.AsyncClient, Cable]]:
    async with another_web(market) as web:
        yield web


async def test_other_web_processes_follow_by_events(
    coop: httpx.AsyncClient, elsewhere: tuple[httpx.AsyncClient, Cable]
) -> None:
    """Pages would stay for minutes without an event."""
    other, _ = elsewhere
    listing_id = await publish(coop, a_word())
    page = f"/en/listings/{listing_id}"
    await eventually_async(lambda: is_kept(other, "/en"))
    await eventually_async(lambda: is_kept(other, page))

    newer = await publish(coop, a_word())
    await eventually_async(lambda: says(other, "/en", newer))
    assert (await coop.delete(f"/api/v1{page[3:]}/publication")).is_success
    await eventually_async(lambda: is_gone(other, page))


async def says(reader: httpx.AsyncClient, address: str, listing_id: UUID) -> bool:
    return str(listing_id) in (await reader.get(address)).text


async def is_gone(reader: httpx.AsyncClient, address: str) -> bool:
    return (await reader.get(address)).status_code == httpx.codes.NOT_FOUND


async def test_without_the_bus_kept_pages_are_read_on_and_made_anew_when_it_is_back(
    coop: httpx.AsyncClient, elsewhere: tuple[httpx.AsyncClient, Cable]
) -> None:
    other, cable = elsewhere
    await eventually_async(lambda: is_kept(other, "/en"))
    await cable.cut()
    await eventually_async(lambda: is_away(other))
    newer = await publish(coop, a_word())
    kept = await other.get("/en")
    assert kept.is_success
    assert str(newer) not in kept.text

    await cable.join()
    await eventually_async(lambda: says(other, "/en", newer))


async def is_away(reader: httpx.AsyncClient) -> bool:
    """A page that was never rendered says so."""
    return (await reader.get(f"/en/listings?q={a_word()}")).status_code == httpx.codes.SERVICE_UNAVAILABLE
