"""As what people come: an approval, a place in the queue, a badge that is given back and goes to who waits."""

from playwright.async_api import expect

from shared.ids import uuid7
from tests.support.browser import People, Reader
from tests.support.market import OPEN_FAIR

FAIR = f"fairs/{OPEN_FAIR}"


async def register(reader: Reader, person: str, kind: str) -> None:
    await reader.open(f"{FAIR}/registrations/new")
    await reader.type("Name on the badge", person)
    await reader.page.locator(f"input[name=kind][value={kind}]").check()
    await reader.press("Make the badge")


async def test_press_is_approved_and_a_place_goes_on(people: People) -> None:
    organizer = await people.signed_in("organizer")
    reporter, second = await people.signed_in("buyer-jp", "en"), await people.signed_in("buyer-kr", "en")
    name, later = f"Sato {uuid7().hex[-6:]}", f"Kim {uuid7().hex[-6:]}"
    await register(reporter, name, "press")
    card = reporter.page.locator("#queued article").filter(has_text=name)
    await expect(card).to_contain_text(reporter.text("waits for approval"))

    await organizer.open(f"{FAIR}/admissions")
    await organizer.press("Approve %(name)s", name=name)
    await expect(card).to_have_count(0)
    await organizer.page.locator("#places-press").fill("1")
    await (
        organizer.page.locator("form")
        .filter(has=organizer.page.locator("#places-press"))
        .get_by_role("checkbox")
        .uncheck()
    )
    await organizer.press("Save for: %(kind)s", kind=organizer.text("Press"))
    await register(second, later, "press")
    await expect(second.page.locator("#queued article").filter(has_text=later)).to_contain_text("1")

    await reporter.open("my/badges")
    await reporter.page.get_by_role("link", name=name).click()
    await reporter.page.locator("summary").filter(has_text=reporter.text("Give the badge back …")).click()
    await reporter.press("Give the badge back")
    await second.open("my/badges")
    await expect(second.page.locator("#badges article").filter(has_text=later)).to_be_visible()
    await organizer.open(f"{FAIR}/admissions")
    await organizer.page.locator("#places-press").fill("")
    await organizer.press("Save for: %(kind)s", kind=organizer.text("Press"))
