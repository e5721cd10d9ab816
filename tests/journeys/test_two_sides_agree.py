"""A buyer in Japan and a co-op manager with a phone: from the request to a signed agreement. Nobody reloads a page."""

import re
from uuid import UUID

import httpx
from playwright.async_api import expect

from shared.ids import uuid7
from tests.support.browser import PHONE, People, Reader
from tests.support.goods import a_word, publish
from tests.support.letters import letters_to
from tests.support.market import Market
from web.field_faults import FIELD_FAULTS

PAPER = b"%PDF-1.7\nsigned\n" * 2000


async def a_request(market: Market, coop: str, what: str) -> UUID:
    """A buyer's demand in Japanese, and the request for the one product that fits."""
    buyer, seller = await market.program("buyer-jp"), await market.program(coop)
    listing_id = await publish(seller, f"Củ sen sấy {what}", names={"vi": f"Củ sen sấy {what}", "ja": "乾燥レンコン"})
    demand_id, match_request_id = uuid7(), uuid7()
    demand = {
        "what": f"乾燥レンコン {what}",
        "lang": "ja",
        "quantity": {"amount": "300", "unit": "KGM"},
        "destination": "JP",
    }
    for address, body in (
        (f"demands/{demand_id}", demand),
        (f"match-requests/{match_request_id}", {"demand_id": str(demand_id), "listing_id": str(listing_id)}),
    ):
        answer = await buyer.put(f"/api/v1/{address}", json=body)
        assert answer.status_code == httpx.codes.CREATED, answer.text
    return match_request_id


async def send_a_quote(reader: Reader, price: str, place: str) -> None:
    await reader.choose("Currency", "USD")
    await reader.type("Price", price)
    await reader.choose("Incoterm 2020", "CIF")
    await reader.type("Named place", place)
    await reader.press("Send the quote")


async def fits_the_phone(reader: Reader) -> None:
    """No sideways scrolling, and every button is for a thumb."""
    assert await reader.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    heights = await reader.page.evaluate(
        "[...document.querySelectorAll('main .btn')].filter((one) => one.offsetParent).map((one) => one.offsetHeight)"
    )
    assert heights
    assert min(heights) >= 44


async def test_from_request_to_signed_agreement(people: People, market: Market) -> None:
    what = a_word()
    request_id = await a_request(market, "coop5", what)
    buyer = await people.signed_in("buyer-jp", "en")
    coop = await people.signed_in("coop5", viewport=PHONE)

    await buyer.open(f"matches/{request_id}")
    await buyer.stays()
    await coop.open("desk")
    task = coop.page.get_by_role("article").filter(has_text=what)
    await task.get_by_role("link", name=coop.text("Read and answer")).click()
    await coop.press("Accept")
    await fits_the_phone(coop)
    await coop.follow("Make a quote")
    await fits_the_phone(coop)
    await coop.type("Quantity %(number)s", "1.200", number=1)
    await send_a_quote(coop, "7,4", "Hải Phòng")
    await coop.sees(coop.text(FIELD_FAULTS["more_than_free"]))
    await coop.type("Quantity %(number)s", "300", number=1)
    await coop.press("Send the quote")
    await coop.page.wait_for_url(re.compile("/matches/[0-9a-f-]{36}$"))

    await buyer.sees(buyer.text("Quote %(number)s", number=1), "$6,660.00")
    assert await buyer.stayed()
    await buyer.follow("Answer with another quote")
    await send_a_quote(buyer, "7.1", "Yokohama")
    await buyer.page.wait_for_url(re.compile("/matches/[0-9a-f-]{36}$"))
    await buyer.stays()
    await buyer.type("Your message", "よろしくお願いします。")
    await buyer.press("Send")

    await coop.sees("CIF Hải Phòng", "CIF Yokohama", "よろしくお願いします。")
    await fits_the_phone(coop)
    await coop.press("Accept this quote")
    await coop.page.wait_for_url(re.compile("/agreements/"))
    await coop.sees(coop.text("Agreed: the capacity is reserved"), "6.390,00 US$")
    await fits_the_phone(coop)
    await buyer.sees(buyer.text("You have an agreement"))
    await they_sign(buyer, coop)
    await both_have_it_in_their_inbox(people, market, what)


async def they_sign(buyer: Reader, coop: Reader) -> None:
    printed = await coop.page.request.get(
        str(await coop.link("Print to sign (PDF)").get_attribute("href")), fail_on_status_code=True
    )
    assert (await printed.body()).startswith(b"%PDF-")
    await coop.page.set_input_files("#scan", {"name": "ky.pdf", "mimeType": "application/pdf", "buffer": PAPER})
    await coop.press("Send")
    await coop.sees("SHA-256")
    await coop.press("Confirm")
    await buyer.follow("To the agreement")
    await buyer.page.wait_for_url(re.compile("/agreements/"))
    await expect(buyer.page.get_by_text("SHA-256")).to_be_visible()
    scan = await buyer.page.request.get(
        str(await buyer.link("Download").get_attribute("href")), fail_on_status_code=True
    )
    assert await scan.body() == PAPER
    await coop.stays()
    await buyer.press("Confirm")
    for one in (buyer, coop):
        await one.sees(one.text("Signed and confirmed by both sides"))
    assert await coop.stayed()


async def both_have_it_in_their_inbox(people: People, market: Market, what: str) -> None:
    for name in ("buyer-jp", "coop5"):
        reader = await people.signed_in(name, "en")
        await reader.open("inbox")
        await expect(reader.page.locator("main").get_by_text("Agreed with").filter(has_text=what)).to_have_count(1)
        await letters_to(market, f"{name}@chophien.test", what)


async def test_nobody_else_reads_what_they_say(people: People, market: Market) -> None:
    request_id = await a_request(market, "coop6", a_word())
    stranger = await people.signed_in("buyer-kr", "en")
    for path in ("", "/quotes/new"):
        await stranger.open(f"matches/{request_id}{path}")
        await stranger.sees(stranger.text("There is no such request, or it is not shown to you."))
