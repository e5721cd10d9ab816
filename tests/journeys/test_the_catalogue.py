"""Finding products: filters with and without scripts, pictures and table, on a desk and a phone."""

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.async_api import expect

from shared.contracts.values import Language
from tests.support.browser import PHONE, People, Reader
from tests.support.goods import a_word, publish
from tests.support.looks import looks_well
from tests.support.market import Market

HACCP = [{"scheme": "HACCP", "number": "H-1"}]


@pytest.fixture
async def shelf(market: Market) -> str:
    """A word that three products have: two foods, one of them with HACCP, and a drink."""
    word = a_word()
    wanted: dict[str, dict[str, Any]] = {
        "khô": {"certificates": HACCP},
        "tươi": {
            "price": {"amount": "10", "currency": "USD", "unit": "KGM", "incoterm": "CIF", "place": "Yokohama"},
            "capacity": {"unit": "KGM", "by_month": ["500", *["0"] * 11]},
        },
        "trà": {"category": "drink", "certificates": HACCP},
    }
    for kind, facts in wanted.items():
        await publish(await market.program("coop16"), f"{word} {kind}", **facts)
    return word


async def finds(reader: Reader, count: int) -> None:
    await expect(reader.page.locator("#count")).to_contain_text(str(count))
    await expect(reader.page.locator("#results :is(article, tbody tr)")).to_have_count(count)


async def test_results_follow_the_filters_and_the_address_follows_too(people: People, shelf: str) -> None:
    buyer = await people.guest("en")
    await buyer.open(f"listings?q={shelf}")
    await finds(buyer, 3)
    await buyer.stays()

    certified = buyer.page.get_by_role("checkbox", name=re.compile("HACCP"))
    await certified.focus()
    await buyer.page.keyboard.press("Space")
    await finds(buyer, 2)
    await expect(buyer.page).to_have_url(re.compile("certificate=HACCP"))
    await expect(certified).to_be_focused()
    await expect(certified).to_be_checked()
    await expect(buyer.page.get_by_role("status")).to_have_text(re.compile("^2 "))
    english = buyer.page.get_by_role("contentinfo").get_by_role("link", name="Tiếng Việt")
    await expect(english).to_have_attribute("href", re.compile(f"^/vi/listings\\?q={shelf}&certificate=HACCP$"))

    await buyer.page.get_by_role("checkbox", name=re.compile("^Drinks")).check()
    await finds(buyer, 1)
    await buyer.page.get_by_role("list", name="Chosen filters").get_by_role("link", name=re.compile("Drinks")).click()
    await finds(buyer, 2)
    await expect(buyer.page.locator("#count")).to_be_focused()

    for count in (1, 2, 3):
        await buyer.page.go_back()
        await finds(buyer, count)
    await expect(certified).not_to_be_checked()
    await buyer.page.go_forward()
    await finds(buyer, 2)
    await expect(certified).to_be_checked()
    assert await buyer.stayed()
    await looks_well(buyer.page)


async def test_price_month_and_kind_of_goods(people: People, shelf: str) -> None:
    buyer = await people.guest("en")
    await buyer.open(f"listings?q={shelf}")
    form = buyer.page.get_by_role("group", name="Price of a kilogram, litre or piece")
    await form.get_by_label("up to").fill("8")
    await buyer.page.keyboard.press("Enter")
    await finds(buyer, 2)
    await expect(buyer.page).to_have_url(re.compile("price_to=8&currency=USD"))
    await expect(form).to_contain_text("1 USD = ₫26,300")
    await buyer.page.get_by_role("link", name=re.compile(r"\$8")).click()
    await finds(buyer, 3)
    await expect(buyer.page).not_to_have_url(re.compile("currency"))

    await buyer.page.get_by_role("checkbox", name=re.compile("^Feb")).check()
    await finds(buyer, 2)
    await buyer.page.get_by_text("Kind of goods (HS), Incoterm").click()
    await buyer.page.get_by_role("checkbox", name=re.compile("^FOB")).check()
    await finds(buyer, 2)
    await expect(buyer.page.get_by_role("checkbox", name=re.compile("^FOB"))).to_be_visible()
    await looks_well(buyer.page)


async def test_filters_without_scripts_on_a_phone(people: People, shelf: str) -> None:
    buyer = await people.guest("en", java_script_enabled=False, viewport=PHONE)
    await buyer.open(f"listings?q={shelf}")
    await buyer.page.get_by_text("Filters", exact=True).click()
    await buyer.page.get_by_role("checkbox", name=re.compile("HACCP")).check()
    await buyer.press("Apply filters")
    await finds(buyer, 2)
    await expect(buyer.page.get_by_text("Filters · 1")).to_be_visible()
    await buyer.follow("Table")
    await finds(buyer, 2)
    await buyer.follow("Clear filters")
    await finds(buyer, 3)
    await expect(buyer.page.get_by_role("link", name="Table")).to_have_attribute("aria-current", "true")


async def test_products_as_a_table(people: People, shelf: str) -> None:
    buyer = await people.guest("en")
    await buyer.open(f"listings?q={shelf}")
    await buyer.follow("Table")
    row = buyer.page.get_by_role("row").filter(has_text=f"{shelf} khô")
    for fact in ("₫185,000 / kg", "FOB Hải Phòng", "200 kg", "up to 1,000 kg", "HACCP"):
        await expect(row).to_contain_text(fact)
    await looks_well(buyer.page)


async def test_headings_go_down_by_one(people: People, shelf: str) -> None:
    reader = await people.guest("en")
    for path in ("", f"listings?q={shelf}", "fairs", "sign-in", "register"):
        await reader.open(path)
        levels = await reader.page.eval_on_selector_all(
            "h1, h2, h3, h4", "all => all.map((one) => Number(one.tagName[1]))"
        )
        assert levels[0] == 1, path
        assert all(below - above <= 1 for above, below in pairwise(levels)), (path, levels)


@pytest.mark.parametrize(("language", "direction"), [("ja", "ltr"), ("ko", "ltr"), ("he", "rtl")])
async def test_a_buyer_reads_the_market_in_their_own_language(
    people: People, shelf: str, language: Language, direction: str
) -> None:
    """Nothing that they see on the way to a product has no word in their language."""
    buyer = await people.guest(language)
    await buyer.open(f"listings?q={shelf}")
    await expect(buyer.page.locator("html")).to_have_attribute("lang", language)
    await expect(buyer.page.locator("html")).to_have_attribute("dir", direction)
    await finds(buyer, 3)
    await looks_well(buyer.page)
    await buyer.page.get_by_role("link", name=f"{shelf} khô").click()
    await looks_well(buyer.page)
    await buyer.follow("Sign in to ask for this product")
    await looks_well(buyer.page)
    await buyer.open("register")
    await looks_well(buyer.page)


async def test_coops_read_english_where_their_language_has_no_words(people: People) -> None:
    coop = await people.signed_in("coop16", "he")
    for path in ("my/listings", "listings"):
        await coop.open(path)
        await expect(coop.page.locator("html")).to_have_attribute("lang", "en")
        await expect(coop.page.locator("html")).to_have_attribute("dir", "ltr")
    await coop.page.get_by_role("navigation", name="Main").get_by_role("link", name="Fairs").click()
    await expect(coop.page).to_have_url(re.compile("/he/fairs$"))
