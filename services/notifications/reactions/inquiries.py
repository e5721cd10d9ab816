"""Requests of people without an account: their own letters, and who learns of them."""

import msgspec

from services.notifications.audiences import deciders, speakers_for
from services.notifications.models import Letter
from services.notifications.news.inquiries import InquiryCame, InquiryWaits
from services.notifications.news.visitors import CoopInvites, InquiryDeclined, InquiryToConfirm, ToVisitor
from services.notifications.telling import is_news, tell
from shared.contracts.inquiries import (
    InquirerInvited,
    InquiryConfirmed,
    InquiryPassed,
    InquiryRefused,
    InquiryWritten,
)
from shared.ids import uuid7
from shared.messaging import Transaction

INQUIRY = "inquiry"


async def inquiry_written(event: InquiryWritten, tx: Transaction) -> None:
    if await is_news(INQUIRY, event, tx):
        _write(InquiryToConfirm(inquiry_id=event.id), tx)


async def inquiry_confirmed(event: InquiryConfirmed, tx: Transaction) -> None:
    if await is_news(INQUIRY, event, tx):
        await tell(deciders(), InquiryWaits(), tx)


async def inquiry_passed(event: InquiryPassed, tx: Transaction) -> None:
    if await is_news(INQUIRY, event, tx):
        news = InquiryCame(inquiry_id=event.id, listing_names=event.listing_names, country=event.country)
        await tell(speakers_for(event.coop_id), news, tx)


async def inquiry_refused(event: InquiryRefused, tx: Transaction) -> None:
    if await is_news(INQUIRY, event, tx):
        _write(InquiryDeclined(inquiry_id=event.id, reason=event.reason), tx)


async def inquirer_invited(event: InquirerInvited, tx: Transaction) -> None:
    if await is_news(INQUIRY, event, tx):
        _write(CoopInvites(inquiry_id=event.id, coop=event.coop_name, listing_names=event.listing_names), tx)


def _write(news: ToVisitor, tx: Transaction) -> None:
    tx.add(
        Letter(
            id=uuid7(),
            account_id=news.inquiry_id,
            topic=None,
            times=1,
            facts=msgspec.to_builtins(news),
            written_at=tx.now,
            due_at=tx.now,
            attempts=0,
            status="waiting",
            reason="",
            address="",
            subject="",
            text="",
        )
    )
