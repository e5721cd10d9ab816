"""A plan drawn by keyboard, a booth kept for a while, an offer from the waiting list."""

import re
from datetime import UTC, datetime, timedelta

from playwright.async_api import expect

from shared.ids import uuid7
from tests.support.browser import People, Reader
from tests.support.letters import letters_to
from tests.support.market import Market


async def a_fair(market: Market, **changes: object) -> str:
    fair = str(uuid7())
    begins = datetime.now(UTC) + timedelta(days=30)
    body = {
        "name": f"Hội chợ vẽ {fair[-6:]}",
        "status": "open",
        "starts_at": begins.isoformat(),
        "ends_at": (begins + timedelta(days=2)).isoformat(),
        "booking": "direct",
        "halls": [{"code": "A", "rows": 1, "columns": 3}],
    }
    organizer = await market.program("organizer")
    answer = await organizer.put(f"/api/v1/fairs/{fair}", json=body | changes)
    assert answer.status_code == 201
    return f"fairs/{fair}"


async def moved(reader: Reader, code: str, *keys: str) -> None:
    await reader.page.locator("svg.drawing g", has_text=code).focus()
    for key in keys:
        await reader.page.keyboard.press(key)


async def test_two_draw_one_plan_by_keyboard_and_neither_loses_anything(people: People, market: Market) -> None:
    fair = await a_fair(market)
    one, other = await people.signed_in("organizer"), await people.signed_in("organizer")
    for reader in (one, other):
        await reader.open(f"{fair}/plan/A")
        await expect(reader.page.locator("svg.drawing g")).to_have_count(3)

    await moved(other, "A01", "Shift+ArrowDown")
    await moved(one, "A03", "Shift+ArrowDown", "d")
    await expect(one.page.locator("svg.drawing g")).to_have_count(4)
    await one.page.keyboard.press("Control+z")
    await expect(one.page.locator("svg.drawing g")).to_have_count(3)
    await one.page.locator("#fact-zone").fill("Chè")
    await one.page.locator("#fact-zone").press("Tab")
    await one.press("Save the drawing")
    await expect(one.page.locator("svg.drawing g")).to_have_count(3)

    news = other.page.locator("[data-news]")
    await expect(news).to_be_visible()
    await moved(other, "A02", *["ArrowRight"] * 5)
    await other.press("Save the drawing")
    await other.sees(other.text("This booth stands on top of another."))
    await moved(other, "A02", *["ArrowLeft"] * 5)
    await other.press("Save the drawing")
    await other.open(f"{fair}?booth=A03")
    await other.sees("Chè")
    drawn = (await (await market.program("organizer")).get(f"/api/v1/{fair}/booths")).json()["items"]
    y = {booth["code"]: booth["y"] for booth in drawn}
    assert y["A01"] == y["A03"] == y["A02"] + 1


async def test_a_booth_is_kept_then_taken_and_one_is_offered(people: People, market: Market) -> None:
    fair = await a_fair(market, promotion="automatic", halls=[{"code": "A", "rows": 1, "columns": 1}])
    holder, waiting = await people.signed_in("coop8"), await people.signed_in("coop9")
    await holder.open(f"{fair}?booth=A01")
    await holder.press("Keep it for 15 minutes")
    await holder.sees(holder.text("Kept for you: booth %(code)s", code="A01"))
    await waiting.open(fair)
    await waiting.press("Join the waiting list")
    await waiting.sees(waiting.text("Your place in the waiting list"))

    await holder.press("Give it back")

    await waiting.open(fair)
    await waiting.sees(waiting.text("Offered to you: booth %(code)s", code="A01"))
    await waiting.press("Take booth %(code)s", code="A01")
    await expect(waiting.page.locator("#you")).to_contain_text("A01")
    await expect(waiting.page.locator("#you")).not_to_contain_text(waiting.text("Refuse the offer"))


async def test_an_offer_is_refused_from_its_letter_and_then_on_the_page(people: People, market: Market) -> None:
    """Whoever opens the letter later learns that it is over. Who refused keeps waiting for another booth."""
    fair = await a_fair(market, promotion="automatic", halls=[{"code": "A", "rows": 1, "columns": 1}])
    holder = await people.signed_in("coop10")
    first, second = await people.signed_in("coop11"), await people.signed_in("coop12")
    await holder.open(f"{fair}?booth=A01")
    await holder.press("Keep it for 15 minutes")
    for waiting in (first, second):
        await waiting.open(fair)
        await waiting.press("Join the waiting list")
    await holder.press("Give it back")

    [letter] = await letters_to(market, "coop11@chophien.test", f"{fair}/bookings/")
    [link] = re.findall(r"https?://\S+/answer", letter)
    guest = await people.guest()
    await guest.page.goto(link)
    await guest.sees(guest.text("Please sign in first."))
    await first.page.goto(link)
    await first.press("Refuse the offer")
    await first.sees(first.text("Your place in the waiting list"))
    await first.page.goto(link)
    await first.sees(first.text("This offer is over: the booth is no longer kept for you."))

    await second.open(fair)
    await second.sees(second.text("Offered to you: booth %(code)s", code="A01"))
    await second.press("Refuse the offer")
    await second.sees(second.text("Your place in the waiting list"))
    await holder.open(f"{fair}?booth=A01")
    await holder.button("Book booth %(code)s", code="A01").wait_for()
