"""Requests without an account: nobody sees them before their e-mail is proved, no co-op before the Alliance says so."""

import asyncio
from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from services.matching.forgetting import KEPT, UNCONFIRMED_KEPT, forget_due
from services.matching.handlers.inquiries import PER_EMAIL
from services.matching.models.inquiry import LINK_LIFE
from shared.actor import Actor
from shared.contracts.inquiries import (
    AddressInquirer,
    ConfirmInquiry,
    DecideInquiry,
    FindInquiries,
    GetInquiry,
    InquirerInvited,
    Inquiry,
    InquiryBody,
    InquiryConfirmed,
    InquiryPassed,
    InquiryRefused,
    InquiryWritten,
    InviteInquirer,
    WriteInquiry,
)
from shared.contracts.listings import ListingCard
from shared.contracts.registry import Organisation
from shared.ids import uuid7
from tests.service.matching.builders import a_card, a_product, known, published, speaker, withdrawn
from tests.support.surroundings import WEB, Surroundings, account

OFFICER, ORGANIZER, AUDITOR = account("officer"), account("organizer"), account("auditor")


async def a_listing(around: Surroundings) -> tuple[Organisation, ListingCard]:
    coop = await known(around, "coop")
    card = a_card(a_product(), coop)
    await around.tell(published(card))
    await around.settled()
    return coop, card


def written(card: ListingCard, **typed: str) -> WriteInquiry:
    inquiry_id = uuid7()
    body = InquiryBody(
        what="乾燥レンコン",
        quantity="毎月 2 トン",
        name="山田 花子",
        organisation="朝日食品",
        country="JP",
        email=f"{inquiry_id.hex}@buyer.test",
        message="見積もりをお願いします。",
    )
    return WriteInquiry(inquiry_id=inquiry_id, listing_id=card.id, language="ja", body=replace(body, **typed))


async def proved(around: Surroundings, card: ListingCard) -> UUID:
    command = written(card)
    await around.ask(command)
    link = await around.ask(AddressInquirer(inquiry_id=command.inquiry_id), WEB)
    await around.ask(ConfirmInquiry(token=link.token))
    return command.inquiry_id


async def seen(around: Surroundings, inquiry_id: UUID, who: Actor | None) -> str:
    return await around.outcome(GetInquiry(inquiry_id=inquiry_id), who)


async def test_from_a_visitor_to_the_co_op(matching: Surroundings) -> None:
    coop, card = await a_listing(matching)
    command = written(card)
    inquiry_id = command.inquiry_id
    assert [await matching.outcome(command) for _ in range(2)] == ["created", "repeated"]
    assert await seen(matching, inquiry_id, OFFICER) == "inquiry_unknown", "its e-mail is not proved"

    first, second = [await matching.ask(AddressInquirer(inquiry_id=inquiry_id), WEB) for _ in range(2)]
    assert (first.email, first.language) == (command.body.email, "ja")
    for token in (first.token, second.token, first.token):
        await matching.ask(ConfirmInquiry(token=token))
    assert (await matching.ask(AddressInquirer(inquiry_id=inquiry_id), WEB)).token == ""
    waiting = await matching.ask(GetInquiry(inquiry_id=inquiry_id), OFFICER)
    assert (waiting.status, waiting.body) == ("waiting", command.body)
    assert await seen(matching, inquiry_id, speaker(coop)) == "inquiry_unknown", "the Alliance has not let it through"

    passing = DecideInquiry(inquiry_id=inquiry_id, passed=True)
    assert [await matching.outcome(passing, ORGANIZER) for _ in range(2)] == ["created", "repeated"]
    contact = await matching.ask(GetInquiry(inquiry_id=inquiry_id), speaker(coop))
    assert contact.body.email == command.body.email
    own = await matching.ask(FindInquiries(organisation_id=coop.id), speaker(coop))
    assert [one.id for one in own.items] == [inquiry_id]

    inviting = InviteInquirer(inquiry_id=inquiry_id)
    assert [await matching.outcome(inviting, speaker(coop)) for _ in range(2)] == ["created", "repeated"]
    await matching.settled()
    kinds = (InquiryWritten, InquiryConfirmed, InquiryPassed, InquirerInvited)
    assert [len(matching.told(kind, inquiry_id)) for kind in kinds] == [1, 1, 1, 1]
    told = b"".join(one.data for one in matching.heard if str(inquiry_id).encode() in one.data).decode()
    typed = (command.body.email, command.body.name, command.body.message, command.body.what, first.token)
    assert not [text for text in typed if text in told], "no event carries what a visitor typed, or a link"


async def test_a_refusal_has_a_reason_and_no_co_op_sees_it(matching: Surroundings) -> None:
    coop, card = await a_listing(matching)
    inquiry_id = await proved(matching, card)
    refusing = DecideInquiry(inquiry_id=inquiry_id, passed=False, reason="not_a_request", note="advertisement")
    assert (await matching.refusal(replace(refusing, reason=None), OFFICER)).details == {"reason": "required"}
    assert [await matching.outcome(refusing, OFFICER) for _ in range(2)] == ["created", "repeated"]
    assert await matching.outcome(DecideInquiry(inquiry_id=inquiry_id, passed=True), OFFICER) == "already_decided"
    assert await seen(matching, inquiry_id, speaker(coop)) == "inquiry_unknown"
    assert await matching.outcome(InviteInquirer(inquiry_id=inquiry_id), speaker(coop)) == "inquiry_unknown"
    await matching.settled()
    [told] = matching.told(InquiryRefused, inquiry_id)
    assert told.reason == "not_a_request"


