"""A fair from its hall grid to the gate: applications, one holder for each booth, badges, check-in."""

import re
from datetime import UTC, datetime, timedelta

from playwright.async_api import expect

from shared.ids import uuid7
from tests.support.browser import People, Reader
from tests.support.goods import publish
from tests.support.letters import letters_to
from tests.support.market import OPEN_FAIR, Market

TAKEN = "Somebody else has just taken this booth. Choose another, or join the waiting list."


def in_days(days: int, hour: int) -> str:
    """As a `datetime-local` field takes it."""
    return f"{datetime.now(UTC) + timedelta(days=days):%Y-%m-%d}T{hour:02d}:00"


async def create_a_fair(organizer: Reader, name: str) -> str:
    """With one hall of two rows and three columns, and another that stays empty; its path."""
    await organizer.open("fairs")
    await organizer.follow("New fair")
    await organizer.type("Name of the fair", name)
    await organizer.type("Venue", "Nhà thi đấu Bắc Ninh")
    await organizer.type("Begins (time at the venue)", in_days(20, 8))
    await organizer.type("Ends (time at the venue)", in_days(22, 17))
    await organizer.type("Time zone of the venue", "Asia/Tokyo")
    await organizer.choose("How booths are given", "approval")
    await organizer.type("Questions to who applies", "Ai đi cùng? *")
    await organizer.page.locator("#hall_0_rows").fill("2")
    await organizer.page.locator("#hall_0_columns").fill("3")
    await organizer.press("Add a hall")
    await expect(organizer.page.locator("#hall_1_rows")).to_have_value("")
    await organizer.press("Save")
    await organizer.page.wait_for_url(re.compile("/fairs/[0-9a-f-]{36}$"))
    await organizer.sees(name, re.compile(r"GMT\+9"))
    return organizer.page.url.split("/vi/")[1]


async def apply(coop: Reader, fair: str, product: str, wish: str) -> None:
    await coop.open(fair)
    await coop.follow("Apply for a booth")
    await coop.page.get_by_role("checkbox", name=product).check()
    await coop.type("Ai đi cùng?", f"Người viết: {wish}")
    await coop.type("What you wish for", wish)
    await coop.press("Send the application")
    await coop.sees(coop.text("Your application"))


async def test_a_fair_with_applications(people: People, market: Market) -> None:
    key = uuid7().hex[-8:]
    name = f"Hội chợ thử {key}"
    organizer = await people.signed_in("organizer")
    coops = {number: await people.signed_in(f"coop{number}") for number in (6, 7)}
    for number in coops:
        await publish(await market.program(f"coop{number}"), f"Gạo {number} {key}")

    fair = await create_a_fair(organizer, name)
    await expect(organizer.page.locator(".scroll svg a")).to_have_count(6)
    await coops[6].open(fair)
    await coops[6].sees(coops[6].text("There is no such fair."))
    await organizer.press("Open for registration")
    await organizer.button("Close the booking of booths").wait_for()

    await organizer.open(f"{fair}/applications")
    await organizer.stays()
    for number, coop in coops.items():
        await apply(coop, fair, f"Gạo {number} {key}", f"Gần cửa {number}")
    cards = {number: organizer.page.get_by_role("article").filter(has_text=f"Gần cửa {number}") for number in coops}
    for card in cards.values():
        await expect(card).to_contain_text("Ai đi cùng? Người viết")
    assert await organizer.stayed()

    await coops[6].stays()
    await cards[6].locator("input[name=booth]").fill("A02")
    await cards[6].get_by_role("button", name=organizer.text("Accept")).click()
    await expect(cards[6].get_by_role("button")).to_have_count(0)
    await expect(coops[6].page.get_by_label(coops[6].text("You at this fair")).get_by_text("A02").first).to_be_visible()
    assert await coops[6].stayed()
    await cards[7].locator("input[name=booth]").fill("A02")
    await cards[7].get_by_role("button", name=organizer.text("Accept")).click()
    await expect(cards[7].locator(".fault")).to_be_visible()
    await expect(cards[7].locator("input[name=booth]")).to_have_value("A02")
    await cards[7].get_by_role("button", name=organizer.text("Decline")).click()
    await organizer.sees(organizer.text("Please fill this in."))
    await cards[7].locator("input[name=reason]").fill("Hết chỗ.")
    await cards[7].get_by_role("button", name=organizer.text("Decline")).click()
    await coops[7].sees("Hết chỗ.")

    await organizer.open(f"{fair}/booths?q=A02")
    await expect(organizer.page.locator("tbody tr")).to_have_count(1)
    await coops[6].open("inbox")
    await coops[6].sees(re.compile("A02"), re.compile(name))
    await letters_to(market, "coop6@chophien.test", name)
    await letters_to(market, "coop7@chophien.test", "Hết chỗ.")
    await organizer.open("inbox")
    await organizer.sees(re.compile(name))


async def test_of_two_who_want_one_booth_one_gets_it_and_the_other_may_wait(people: People) -> None:
    """The slow one's page does not follow along, as without scripts or with a bad connection."""
    quick, slow = await people.signed_in("coop8"), await people.signed_in("coop9", java_script_enabled=False)
    await quick.open(f"fairs/{OPEN_FAIR}/booths?status=free")
    code = await quick.page.locator("tbody tr a").first.inner_text()
    for one in (quick, slow):
        await one.open(f"fairs/{OPEN_FAIR}?booth={code}")
        await one.button("Book booth %(code)s", code=code).wait_for()
    sent = re.compile(r"/bookings$")

    await quick.press("Book booth %(code)s", code=code)
    await quick.page.wait_for_url(f"**/fairs/{OPEN_FAIR}")
    await expect(quick.page.get_by_label(quick.text("You at this fair")).get_by_text(code).first).to_be_visible()
    async with slow.page.expect_response(sent) as answer:
        await slow.press("Book booth %(code)s", code=code)
    assert (await answer.value).status == 409
    await slow.sees(slow.text(TAKEN))
    await slow.button("Join the waiting list").first.click()
    await slow.sees(slow.text("Your place in the waiting list"))
    await slow.press("Leave the waiting list")

    await quick.open("inbox")
    await quick.sees(re.compile(code))


async def test_a_visitor_comes_in_once(people: People, market: Market) -> None:
    buyer, organizer = await people.signed_in("buyer-kr", "en"), await people.signed_in("organizer", "en")
    person = f"Kim {uuid7().hex[-6:]}"
    await buyer.open(f"fairs/{OPEN_FAIR}")
    await buyer.follow("Get a badge")
    await buyer.type("Name on the badge", person)
    await buyer.press("Make the badge")
    await buyer.sees(person)
    code = await buyer.page.locator(".badge .code").inner_text()
    assert await buyer.page.get_by_role("img", name=code).locator("svg path").count() > 0
    await buyer.stays()

    await organizer.open(f"fairs/{OPEN_FAIR}/check-in")
    for greeting in ("Welcome", "Came in before"):
        await organizer.type("Code of the badge", code.lower())
        await organizer.press("Check in")
        await organizer.sees(organizer.text(greeting), person)
    await buyer.sees(re.compile(re.escape(buyer.text("Checked in: %(when)s", when="").strip())))
    assert await buyer.stayed()
    await organizer.type("Code of the badge", "nobody")
    await organizer.press("Check in")
    await organizer.sees(organizer.text("Not let in"), "nobody")

    await buyer.open("inbox")
    await buyer.sees(re.compile("^The badge for"), re.compile("^Welcome to"))
    await letters_to(market, "buyer-kr@chophien.test", "badge")
