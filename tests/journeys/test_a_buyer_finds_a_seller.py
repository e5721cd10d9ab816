"""A buyer in Japan browses, posts a demand, is shown what fits, asks, and is answered. Nobody reloads a page."""

import re

from playwright.async_api import Locator, expect

from tests.support.browser import People, Reader
from tests.support.goods import a_word, publish
from tests.support.letters import letters_to
from tests.support.market import Market

COUNT = re.compile(r"[\d,.]+")


async def count_in(place: Locator) -> int:
    found = COUNT.search(await place.inner_text())
    assert found
    return int(re.sub(r"\D", "", found.group()))


async def test_the_catalogue_is_searched_filtered_and_turned_over(people: People) -> None:
    buyer = await people.signed_in("buyer-jp", "en")
    await buyer.open("")
    every = await count_in(buyer.page.get_by_role("heading", level=1))

    four_stars = buyer.page.locator("label", has=buyer.page.locator('input[name=stars][value="4"]'))
    promised = await count_in(four_stars.locator(".num"))
    await four_stars.click()
    await buyer.page.wait_for_url("**stars=4**")
    assert 0 < promised < every
    assert await count_in(buyer.page.get_by_role("heading", level=1)) == promised

    first = await names_on(buyer)
    await buyer.follow("More products")
    await buyer.page.wait_for_url("**cursor=**")
    second = await names_on(buyer)
    assert len(first) == 24
    assert second
    assert set(first).isdisjoint(second)

    await buyer.follow("Clear filters")
    await buyer.page.locator("main input[type=search], header input[type=search]").first.fill("mat ong")
    await buyer.page.keyboard.press("Enter")
    await buyer.page.wait_for_url("**q=mat**")
    assert all("mật ong" in name.lower() or "honey" in name.lower() for name in await texts_on(buyer))


async def test_a_search_for_so_much_in_a_month_is_sorted_and_kept(people: People) -> None:
    buyer = await people.signed_in("buyer-jp", "en")
    await buyer.open("listings?q=tea&province=2004-27")
    every = await count_in(buyer.page.get_by_role("heading", level=1))
    await buyer.page.locator("input[name=capacity_from]").fill("1.2")
    await buyer.page.locator("select[name=capacity_unit]").select_option("TNE")
    await buyer.page.wait_for_url("**capacity_unit=TNE**")
    assert 0 < await count_in(buyer.page.get_by_role("heading", level=1)) < every

    await buyer.follow("Lowest price")
    await buyer.page.wait_for_url("**sort=price**")
    await buyer.press("Tell me about new ones")
    kept = buyer.page.get_by_role("article").filter(has_text="tea").first
    assert "≥ 1.2 tonnes a month" in await kept.inner_text()
    await kept.get_by_role("link", name="tea").click()
    assert await count_in(buyer.page.get_by_role("heading", level=1)) > 0
    assert "sort=price" in buyer.page.url


async def names_on(buyer: Reader) -> list[str]:
    """Addresses, as several co-ops may sell the same."""
    links = buyer.page.locator(".card h2 a")
    return [str(await link.get_attribute("href")) for link in await links.all()]


async def texts_on(buyer: Reader) -> list[str]:
    return await buyer.page.locator(".card h2").all_inner_texts()


async def post_a_demand(buyer: Reader, what: str) -> None:
    await buyer.open("demands/new")
    await buyer.type("What you are looking for", what)
    await buyer.choose("Product group", "food")
    await buyer.type("Quantity a month", "1,000")
    await buyer.choose("Unit", "KGM")
    await buyer.choose("Destination", "JP")
    await buyer.press("Save")
    await buyer.page.wait_for_url(re.compile("/demands/[0-9a-f-]{36}$"))


async def test_from_a_demand_to_the_contacts_of_both(people: People, market: Market) -> None:
    what, vietnamese = f"{a_word()} {a_word()}", f"Rễ {a_word()}"
    buyer, coop = await people.signed_in("buyer-jp", "en"), await people.signed_in("coop2")

    await post_a_demand(buyer, what)
    await buyer.sees(buyer.text("Nothing fits yet"))
    await buyer.stays()
    await publish(await market.program("coop2"), vietnamese, names={"vi": vietnamese, "en": what})
    fitting = buyer.page.get_by_role("article").filter(has_text=what)
    await expect(fitting.get_by_role("link", name=what)).to_be_visible()
    await expect(fitting).to_contain_text("1,000 kg a month and more; asked 1,000")
    assert await buyer.stayed()

    await coop.open("matches")
    await coop.stays()
    await fitting.get_by_text(buyer.text("Add a message")).click()
    await fitting.get_by_label(buyer.text("Message to the co-op")).fill("Samples first, please.")
    await fitting.get_by_role("button", name=buyer.text("Request a match")).click()
    await buyer.page.wait_for_url(re.compile("/matches/"))
    await buyer.sees(buyer.text("Waiting for the co-op's answer"))

    arrived = coop.page.get_by_role("article").filter(has_text=what)
    await expect(arrived).to_be_visible()
    assert await coop.stayed()
    await arrived.get_by_role("link").click()
    await coop.sees("Samples first, please.")
    for one in (buyer, coop):
        await one.sees_not("coop2@chophien.test", "buyer-jp@chophien.test")

    await buyer.stays()
    await coop.press("Accept")
    for one in (buyer, coop):
        await one.sees("coop2@chophien.test", "buyer-jp@chophien.test")
    assert await buyer.stayed()
    await nobody_else_sees_the_contacts(people, buyer.page.url.rpartition("/")[2])
    await both_were_told(people, market, what)


async def nobody_else_sees_the_contacts(people: People, match_id: str) -> None:
    officer, stranger = await people.signed_in("officer", "en"), await people.signed_in("buyer-kr", "en")
    await officer.open(f"matches/{match_id}")
    await officer.sees(officer.text("Accepted"))
    await officer.sees_not("coop2@chophien.test", "buyer-jp@chophien.test")
    await stranger.open(f"matches/{match_id}")
    await stranger.sees(stranger.text("There is no such request, or it is not shown to you."))


async def both_were_told(people: People, market: Market, what: str) -> None:
    coop, buyer = await people.signed_in("coop2", "en"), await people.signed_in("buyer-jp", "en")
    await coop.open("inbox")
    await coop.sees(f"asks for “{what}”")
    await buyer.open("inbox")
    await buyer.sees(f"fits “{what}”", re.compile(f"accepts: “{what}”"))
    admin = await people.signed_in("admin", "en")
    for address, about in (("coop2@chophien.test", what), ("buyer-jp@chophien.test", f"accepts: “{what}”")):
        await letters_to(market, address, about)
        await admin.open(f"operations/letters?q={address}")
        await admin.sees(re.compile(about))


async def test_declining_needs_a_reason_which_the_buyer_reads(people: People, market: Market) -> None:
    what = f"{a_word()} {a_word()}"
    buyer, coop = await people.signed_in("buyer-jp", "en"), await people.signed_in("coop3")
    await publish(await market.program("coop3"), what)
    await post_a_demand(buyer, what)
    await buyer.press("Request a match")
    await buyer.page.wait_for_url(re.compile("/matches/"))
    await coop.open(f"matches/{buyer.page.url.rpartition('/')[2]}")

    await coop.press("Decline")
    await coop.sees(coop.text("Please fill this in."))
    await buyer.stays()
    await coop.type("Reason for declining", "Hết hàng đến tháng Ba.")
    await coop.press("Decline")

    await buyer.sees(buyer.text("Declined"), "Hết hàng đến tháng Ba.")
    assert await buyer.stayed()
    await buyer.sees_not("coop3@chophien.test")
