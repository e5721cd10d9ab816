"""Prices by rules, and a fee from the booking to the invoice."""

from playwright.async_api import expect

from tests.journeys.test_booths_are_arranged import a_fair
from tests.support.browser import People
from tests.support.market import Market


async def test_a_fee_is_a_sum_of_lines_until_it_is_invoiced(people: People, market: Market) -> None:
    fair = await a_fair(market)
    organizer, coop = await people.signed_in("organizer"), await people.signed_in("coop1")
    await organizer.open(f"{fair}/prices")
    await organizer.page.fill("#base_0_amount", "4.000.000")
    await organizer.page.fill("#early", "25")
    await organizer.page.fill("#until", "2100-01-01T00:00")
    await organizer.page.locator("form.panel button.main").click()
    await expect(organizer.page.locator("#totals")).to_be_visible()

    await coop.open(f"{fair}?booth=A01")
    await expect(coop.page.locator("#booth")).to_contain_text("3.000.000")
    await coop.page.locator("#booth button.main").click()
    await expect(coop.page.locator("#you")).to_contain_text("A01")

    await organizer.open(f"{fair}/fees")
    await organizer.page.locator("#fees tbody a").click()
    await organizer.page.select_option("#status", "invoiced")
    await organizer.page.locator("form.panel button.main").click()
    await expect(organizer.page.locator("#number-fault")).to_be_visible()
    await organizer.page.fill("#number", "HD-7")
    await organizer.page.locator("form.panel button.main").click()
    await expect(organizer.page.locator("#fees")).to_contain_text("HD-7")

    await coop.open(f"{fair}/fees")
    await expect(coop.page.locator("#fees")).to_contain_text("HD-7")
    await expect(coop.page.locator("#fees")).to_contain_text("-1.000.000")
