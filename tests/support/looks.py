"""No serious fault for people who see little or nothing."""

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from tests.support.browser import DESK, PHONE

AXE = Axe()
SERIOUS = frozenset({"serious", "critical"})


async def looks_well(page: Page) -> None:
    """Twice, so that each theme and each width was there."""
    for size, theme in ((DESK, "light"), (PHONE, "dark")):
        await page.set_viewport_size({"width": size["width"], "height": size["height"]})
        await page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        assert await page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert await serious_faults(page) == [], f"{size['width']} pixels, {theme}"


async def serious_faults(page: Page) -> list[str]:
    found = await AXE.run(page)
    return [
        f"{fault['id']}: {[node['html'] for node in fault['nodes']]}"
        for fault in found.response["violations"]
        if fault["impact"] in SERIOUS
    ]
