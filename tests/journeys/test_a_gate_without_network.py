"""Two gates of a fair, on phones without network, and later everything is there once. And two who meet there."""

import asyncio
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from playwright.async_api import Route, expect

from services.fairs.badge_code import new_code
from shared.ids import uuid7
from tests.support.browser import PHONE, People, Reader
from tests.support.eventually import eventually_async
from tests.support.market import Market

IS_KEPT = "caches.match(location.pathname).then((kept) => Boolean(kept) && Boolean(navigator.serviceWorker.controller))"
"""Also without network the page can be opened."""
DISCONNECTED = "ERR_INTERNET_DISCONNECTED"
HOUR = timedelta(hours=1)
EARLY = 8
"""O'clock at the venue, when its gates open."""


async def a_fair(organizer: httpx.AsyncClient, began: datetime | None = None) -> UUID:
    """One that begins at that moment, where the clocks are such that it is one day with the next hours."""
    key, starts_at = uuid7(), began or datetime(2031, 3, 1, 1, tzinfo=UTC)
    east_of_greenwich = (EARLY - starts_at.hour + 12) % 24 - 12
    body: dict[str, Any] = {
        "name": f"Hội chợ {key.hex[-6:]}",
        "status": "open",
        "starts_at": starts_at.isoformat(),
        "ends_at": (starts_at + 12 * HOUR).isoformat(),
        "zone": f"Etc/GMT{-east_of_greenwich:+d}",
    }
    answer = await organizer.put(f"/api/v1/fairs/{key}", json=body)
    assert answer.status_code == httpx.codes.CREATED, answer.text
    return key


async def list_of(market: Market, fair: UUID) -> Any:
    return (await (await market.reader("organizer")).get(f"/vi/fairs/{fair}/gate/list")).json()


async def days_of(market: Market, fair: UUID) -> dict[str, int]:
    """On how many each is counted, by name."""
    people = (await list_of(market, fair))["items"]
    days = {one["person_name"]: len(one["came"]) for one in people}
    assert len(days) == len(people)
    return days


async def scope_of(reader: Reader) -> str:
    """Of the page as a phone installs it."""
    manifest = "fetch(document.querySelector('[rel=manifest]').href).then((answer) => answer.text())"
    scope: str = json.loads(await reader.page.evaluate(manifest))["scope"]
    return scope


async def a_badge(visitor: httpx.AsyncClient, fair: UUID, name: str) -> str:
    answer = await visitor.put(f"/api/v1/fairs/{fair}/registrations/{uuid7()}", json={"person_name": name})
    code: str = answer.json()["code"]
    return code


async def opened(reader: Reader, fair: UUID, began: datetime, ahead: timedelta = timedelta()) -> None:
    """At the moment `began`, when the list was as it is now; by a phone whose clock is `ahead`."""

    async def as_it_was(route: Route) -> None:
        answer = await route.fetch()
        await route.fulfill(response=answer, json={**await answer.json(), "now": began.isoformat()})

    await reader.page.clock.install(time=began + ahead)
    await reader.page.route("**/gate/list", as_it_was, times=1)
    await reader.open(f"fairs/{fair}/gate")
    await ready(reader)
    await eventually_async(lambda: reader.page.evaluate(IS_KEPT))


async def hours_pass(hours: int, *readers: Reader) -> None:
    for reader in readers:
        await reader.page.clock.fast_forward(f"{hours:02d}:00:00")


async def ready(reader: Reader) -> None:
    await expect(reader.page.locator("main[data-ready]")).to_be_visible()


async def enters(reader: Reader, code: str) -> None:
    await reader.type("Code of the badge", code)
    await reader.press("Check in")


async def enters_without_badge(reader: Reader, typed: str, name: str) -> None:
    """Who is in the list is found by a part of the name."""
    await reader.page.locator("summary").first.click()
    await reader.type("Name on the badge", typed)
    await reader.press(name)


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


def forget_the_silence(*readers: Reader) -> None:
    """What the browser said of the network that it did not have."""
    for reader in readers:
        assert any(DISCONNECTED in fault for fault in reader.faults)
        reader.faults[:] = [fault for fault in reader.faults if DISCONNECTED not in fault]


async def test_two_gates_are_eight_hours_without_network_and_merge_later(people: People, market: Market) -> None:
    program, buyer = await market.program("organizer"), await market.program("buyer-jp")
    began = datetime.now(UTC) - 8 * HOUR
    fair = await a_fair(program, began)
    codes = {name: await a_badge(buyer, fair, name) for name in ("Sato Yui", "Kim Minjun")}
    east, west = [await people.signed_in("organizer", viewport=PHONE) for _ in range(2)]
    await opened(east, fair, began)
    await opened(west, fair, began, ahead=timedelta(days=1))
    await expect(west.page.locator("[data-part=clock]")).to_contain_text("1440")
    late, key = await a_badge(buyer, fair, "Lê Thị Na"), UUID(hex=(await list_of(market, fair))["key"])

    for phone in (east, west):
        await phone.page.context.set_offline(True)
    await hours_pass(1, east, west)
    await east.page.reload()
    await ready(east)
    await enters(east, codes["Sato Yui"].lower())
    await greeted(east, east.text("Welcome"), "Sato Yui")
    await expect(east.page.locator("[data-part=day]")).to_be_hidden()
    await enters_without_badge(west, "minjun", "Kim Minjun")
    await greeted(west, west.text("Welcome"), "Kim Minjun")
    await hours_pass(4, east, west)
    await enters(east, codes["Kim Minjun"])
    await enters(east, late)
    await greeted(
        east,
        east.text("Welcome"),
        east.text("A badge of this fair, newer than the list. Will be checked when it is sent."),
    )
    await enters(east, new_code(key))
    await enters(east, "0000-0000-0000-0000")
    await greeted(east, east.text("Not let in"))
    await enters(west, codes["Sato Yui"])
    await hours_pass(3, east, west)
    await enters(east, codes["Sato Yui"])
    await greeted(east, east.text("Came in before"))
    await east.page.locator("summary").first.click()
    await east.type("Name on the badge", "Trần Văn Bưởi")
    await east.press("Register and let in")
    await greeted(east, east.text("Welcome"), "Trần Văn Bưởi")
    await east.page.reload()
    await ready(east)
    await expect(east.page.locator("[data-part=counts]")).to_contain_text(re.compile(r"· 7 "))

    answered = await lose_an_answer(east)
    await east.page.context.set_offline(False)
    async with asyncio.timeout(60):
        await answered.wait()
    await west.page.context.set_offline(False)
    for phone in (east, west):
        await phone.page.locator("summary").nth(1).click()
        await phone.press("Send and get the list anew")
        await expect(phone.page.locator("[data-part=counts]")).to_contain_text(re.compile(r"· 0 "))
    uncertain = east.page.locator("[data-part=odd-list] li")
    await expect(uncertain).to_contain_text(
        [
            east.text("None of our badges. Read it again, or register the person."),
            east.text("Signed as ours, but nobody has this badge."),
        ]
    )
    await expect(west.page.locator("[data-part=odd-list] li")).to_have_count(0)
    assert await days_of(market, fair) == {"Kim Minjun": 1, "Lê Thị Na": 1, "Sato Yui": 1, "Trần Văn Bưởi": 1}
    assert await scope_of(east) == f"/vi/fairs/{fair}/gate"
    forget_the_silence(east, west)


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
