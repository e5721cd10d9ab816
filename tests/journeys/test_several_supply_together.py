"""A buyer in Japan wants more than one co-op has: two fill the demand together, each on its word, on a telephone, and
the buyer has the last.
"""

import re
from uuid import UUID

import httpx

from shared.ids import uuid7
from tests.support.browser import PHONE, People, Reader
from tests.support.goods import a_word, coming_months, publish
from tests.support.market import Market


async def test_two_co_ops_fill_one_demand(people: People, market: Market) -> None:
    what, demand_id = a_word(), uuid7()
    for name in ("coop3", "coop4"):
        await publish(await market.program(name), what, capacity={"unit": "KGM", "by_month": ["600"] * 12})
    demand = {
        "what": what,
        "lang": "vi",
        "quantity": {"amount": "1000", "unit": "KGM"},
        "months": coming_months(3)[1:],
        "destination": "JP",
    }
    answer = await (await market.program("buyer-jp")).put(f"/api/v1/demands/{demand_id}", json=demand)
    assert answer.status_code == httpx.codes.CREATED, answer.text
    buyer = await people.signed_in("buyer-jp", "ja")
    coops = [await people.signed_in(name, viewport=PHONE) for name in ("coop3", "coop4")]

    pool = await ask_for_a_group(buyer, demand_id)
    await answer_it(coops[0], pool, "Agree")
    await answer_it(coops[1], pool, "Decline")
    await buyer.sees(buyer.text("A partner has declined."), buyer.text("Nothing came of it"))
    assert await buyer.stayed()

    pool = await ask_for_a_group(buyer, demand_id)
    for coop in coops:
        await answer_it(coop, pool, "Agree")
    await buyer.sees(buyer.text("All partners agree: the buyer has the last word"))
    assert await buyer.stayed()
    await buyer.press("Confirm")
    await buyer.sees(buyer.text("All have agreed: each has an agreement"))
    await buyer.follow("Agreements")
    await buyer.sees(re.compile(what))


async def ask_for_a_group(buyer: Reader, demand_id: UUID) -> str:
    """Had a declined group kept what it held, there would be none."""
    await buyer.open(f"demands/{demand_id}")
    await buyer.page.get_by_text(buyer.text("No co-op has enough alone?")).click()
    await buyer.press("Find a group")
    await buyer.page.wait_for_url(re.compile("/ja/pools/"))
    await buyer.stays()
    await buyer.sees(buyer.text("Who supplies what"), buyer.text("Every partner is asked"))
    return buyer.page.url.rpartition("/")[2]


async def answer_it(coop: Reader, pool: str, word: str) -> None:
    """The word of it comes into the open inbox and leads there."""
    await coop.open("inbox")
    await coop.page.locator(f"main a[href$='/pools/{pool}']").first.click()
    await coop.press(word)
    await coop.page.wait_for_url(re.compile("/vi/pools/"))
    assert await coop.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
