"""The same market with the keyboard alone, without scripts, in either language."""

import re

import httpx
import pytest
from playwright.async_api import expect

from tests.support.browser import PHONE, People, Reader
from tests.support.goods import a_word, publish
from tests.support.market import OPEN_FAIR, Market

MOST_STOPS = 120
FOCUSED = """() => {
  const one = document.activeElement;
  const framed = [one, one.parentElement].some((each) => getComputedStyle(each).outlineStyle !== "none");
  const shows = framed || one.type === "date";  // whose own calendar button has its own frame
  const label = one.labels?.[0]?.innerText ?? one.getAttribute("aria-label") ?? one.innerText ?? "";
  return [label.replace(/\\s*\\*$/, "").trim(), shows];
}"""


async def tab_to(reader: Reader, label: str) -> None:
    """By tabulator only; every stop on the way shows that it is one."""
    for _ in range(MOST_STOPS):
        await reader.page.keyboard.press("Tab")
        name, is_seen = await reader.page.evaluate(FOCUSED)
        assert is_seen, f"the focus on “{name}” cannot be seen"
        if name == reader.text(label):
            return
    raise AssertionError(f"“{label}” cannot be reached")


async def key_in(reader: Reader, label: str, value: str) -> None:
    await tab_to(reader, label)
    await reader.page.keyboard.insert_text(value)


async def enter(reader: Reader, label: str, url: str) -> None:
    await tab_to(reader, label)
    await reader.page.keyboard.press("Enter")
    await reader.page.wait_for_url(re.compile(url))


async def test_a_buyer_asks_for_a_product_with_the_keyboard_alone(people: People, market: Market) -> None:
    what = f"{a_word()} {a_word()}"
    await publish(await market.program("coop10"), what)
    buyer = await people.guest("en")
    await buyer.open("")
    await enter(buyer, "Sign in", "/sign-in$")
    await key_in(buyer, "E-mail", "buyer-vn@chophien.test")
    await key_in(buyer, "Password", market.password)
    await enter(buyer, "Sign in", "/desk$")

    await buyer.page.keyboard.press("/")
    await buyer.page.keyboard.type(what)
    await buyer.page.keyboard.press("Enter")
    await buyer.page.wait_for_url(re.compile("q="))
    await enter(buyer, what, "/listings/[0-9a-f-]{36}$")
    await enter(buyer, "Ask for this product", "/demands/new")
    await key_in(buyer, "Quantity a month", "500")
    await tab_to(buyer, "Destination")
    await buyer.page.keyboard.type("Vietn")
    await enter(buyer, "Save", "/demands/[0-9a-f-]{36}$")
    await enter(buyer, "Request a match", "/matches/")
    await buyer.sees(buyer.text("Waiting for the co-op's answer"))


async def test_a_match_without_scripts_and_on_a_phone(people: People, market: Market) -> None:
    what = f"{a_word()} {a_word()}"
    await publish(await market.program("coop11"), what)
    buyer = await people.signed_in("buyer-il", "en", java_script_enabled=False, viewport=PHONE)
    coop = await people.signed_in("coop11", java_script_enabled=False, viewport=PHONE)

    await buyer.open(f"listings?q={what}")
    await buyer.page.get_by_role("link", name=what).click()
    await buyer.follow("Ask for this product")
    await buyer.type("Quantity a month", "many")
    await buyer.choose("Destination", "IL")
    await buyer.press("Save")
    await buyer.sees(buyer.text("Please give an amount: digits, not below zero."))
    await expect(buyer.field("Quantity a month")).to_have_value("many")
    await buyer.type("Quantity a month", "500")
    await buyer.press("Save")
    await buyer.press("Request a match")
    await buyer.sees(buyer.text("Waiting for the co-op's answer"))

    await coop.open("desk")
    await coop.page.get_by_role("article").filter(has_text=what).get_by_role("link").click()
    await coop.press("Accept")
    await coop.sees(coop.text("Accepted"))
    await buyer.page.reload()
    await buyer.sees(buyer.text("Accepted"))


async def test_a_booth_without_scripts_and_on_a_phone(people: People) -> None:
    coop = await people.signed_in("coop12", java_script_enabled=False, viewport=PHONE)
    await coop.open(f"fairs/{OPEN_FAIR}/booths?status=free")
    code = await coop.page.locator("tbody tr a").last.inner_text()
    await coop.page.get_by_role("link", name=code, exact=True).click()
    await coop.press("Book booth %(code)s", code=code)
    own = coop.page.get_by_label(coop.text("You at this fair"))
    await expect(own).to_contain_text(code)

    await own.get_by_text(coop.text("Give booth %(code)s back …", code=code)).click()
    await own.get_by_role("button", name=coop.text("Give booth %(code)s back", code=code)).click()
    await expect(own).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "other", "price", "day"),
    [("vi", "English", "185.000", "tháng 12, 2027"), ("en", "Tiếng Việt", "₫185,000", "December 24, 2027")],
)
async def test_numbers_and_dates_are_those_of_the_language(
    people: People, market: Market, language: str, other: str, price: str, day: str
) -> None:
    certificate = {"scheme": "HACCP", "number": "H-1", "expires": "2027-12-24"}
    listing = await publish(await market.program("coop13"), a_word(), certificates=[certificate])
    reader = await people.guest("vi" if language == "vi" else "en")
    await reader.open(f"listings/{listing}")
    await expect(reader.page.locator("html")).to_have_attribute("lang", language)
    await reader.sees(re.compile(re.escape(price)), re.compile(day))

    await reader.page.get_by_role("contentinfo").get_by_role("link", name=other).click()
    await reader.page.wait_for_url(re.compile(f"/{'en' if language == 'vi' else 'vi'}/listings/{listing}"))


async def test_the_language_of_somebody_signed_in_is_kept_for_letters(people: People, market: Market) -> None:
    coop = await people.signed_in("coop14")
    await coop.open("my/listings")
    for name, address in (("English", "/en/my/listings"), ("Tiếng Việt", "/vi/my/listings")):
        await coop.page.get_by_role("contentinfo").get_by_role("button", name=name).click()
        await coop.page.wait_for_url(re.compile(f"{address}$"))
        me = (await (await market.program("coop14")).get("/api/v1/me")).json()
        assert me["account"]["locale"] == address[1:3]


async def test_styles_and_scripts_are_small(market: Market) -> None:
    stranger = await market.stranger()
    page = (await stranger.get("/vi")).text
    for kind in ("css", "js"):
        names = set(re.findall(rf'/static/[^"]+\.{kind}', page))
        assert names
        sizes = [len((await stranger.get(name)).content) for name in names]
        assert sum(sizes) <= 30_000, kind
    assert (await stranger.get("/static/none.css")).status_code == httpx.codes.NOT_FOUND
