"""What officers and organisations learn from the registry, and who speaks for whom."""

from datetime import timedelta

import sqlalchemy as sa

from services.notifications.audiences import Audience, everyone_with, speakers_for
from services.notifications.models import Account, Organisation
from services.notifications.news import news_in, read_news
from services.notifications.news.matches import ContactsOpened
from services.notifications.news.organisations import OrganisationRefused, OrganisationRegistered, OrganisationVerified
from services.notifications.telling import UNCLAIMED, is_news, take_turn, tell
from shared.contracts.registry import AccountChanged, ContactsDisclosed, OrganisationChanged
from shared.contracts.registry import Organisation as OrganisationFacts
from shared.messaging import Transaction

FRESH = timedelta(days=1)
"""How long news waits for the first account of its audience."""


async def organisation_changed(event: OrganisationChanged, tx: Transaction) -> None:
    """Only what it has become is news, not what it was in between; and not what an operator loaded."""
    facts = event.organisation
    known = await tx.session.get(Organisation, facts.id, with_for_update=True)
    if known is not None and known.version >= facts.version:
        return
    before = None if known is None else known.status
    if known is None:
        tx.add(Organisation.of(facts))
    else:
        known.take(facts)
    if facts.status == before:
        return
    if facts.status == "registered":
        news = OrganisationRegistered(organisation_id=facts.id, name=facts.name)
        await tell(everyone_with("officer"), news, tx)
    elif facts.version > 1:
        await _tell_decision(facts, tx)


async def _tell_decision(facts: OrganisationFacts, tx: Transaction) -> None:
    if facts.status == "verified":
        verified = OrganisationVerified(organisation_id=facts.id, name=facts.name, organisation_kind=facts.kind)
        await tell(speakers_for(facts.id), verified, tx)
    elif facts.status == "refused":
        await tell(speakers_for(facts.id), OrganisationRefused(organisation_id=facts.id, name=facts.name), tx)


async def account_changed(event: AccountChanged, tx: Transaction) -> None:
    """The first account of an audience is told what has been waiting for it."""
    await take_turn(tx)
    known = await tx.session.get(Account, event.id)
    if known is not None and known.version >= event.version:
        return
    if known is None:
        tx.add(Account.of(event))
    else:
        known.take(event)
    if event.active:
        await _claim(event, tx)


async def _claim(event: AccountChanged, tx: Transaction) -> None:
    stale = sa.delete(UNCLAIMED).where(UNCLAIMED.c.at < tx.now - FRESH)
    await tx.session.exec(stale)
    for organisation_id in event.organisation_ids:
        await _hand_over(speakers_for(organisation_id), tx)
    for role in event.roles:
        await _hand_over(everyone_with(role), tx)


async def _hand_over(audience: Audience, tx: Transaction) -> None:
    waiting = sa.delete(UNCLAIMED).where(UNCLAIMED.c.audience == audience.name)
    rows = await tx.session.exec(waiting.returning(UNCLAIMED.c.id, news_in(UNCLAIMED)))
    for row in sorted(rows, key=lambda row: row.id):
        await tell(audience, read_news(row.news), tx)


async def contacts_disclosed(event: ContactsDisclosed, tx: Transaction) -> None:
    if not await is_news("contacts", event, tx):
        return
    for organisation_id in event.organisation_ids:
        others = [key for key in event.organisation_ids if key != organisation_id]
        other = await tx.session.get(Organisation, others[0]) if others else None
        news = ContactsOpened(match_request_id=event.id, other="" if other is None else other.name)
        await tell(speakers_for(organisation_id), news, tx)
