"""As what people come: an approval, a place in the queue, a badge that is given back; and many of them in a list."""

import io
import re

from icalendar import Calendar, Event
from openpyxl import Workbook
from playwright.async_api import FilePayload, expect

from shared.ids import uuid7
from tests.support.browser import PHONE, People, Reader
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


async def test_one_person_has_one_badge_in_the_end(people: People) -> None:
    """Whoever comes back to the form is led to the badge; one that the organizers made beside it is joined to it."""
    visitor, organizer = await people.signed_in("buyer-jp", "en", viewport=PHONE), await people.signed_in("organizer")
    name = f"Sato {uuid7().hex[-6:]}"
    for _ in range(2):
        await register(visitor, name, "buyer")
    await visitor.sees(visitor.text("You have registered this person already: here is the badge."))
    house = await visitor.page.locator(".badge .organisation").inner_text()

    await organizer.open(f"{FAIR}/registrations/new")
    await organizer.type("Name on the badge", name.upper())
    await organizer.type("Organisation on the badge", house)
    await organizer.press("Make the badge")
    await organizer.open(f"{FAIR}/attendees")
    await organizer.page.locator("a[href$='/doubles']").click()
    pair = organizer.page.locator("form.panel").filter(has_text=name)
    await pair.get_by_role("button", name=organizer.text("One person: keep this badge")).first.click()

    await expect(pair).to_have_count(0)
    await organizer.open(f"{FAIR}/attendees?q={name.rpartition(' ')[2]}")
    await expect(organizer.page.locator("#attendees tbody tr")).to_have_count(1)


def a_list(word: str) -> FilePayload:
    book = Workbook()
    for row in (
        ["DANH SÁCH ĐẠI BIỂU"],
        ["STT", "Họ và tên", "Đơn vị", "Tư cách", "Điện thoại"],
        [1, f"NGUYỄN THỊ {word.upper()}", None, "tham quan", 912345678],
        [2, f"Trần {word}", "Sở Công Thương", "cán bộ", "0912.345.679"],
        [3, f"Lê {word}", None, "khách vũ trụ", None],
    ):
        book.worksheets[0].append(row)
    target = io.BytesIO()
    book.save(target)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "dai-bieu.xlsx", "mimeType": kind, "buffer": target.getvalue()}


async def test_a_coop_sends_a_list(people: People) -> None:
    """On a telephone, without scripts. Sent again it registers nobody."""
    word = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid7().hex[-6:])
    coop = await people.signed_in("coop9", viewport=PHONE, java_script_enabled=False)

    async def send() -> None:
        await coop.open(f"{FAIR}/registrations/new")
        await coop.follow("Send them in one list")
        await coop.page.get_by_label(coop.text("Your file")).set_input_files(a_list(word))
        await coop.press("Look at the list")

    await send()
    name = f"Nguyễn Thị {word.capitalize()}"
    await coop.sees(name, "+84912345678", coop.text("gets a badge"), coop.text("waits for approval"))
    await coop.sees("D5", coop.text("Please choose one of the list."))
    assert await coop.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    await coop.press("Register them")
    await coop.sees(coop.text("has a badge"))
    await send()
    await coop.sees(coop.text("There is nobody new to register."))
    await coop.open("my/badges")
    await coop.sees(name, f"Trần {word}")


async def test_a_delegate_takes_a_place_in_a_session(people: People) -> None:
    organizer, delegate = await people.signed_in("organizer"), await people.signed_in("buyer-jp", "en", viewport=PHONE)
    name, title = f"Suzuki {uuid7().hex[-6:]}", f"Bán lẻ ở Osaka {uuid7().hex[-6:]}"
    await organizer.open(f"{FAIR}/sessions/new")
    await organizer.type("Title", title)
    await organizer.page.locator("#ends_at").fill(
        (await organizer.page.locator("#starts_at").input_value()).replace("T08:00", "T09:30")
    )
    await organizer.type("Places to be taken beforehand", "1")
    await organizer.press("Save")
    await register(delegate, name, "buyer")

    await delegate.open(f"{FAIR}/agenda")
    session = delegate.page.locator("article").filter(has_text=title)
    await session.get_by_role("button", name=delegate.text("Take a place for %(name)s", name=name)).click()

    await expect(session).to_contain_text(delegate.text("place of %(name)s", name=name))
    await expect(session).to_contain_text(delegate.text("no place is free"))
    assert await delegate.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    address = await session.get_by_role("link", name=delegate.text("Add to my calendar")).get_attribute("href")
    former = await calendar_event(delegate, address)
    await organizer.open(f"{FAIR}/agenda")
    await organizer.follow("Change: %(title)s", title=title)
    await organizer.type("Where", "Phòng 2")
    await organizer.press("Save")
    await delegate.open("inbox")
    await delegate.sees(f"“{title}” has a new time or place", re.compile("Phòng 2"))
    moved = await calendar_event(delegate, address)
    assert (moved["UID"], moved["STATUS"]) == (former["UID"], "CONFIRMED")
    assert moved.sequence > former.sequence

    await organizer.follow("Change: %(title)s", title=title)
    await organizer.page.locator("summary").filter(has_text=organizer.text("Remove the session …")).click()
    await organizer.press("Remove the session")
    await delegate.sees(f"“{title}” will not take place")
    removed = await calendar_event(delegate, address)
    assert (removed["UID"], removed["STATUS"]) == (former["UID"], "CANCELLED")
    assert removed.sequence > moved.sequence


async def calendar_event(reader: Reader, address: str | None) -> Event:
    answer = await reader.page.request.get(str(address))
    [event] = Calendar.from_ical(await answer.body()).events
    return event
