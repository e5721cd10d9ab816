"""Letters to people without an account, over SMTP: a link that is kept nowhere else, and nothing that anybody typed."""

import contextlib
import email
import email.policy
from collections.abc import AsyncIterator
from uuid import UUID

import msgspec
import pytest
from nats.aio.msg import Msg
from nats.micro.request import ERROR_CODE_HEADER

from shared.bus.connection import all_sent
from shared.contracts.inquiries import (
    AddressInquirer,
    Inquirer,
    InquirerInvited,
    InquiryChanged,
    InquiryConfirmed,
    InquiryPassed,
    InquiryRefused,
    InquiryWritten,
)
from shared.contracts.notifications import Letter
from shared.ids import uuid7
from tests.support.eventually import eventually_async
from tests.support.letters import plain_part
from tests.support.mailbox import LOOPBACK, Mailbox, mail_server
from tests.support.notifications import Stage

TOKEN = "one-time-token-of-the-letter"


@pytest.fixture
async def mailbox(servers: Stage) -> AsyncIterator[Mailbox]:
    mailbox = Mailbox()
    async with mail_server(mailbox) as port, servers.running(smtp_url=f"smtp://{LOOPBACK}:{port}"):
        yield mailbox


@contextlib.asynccontextmanager
async def addressed(stage: Stage, inquirers: dict[UUID, Inquirer]) -> AsyncIterator[None]:
    """What `matching` answers when it is asked where to write to."""
    voice = stage.voices["matching"]

    async def answer(message: Msg) -> None:
        known = inquirers.get(msgspec.json.decode(message.data, type=AddressInquirer).inquiry_id)
        if known is None:
            await voice.publish(message.reply, b"{}", headers={ERROR_CODE_HEADER: "inquiry_unknown"})
        else:
            await message.respond(msgspec.json.encode(known))

    subscription = await voice.subscribe(AddressInquirer.subject, cb=answer)
    await all_sent(voice)
    yield
    await subscription.unsubscribe()


async def kept_of(stage: Stage, inquiry_id: UUID, status: str) -> Letter:
    async def look() -> Letter | None:
        found = [one for one in await stage.letters(f"{inquiry_id.hex}@") if one.status == status]
        return found[0] if found else None

    found = await eventually_async(look)
    assert found is not None
    return found


def an_inquirer(inquiry_id: UUID, token: str = "") -> Inquirer:
    return Inquirer(email=f"{inquiry_id.hex}@buyer.test", language="ja", token=token)


def arrived(mailbox: Mailbox, address: str) -> list[tuple[str, str, str]]:
    """Recipient, subject and text as a mail program shows them."""
    contents = [one.content for one in mailbox.taken if isinstance(one.content, bytes)]
    letters = [email.message_from_bytes(content, policy=email.policy.default) for content in contents]
    to_them = [letter for letter in letters if letter["To"] == address]
    return [(str(one["To"]), str(one["Subject"]), plain_part(one)) for one in to_them]


def changed(
    kind: type[InquiryChanged], inquiry_id: UUID, version: int, coop_id: UUID, **further: str
) -> InquiryChanged:
    facts = {
        "id": inquiry_id,
        "version": version,
        "coop_id": coop_id,
        "coop_name": "HTX Sen Vàng",
        "listing_names": {"vi": "Củ sen", "ja": "れんこん"},
        "country": "JP",
        **further,
    }
    return msgspec.convert(facts, kind)


async def test_the_letter_that_proves_an_address(servers: Stage, mailbox: Mailbox) -> None:
    inquiry_id = uuid7()
    address = f"{inquiry_id.hex}@buyer.test"
    async with addressed(servers, {inquiry_id: an_inquirer(inquiry_id, TOKEN)}):
        written = InquiryWritten(id=inquiry_id, version=1)
        await servers.tell(written, written)
        kept = await kept_of(servers, inquiry_id, "sent")
    [(_, subject, text)] = arrived(mailbox, address)
    assert subject == "お問い合わせの確認をお願いします"
    assert f"{servers.settings.base_url}/ja/inquiries/confirm/{TOKEN}" in text
    assert TOKEN not in kept.text, "who may read letters may not confirm for others"
    assert "/inquiries/confirm/…" in kept.text


async def test_one_that_is_not_wanted_any_more_fails_alone(servers: Stage, mailbox: Mailbox) -> None:
    proved, forgotten, other = uuid7(), uuid7(), uuid7()
    known = {proved: an_inquirer(proved), other: an_inquirer(other, TOKEN)}
    async with addressed(servers, known):
        await servers.tell(*(InquiryWritten(id=one, version=1) for one in (proved, forgotten, other)))
        await kept_of(servers, other, "sent")
    assert [len(arrived(mailbox, f"{one.hex}@buyer.test")) for one in (proved, forgotten, other)] == [0, 0, 1]


async def test_who_learns_of_what(servers: Stage, mailbox: Mailbox) -> None:
    passed, refused, coop_id = uuid7(), uuid7(), uuid7()
    coop = await servers.account("coop", speaks_for=coop_id)
    officer = await servers.account("officer", "organizer")
    async with addressed(servers, {one: an_inquirer(one) for one in (passed, refused)}):
        for inquiry_id in (passed, refused):
            await servers.tell(changed(InquiryConfirmed, inquiry_id, 2, coop_id))
        await servers.tell(
            changed(InquiryPassed, passed, 3, coop_id),
            changed(InquiryRefused, refused, 3, coop_id, reason="unclear"),
            changed(InquirerInvited, passed, 4, coop_id),
        )
        for inquiry_id in (passed, refused):
            await kept_of(servers, inquiry_id, "sent")
    [waits] = [entry for entry in await servers.entries(officer) if entry.link == "inquiries"]
    assert waits.title == "2 yêu cầu không tài khoản đang chờ"
    [came] = await servers.entries(coop)
    assert (came.title, came.link) == ("Có người ở Nhật Bản hỏi mua “Củ sen”", f"inquiries/{passed}")
    [(_, declined, _)] = arrived(mailbox, f"{refused.hex}@buyer.test")
    assert declined == "お問い合わせは組合に取り次がれませんでした"
    [(_, invited, text)] = arrived(mailbox, f"{passed.hex}@buyer.test")
    assert invited == "HTX Sen Vàngがお取引を進めたいと希望しています"
    assert "れんこん" in text
    assert "/ja/register?kind=buyer" in text
