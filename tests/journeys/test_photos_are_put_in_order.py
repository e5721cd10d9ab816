"""A co-op puts its photos in order: by buttons without scripts; by keys and by finger where scripts run."""

from uuid import UUID

from playwright.async_api import Locator, expect

from shared.ids import uuid7
from tests.support.browser import PHONE, People, Reader
from tests.support.goods import a_listing
from tests.support.listings import a_picture
from tests.support.market import Market, form_token

NAMES = ("Củ", "Hạt", "Trà")


async def a_listing_with_photos(market: Market) -> UUID:
    listing_id = uuid7()
    await (await market.program("coop16")).put(f"/api/v1/listings/{listing_id}", json=a_listing())
    seller = await market.reader("coop16")
    token = form_token((await seller.get("/en/desk")).text)
    for name in NAMES:
        sent = {"_token": token, "photo_id": str(uuid7()), "alt": name}
        files = {"photo": ("a.png", a_picture("PNG"), "image/png")}
        await seller.post(f"/en/listings/{listing_id}/photos", data=sent, files=files)
    return listing_id


def grip(reader: Reader, name: str) -> Locator:
    told = reader.text("Move {photo}: with the arrow keys, or draw it to its place")
    return reader.page.get_by_role("button", name=told.replace("{photo}", name), exact=True)


async def has_kept(reader: Reader, *names: str) -> None:
    """As anybody's next page shows it."""
    page = await reader.page.context.new_page()
    await page.goto(reader.page.url.split("#", maxsplit=1)[0])
    assert await page.locator(".shot input[name^=alt_]").evaluate_all("them => them.map(one => one.value)") == [*names]
    await page.close()


async def test_by_buttons_without_scripts_and_by_keys_and_finger_with_them(people: People, market: Market) -> None:
    listing_id = await a_listing_with_photos(market)
    plain = await people.signed_in("coop16", viewport=PHONE, java_script_enabled=False)
    await plain.open(f"listings/{listing_id}")
    await plain.field("It shows").nth(2).fill("Trà sen")
    await plain.press("Photo %(number)s earlier", number=3)
    await expect(plain.button("Photo %(number)s earlier", number=1)).to_be_disabled()
    await has_kept(plain, "Củ", "Trà sen", "Hạt")
    await plain.field("It shows").first.fill("Củ sen")
    await plain.field("It shows").first.press("Enter")
    await has_kept(plain, "Củ sen", "Trà sen", "Hạt")

    coop = await people.signed_in("coop16", viewport=PHONE, has_touch=True)
    await coop.open(f"listings/{listing_id}")
    await coop.stays()
    said = coop.page.get_by_role("status")
    kept = coop.text("{photo} is now number {place} of {all}. Kept.")
    await grip(coop, "Hạt").press("ArrowUp")
    await expect(said).to_have_text(kept.format(photo="Hạt", place=2, all=3))
    await expect(grip(coop, "Hạt")).to_be_focused()
    await grip(coop, "Hạt").press("Home")
    await expect(said).to_have_text(kept.format(photo="Hạt", place=1, all=3))
    await expect(coop.page.locator("#photos img").first).to_have_attribute("alt", "Hạt")
    await has_kept(coop, "Hạt", "Củ sen", "Trà sen")

    await grip(coop, "Hạt").scroll_into_view_if_needed()
    start, end = await grip(coop, "Hạt").bounding_box(), await grip(coop, "Trà sen").bounding_box()
    assert start
    assert end
    await coop.page.mouse.move(start["x"] + 9, start["y"] + 9)
    await coop.page.mouse.down()
    await coop.page.mouse.move(end["x"] + 9, end["y"] + end["height"] + 60, steps=4)
    await coop.page.mouse.up()
    await expect(said).to_have_text(kept.format(photo="Hạt", place=3, all=3))
    await has_kept(coop, "Củ sen", "Trà sen", "Hạt")
    assert await coop.stayed()
    assert await coop.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
