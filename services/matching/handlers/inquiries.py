"""Requests of people without an account: written, proved by their e-mail, let through, answered by an invitation."""

import zlib
from datetime import timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace

from services.matching.acquaintance import Offer
from services.matching.copies import keep_offer
from services.matching.models import Card
from services.matching.models.inquiry import INQUIRY, LINK_LIFE, Inquiry, InquiryLink
from services.matching.telling_inquiries import tell_inquiry
from shared.contracts.inquiries import (
    AddressInquirer,
    ConfirmInquiry,
    DecideInquiry,
    Inquirer,
    InquirerInvited,
    InquiryBody,
    InquiryConfirmed,
    InquiryPassed,
    InquiryRefused,
    InquiryWritten,
    InviteInquirer,
    WriteInquiry,
)
from shared.contracts.message import Done
from shared.contracts.registry import Email
from shared.contracts.values import ActPut
from shared.countries import COUNTRIES
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.secret import digest, new_secret
from shared.text import clean, clean_lines

PER_EMAIL = 3
"""In a day: so many letters at most go to somebody whose address others type."""
PER_DAY = 500
"""Of the whole market: what the Alliance's people can still read."""
DAY = timedelta(days=1)
_TURN = sa.select(sa.func.pg_advisory_xact_lock(zlib.crc32(b"inquiries")))


async def write_inquiry(command: WriteInquiry, tx: Transaction, unknown: Offer | None = None) -> ActPut:
    """One at a time, so that two at once do not pass a bound together."""
    if unknown is not None:
        await keep_offer(unknown, tx)
    body = _cleaned(command.body)
    await tx.execute(_TURN)
    known = await tx.session.get(Inquiry, command.inquiry_id)
    if known is not None:
        if (known.listing_id, known.language, known.body) != (command.listing_id, command.language, body):
            raise Rejected("id_reused", id=known.id)
        return ActPut(id=known.id, outcome="repeated")
    card = await tx.found(Card, command.listing_id, or_reject="listing_unknown")
    if not card.published or card.card is None:
        raise Rejected("listing_unknown", id=command.listing_id)
    mailbox = body.email.casefold()
    await _must_be_few(mailbox, tx)
    inquiry = Inquiry(
        id=command.inquiry_id,
        listing_id=card.listing_id,
        coop_id=card.card.organisation.id,
        language=command.language,
        body=body,
        mailbox=mailbox,
        written_at=tx.now,
    )
    tx.add(inquiry)
    tx.emit(InquiryWritten(id=inquiry.id, version=inquiry.version))
    return ActPut(id=inquiry.id, outcome="created")


async def _must_be_few(mailbox: str, tx: Transaction) -> None:
    today = INQUIRY.c.written_at > tx.now - DAY
    own = sa.func.count().filter(INQUIRY.c.mailbox == mailbox)
    counted = sa.select(sa.func.count().label("everybodys"), own.label("own")).where(today)
    made = (await tx.execute(counted)).one()
    if made.own >= PER_EMAIL or made.everybodys >= PER_DAY:
        raise Rejected("too_many_inquiries")


def _cleaned(body: InquiryBody) -> InquiryBody:
    """What was typed, without what cannot be seen; all that cannot be accepted at once."""
    told = replace(
        body,
        what=clean(body.what),
        quantity=clean(body.quantity),
        name=clean(body.name),
        organisation=clean(body.organisation),
        email=clean(body.email),
        message=clean_lines(body.message),
    )
    wrong = {field: "required" for field in ("what", "name") if not getattr(told, field)}
    if not _is_email(told.email):
        wrong["email"] = "not_an_email"
    if told.country not in COUNTRIES:
        wrong["country"] = "unknown"
    if wrong:
        raise Invalid({f"body.{field}": code for field, code in wrong.items()})
    return told


def _is_email(text: str) -> bool:
    """One that a letter can be addressed to (RFC 5322), in ASCII as every mail server takes it."""
    try:
        return text.isascii() and Address(addr_spec=msgspec.convert(text, Email)).addr_spec == text
    except (ValueError, HeaderParseError):
        return False


async def address_inquirer(command: AddressInquirer, tx: Transaction) -> Inquirer:
    tx.actor.must_be_service()
    inquiry = await tx.locked(Inquiry, command.inquiry_id, or_reject="inquiry_unknown")
    token = new_secret() if inquiry.status == "unconfirmed" else ""
    if token:
        tx.add(InquiryLink(token_hash=digest(token), inquiry_id=inquiry.id, expires_at=tx.now + LINK_LIFE))
    facts = {"email": inquiry.body.email, "language": inquiry.language, "token": token}
    return msgspec.convert(facts, Inquirer)


async def confirm_inquiry(command: ConfirmInquiry, tx: Transaction) -> Done:
    link = await tx.session.get(InquiryLink, digest(command.token))
    if link is None:
        raise Rejected("inquiry_link_unknown")
    inquiry = await tx.locked(Inquiry, link.inquiry_id, or_reject="inquiry_link_unknown")
    if inquiry.status != "unconfirmed":
        return Done()
    if link.expires_at <= tx.now:
        raise Rejected("inquiry_link_unknown")
    inquiry.confirm(at=tx.now)
    await tell_inquiry(inquiry, InquiryConfirmed, tx)
    return Done()


async def decide_inquiry(command: DecideInquiry, tx: Transaction) -> ActPut:
    tx.actor.must_be("officer", "organizer")
    inquiry = await tx.locked(Inquiry, command.inquiry_id, or_reject="inquiry_unknown")
    if not inquiry.decide(command, clean_lines(command.note), by=tx.actor.account_id, at=tx.now):
        return ActPut(id=inquiry.id, outcome="repeated")
    if command.reason is None:
        await tell_inquiry(inquiry, InquiryPassed, tx)
    else:
        await tell_inquiry(inquiry, InquiryRefused, tx, reason=command.reason)
    return ActPut(id=inquiry.id, outcome="created")


async def invite_inquirer(command: InviteInquirer, tx: Transaction) -> ActPut:
    inquiry = await tx.locked(Inquiry, command.inquiry_id, or_reject="inquiry_unknown")
    if not tx.actor.speaks_for(inquiry.coop_id) or inquiry.status not in {"passed", "invited"}:
        raise Rejected("inquiry_unknown", id=inquiry.id)
    if not inquiry.invite(at=tx.now):
        return ActPut(id=inquiry.id, outcome="repeated")
    await tell_inquiry(inquiry, InquirerInvited, tx)
    return ActPut(id=inquiry.id, outcome="created")
