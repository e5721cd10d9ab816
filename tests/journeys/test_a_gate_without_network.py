"""Two gates of a fair, on phones: one loses its network, and later everything is there once. And two who meet there."""

import asyncio
import json
import re
from typing import Any
from uuid import UUID

import httpx
from playwright.async_api import Route, expect

from shared.ids import uuid7
from tests.support.browser import PHONE, People, Reader
from tests.support.eventually import eventually_async
from tests.support.market import Market

IS_KEPT = "caches.match(location.pathname).then((kept) => Boolean(kept) && Boolean(navigator.serviceWorker.controller))"
"""Also without network the page can be opened."""
DISCONNECTED = "ERR_INTERNET_DISCONNECTED"


async def a_fair(organizer: httpx.AsyncClient) -> UUID:
    key = uuid7()
    body: dict[str, Any] = {
        "name": f"Hội chợ {key.hex[-6:]}",
        "status": "open",
        "starts_at": "2031-03-01T08:00:00+07:00",
        "ends_at": "2031-03-03T17:00:00+07:00",
        "zone": "Asia/Ho_Chi_Minh",
    }
    answer = await organizer.put(f"/api/v1/fairs/{key}", json=body)
    assert answer.status_code == httpx.codes.CREATED, answer.text
    return key


async def a_badge(visitor: httpx.AsyncClient, fair: UUID, name: str) -> str:
    answer = await visitor.put(f"/api/v1/fairs/{fair}/registrations/{uuid7()}", json={"person_name": name})
    code: str = answer.json()["code"]
    return code


async def opened(reader: Reader, fair: UUID) -> None:
    await reader.open(f"fairs/{fair}/gate")
    await ready(reader)


async def ready(reader: Reader) -> None:
    await expect(reader.page.locator("main[data-ready]")).to_be_visible()


async def enters(reader: Reader, code: str) -> None:
    await reader.type("Code of the badge", code)
    await reader.press("Check in")


async def greeted(reader: Reader, *words: str) -> None:
    for word in words:
        await expect(reader.page.locator("[data-part=result]")).to_contain_text(word)


async def lose_an_answer(reader: Reader) -> asyncio.Event:
    """Of the next batch: the fair takes it, and the network is gone before the phone hears of it."""
    lost = asyncio.Event()

    async def cut_off(route: Route) -> None:
        await route.fetch()
        await route.abort("internetdisconnected")
        lost.set()

    await reader.page.route("**/gate/scans", cut_off, times=1)
    return lost


async def test_a_gate_goes_on_without_network_and_merges_later(people: People, market: Market) -> None:
    program, buyer = await market.program("organizer"), await market.program("buyer-jp")
    fair = await a_fair(program)
    codes = {name: await a_badge(buyer, fair, name) for name in ("Sato Yui", "Kim Minjun")}
    east, west = [await people.signed_in("organizer", viewport=PHONE) for _ in range(2)]
    for phone in (east, west):
        await opened(phone, fair)
    await eventually_async(lambda: east.page.evaluate(IS_KEPT))
    late = await a_badge(buyer, fair, "Lê Thị Na")

    await east.page.context.set_offline(True)
    await east.page.reload()
    await ready(east)
    await enters(east, codes["Sato Yui"].lower())
    await greeted(east, east.text("Welcome"), "Sato Yui")
    await enters(east, codes["Sato Yui"])
    await greeted(east, east.text("Came in before"))
    await enters(east, codes["Kim Minjun"])
    await enters(east, late)
    await greeted(
        east,
        east.text("Welcome"),
        east.text("A badge of this fair, newer than the list. Will be checked when it is sent."),
    )
    await enters(east, "0000-0000-0000-0000")
    await greeted(east, east.text("Not let in"))
    await expect(east.page.locator("[data-part=day]")).to_be_visible()
    await east.page.locator("summary").first.click()
    await east.type("Name on the badge", "Trần Văn Bưởi")
    await east.press("Register and let in")
    await greeted(east, east.text("Welcome"), "Trần Văn Bưởi")
    await east.page.reload()
    await ready(east)
    waiting = east.page.locator("[data-part=counts]")
    await expect(waiting).to_contain_text(re.compile(r"· 6 "))

    await enters(west, codes["Kim Minjun"])
    await greeted(west, west.text("Counted for today."))

    answered = await lose_an_answer(east)
    await east.page.context.set_offline(False)
    async with asyncio.timeout(60):
        await answered.wait()
    await east.page.locator("summary").nth(1).click()
    await east.press("Send and get the list anew")
    await expect(waiting).to_contain_text(re.compile(r"· 0 "))
    uncertain = east.page.locator("[data-part=odd-list] li")
    await expect(uncertain).to_have_count(1)
    await expect(uncertain).to_contain_text(east.text("None of our badges. Read it again, or register the person."))
    answer = await (await market.reader("organizer")).get(f"/vi/fairs/{fair}/gate/list")
    assert sorted((one["person_name"], len(one["came"])) for one in answer.json()["items"]) == [
        ("Kim Minjun", 1),
        ("Lê Thị Na", 1),
        ("Sato Yui", 1),
        ("Trần Văn Bưởi", 1),
    ]
    kept = json.loads(
        await east.page.evaluate("fetch(document.querySelector('[rel=manifest]').href).then((answer) => answer.text())")
    )
    assert kept["scope"] == f"/vi/fairs/{fair}/gate"
    assert any(DISCONNECTED in fault for fault in east.faults)
    east.faults[:] = [fault for fault in east.faults if DISCONNECTED not in fault]


async def test_two_at_a_fair_have_each_others_contact_when_both_want_it(people: People, market: Market) -> None:
    fair = await a_fair(await market.program("organizer"))
    for name in ("coop3", "buyer-il"):
        await a_badge(await market.program(name), fair, f"{name} {fair.hex[-6:]}")
    code = await a_badge(await market.program("buyer-il"), fair, f"Noa {fair.hex[-6:]}")
    coop, buyer = await people.signed_in("coop3", viewport=PHONE), await people.signed_in("buyer-il", "en")
    await buyer.open("my/leads")
    await buyer.stays()
    await coop.open("my/leads")
    await coop.page.locator("#registration_id").select_option(
        label=await coop.page.locator("option", has_text=fair.hex[-6:]).inner_text()
    )
    await coop.type("Code of the other's badge", code)
    await coop.press("Ask for the contact")
    await coop.sees(coop.text("Somebody whom you asked"))
    await buyer.press("Yes, exchange contacts")
    await buyer.sees(f"coop3 {fair.hex[-6:]}")
    await coop.sees(f"Noa {fair.hex[-6:]}")
    card = coop.page.get_by_role("article").filter(has_text=f"Noa {fair.hex[-6:]}")
    await card.locator("summary").click()
    await card.get_by_label(coop.text("Note"), exact=True).fill("Gửi mẫu trà")
    await card.get_by_label(coop.text("To do by"), exact=True).fill("2031-03-05")
    await card.get_by_role("button", name=coop.text("Save")).click()
    await expect(card.locator("textarea")).to_have_value("Gửi mẫu trà")
    await buyer.sees_not("Gửi mẫu trà")