async def test_who_may_not(matching: Surroundings) -> None:
    coop, card = await a_listing(matching)
    other = speaker(await known(matching, "coop"))
    inquiry_id = await proved(matching, card)
    for who in (None, other, speaker(coop), speaker(await known(matching, "buyer"))):
        assert await seen(matching, inquiry_id, who) in {"inquiry_unknown", "unauthenticated"}
    for who in (other, speaker(coop), AUDITOR, account("admin")):
        deciding = DecideInquiry(inquiry_id=inquiry_id, passed=True)
        assert await matching.outcome(deciding, who) == "forbidden"
        assert await matching.outcome(AddressInquirer(inquiry_id=inquiry_id), who) == "forbidden"
    await matching.ask(DecideInquiry(inquiry_id=inquiry_id, passed=True), OFFICER)
    for who in (other, OFFICER):
        assert await matching.outcome(InviteInquirer(inquiry_id=inquiry_id), who) == "inquiry_unknown"
    for query in (FindInquiries(), FindInquiries(organisation_id=coop.id)):
        assert await matching.outcome(query, other) == "forbidden"
    assert await matching.outcome(FindInquiries(), speaker(coop)) == "forbidden"
    assert await matching.outcome(ConfirmInquiry(token="guessed")) == "inquiry_link_unknown"


async def test_what_may_not_be_written(matching: Surroundings) -> None:
    _, card = await a_listing(matching)
    wrong = written(card, name="\u200b", email="a\u200b,b@c.test", country="XX")
    assert (await matching.refusal(wrong)).details == {
        "body.name": "required",
        "body.email": "not_an_email",
        "body.country": "unknown",
    }
    command = written(card)
    await matching.ask(command)
    assert await matching.outcome(replace(command, body=replace(command.body, what="another"))) == "id_reused"
    await matching.tell(withdrawn(card))
    await matching.settled()
    assert await matching.outcome(written(card)) == "listing_unknown"


async def test_few_of_one_mailbox_also_at_once(matching: Surroundings) -> None:
    _, card = await a_listing(matching)
    name = f"Sen.{uuid7().hex}"
    commands = [
        written(card, email=f"{name}@Buyer.test".swapcase() if at % 2 else f"{name}@Buyer.test") for at in range(8)
    ]
    outcomes = await asyncio.gather(*map(matching.outcome, commands))
    assert sorted(outcomes) == ["created"] * PER_EMAIL + ["too_many_inquiries"] * (8 - PER_EMAIL)


async def test_a_link_holds_for_a_day_and_is_kept_as_a_hash(matching: Surroundings) -> None:
    _, card = await a_listing(matching)
    command = written(card)
    await matching.ask(command)
    link = await matching.ask(AddressInquirer(inquiry_id=command.inquiry_id), WEB)
    [row] = await matching.rows(
        "SELECT token_hash, expires_at - written_at AS life FROM inquiry_link JOIN inquiry ON inquiry.id = inquiry_id"
        " WHERE inquiry_id = :id",
        id=command.inquiry_id,
    )
    assert link.token.encode() not in row.token_hash
    assert LINK_LIFE <= row.life < LINK_LIFE + timedelta(minutes=1)
    await age_links(matching, command.inquiry_id)
    assert await matching.outcome(ConfirmInquiry(token=link.token)) == "inquiry_link_unknown"


async def age_links(around: Surroundings, inquiry_id: UUID) -> None:
    """As if their day had passed."""
    async with around.running.engine.begin() as connection:
        await connection.exec_driver_sql(
            "UPDATE inquiry_link SET expires_at = now() - interval '1 second' WHERE inquiry_id = $1", (inquiry_id,)
        )


async def test_what_is_not_proved_is_forgotten_after_days_the_rest_after_a_year(matching: Surroundings) -> None:
    _, card = await a_listing(matching)
    unproved = written(card)
    await matching.ask(unproved)
    await matching.ask(AddressInquirer(inquiry_id=unproved.inquiry_id), WEB)
    kept: Inquiry = await matching.ask(GetInquiry(inquiry_id=await proved(matching, card)), OFFICER)
    engine = matching.running.engine

    async def left() -> set[UUID]:
        rows = await matching.rows("SELECT id FROM inquiry WHERE listing_id = :id", id=card.id)
        return {row.id for row in rows}

    await forget_due(engine, kept.written_at + UNCONFIRMED_KEPT - timedelta(minutes=1))
    assert await left() == {unproved.inquiry_id, kept.id}
    await forget_due(engine, kept.written_at + UNCONFIRMED_KEPT)
    assert await left() == {kept.id}
    await forget_due(engine, kept.written_at + KEPT)
    assert await left() == set()
