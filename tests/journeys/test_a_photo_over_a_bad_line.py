"""A co-op sends a large photo by telephone; the network goes, the page is opened anew, and the photo goes on."""

import io

from PIL import Image
from playwright.async_api import FilePayload, Request, Route, expect

from shared.ids import uuid7
from tests.support.browser import PHONE, People
from tests.support.goods import a_listing
from tests.support.market import Market

NAME = "sen.png"


def a_photograph() -> FilePayload:
    """About a megabyte: four parts."""
    target = io.BytesIO()
    Image.effect_noise((1200, 900), 90).save(target, "PNG")
    return FilePayload(name=NAME, mimeType="image/png", buffer=target.getvalue())


async def test_it_goes_on_after_a_break_and_after_a_reload(people: People, market: Market) -> None:
    listing_id = uuid7()
    await (await market.program("coop16")).put(f"/api/v1/listings/{listing_id}", json=a_listing())
    coop = await people.signed_in("coop16", viewport=PHONE)
    offsets: list[str] = []
    is_broken = False

    async def line(route: Route, request: Request) -> None:
        """Carries two parts, then nothing until it is mended."""
        nonlocal is_broken
        is_broken = is_broken or len(offsets) == 2
        if is_broken:
            await route.abort("connectionfailed")
            return
        offsets.append(request.headers.get("upload-offset", ""))
        await route.continue_()

    await coop.open(f"listings/{listing_id}")
    await coop.page.route(lambda address: address.endswith("/upload"), line)
    await coop.field("Add a photo").set_input_files(a_photograph())
    await coop.type("What the photo shows, for those who cannot see it", "Củ sen")
    await coop.press("Send the photo")
    waiting = coop.text("No connection. {name} goes on at {percent} by itself, also after you open this page again.")
    said = coop.page.get_by_role("status").filter(has_text=waiting.partition("{")[0])
    await expect(said).to_be_visible()
    await expect(coop.button("Stop sending")).to_be_visible()
    assert await coop.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    coop.faults.clear()  # the browser says that the network is away

    offsets.clear()
    await coop.page.unroute_all()
    async with coop.page.expect_request(lambda request: request.method == "PATCH") as resumed:
        await coop.page.reload()
    assert int((await resumed.value).headers["upload-offset"]) > 0, "not from its beginning"
    await expect(coop.page.locator("#photos img")).to_have_attribute("alt", "Củ sen")
    await expect(coop.page.locator("#photo-on-its-way")).to_be_hidden()
