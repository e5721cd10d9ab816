"""On a telephone, without scripts: a buyer collects products of two co-ops and writes once."""

from playwright.async_api import expect

from tests.support.browser import PHONE, People
from tests.support.goods import a_word, publish
from tests.support.market import Market


async def test_one_message_asks_each_co_op_once(people: People, market: Market) -> None:
    word = a_word()
    first, second, third = [
        await publish(await market.program(coop), f"Hồng sấy {word} {number}")
        for number, coop in enumerate(("coop15", "coop15", "coop16"), 1)
    ]
    buyer = await people.signed_in("buyer-kr", "en", viewport=PHONE, java_script_enabled=False)
    await buyer.open(f"listings?q={word}")
    for listing_id in (first, second, third):
        await buyer.page.locator(f'button[name=listing][value="{listing_id}"]').click()
    await expect(buyer.link("%(num)s products in your basket", num=3)).to_be_visible()
    await buyer.follow("%(num)s products in your basket", num=3)
    assert await buyer.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    await buyer.type("What you are looking for", "")
    await buyer.press("Send the requests")
    await expect(buyer.field("What you are looking for")).to_have_accessible_description("Please fill this in.")
    await buyer.type("What you are looking for", f"Dried persimmon {word}")
    await buyer.choose("Destination", "KR")
    await buyer.type("Message to every co-op", f"Two tonnes a month {word}")
    await buyer.press("Send the requests")
    await expect(buyer.page.get_by_text(buyer.text("sent"), exact=True)).to_have_count(2)
    await buyer.page.reload()
    await expect(buyer.page.get_by_text(buyer.text("sent"), exact=True)).to_have_count(2)
    await buyer.open("basket")
    await buyer.sees("Nothing in it yet")

    coop = await people.signed_in("coop15", viewport=PHONE)
    await coop.open("matches")
    asked = coop.page.get_by_role("link", name=f"Hồng sấy {word}")
    await expect(asked).to_have_count(1)
    await asked.click()
    await coop.sees(f"Two tonnes a month {word}", f"Hồng sấy {word} 2")
