"""A visitor from Japan asks without an account: a letter, the Alliance, the co-op, and an invitation back."""

import re

import httpx

from shared.ids import uuid7
from tests.support.browser import PHONE, People
from tests.support.goods import a_word, publish
from tests.support.inquiries import a_typed_inquiry, link_to
from tests.support.letters import letters_to
from tests.support.market import Market
from web.attempts import INQUIRIES_PER_ADDRESS, inquiry_key


async def test_from_a_visitor_to_an_invitation(people: People, market: Market) -> None:
    what, address = a_word(), f"hanako.{uuid7().hex}@buyer.test"
    listing_id = await publish(await market.program("coop2"), f"Củ sen {what}")
    visitor = await people.guest("ja", viewport=PHONE)
    await visitor.open(f"listings/{listing_id}")
    await visitor.follow("Ask without an account")
    await visitor.type("What do you need?", f"乾燥レンコン {what}")
    await visitor.type("Your name", "山田 花子")
    await visitor.type("E-mail", address)
    await visitor.press("Send")
    await visitor.sees(visitor.text("Please fill this in."))
    await visitor.choose("Country", "JP")
    await visitor.page.get_by_role("checkbox").check()
    await visitor.press("Send")
    await visitor.sees(visitor.text("Check your mailbox"))

    officer, coop = await people.signed_in("officer"), await people.signed_in("coop2", viewport=PHONE)
    await officer.open("inquiries")
    await officer.sees_not(what)
    for _ in range(2):
        await visitor.page.goto(await link_to(market, address))
        await visitor.press("Confirm my request")
        await visitor.sees(visitor.text("Thank you, your request is confirmed"))
    await officer.open("desk")
    await officer.page.get_by_role("article").filter(has_text=what).get_by_role("link").last.click()
    await coop.open("my/inquiries")
    await coop.sees_not(what)
    await officer.press("Let it through to the co-op")
    await officer.sees(officer.text("let through"))

    await coop.open("inbox")
    await coop.page.get_by_role("link", name=re.compile(f"Nhật Bản.*{what}")).click()
    await coop.sees(address, "山田 花子")
    await coop.press("Invite to register as a buyer")
    await coop.sees(coop.text("invited to register"))
    [letter] = await letters_to(market, address, "register?kind=buyer")
    assert "山田" not in letter


async def test_one_address_of_the_network_may_not_send_without_end(market: Market) -> None:
    listing_id = await publish(await market.program("coop2"), a_word())
    visitor, connection = await market.stranger(), await market.connection("web")
    try:
        counters = await connection.jetstream().key_value("limits")
        await counters.put(inquiry_key("127.0.0.1"), str(INQUIRIES_PER_ADDRESS).encode())
        answer = await visitor.post(f"/ja/listings/{listing_id}/inquiry", data=a_typed_inquiry(uuid7()))
        await counters.delete(inquiry_key("127.0.0.1"))
    finally:
        await connection.close()
    assert answer.status_code == httpx.codes.TOO_MANY_REQUESTS
    assert "毎月2トン" in answer.text, "what was typed is not lost"
