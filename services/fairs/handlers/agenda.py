"""Sessions and partners of a fair. A removed one's id is never used again."""

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from msgspec.structs import asdict, replace
from sqlmodel import col

from services.fairs.models import Fair, Partner, Seat, Session
from services.fairs.rights import must_hold
from services.fairs.telling_sessions import is_elsewhere, tell_holders, tell_session
from shared.contracts.fairs.agenda import (
    MOST_PARTNERS,
    MOST_SESSIONS,
    PartnerBody,
    PartnerChanged,
    PutPartner,
    PutSession,
    RemovePartner,
    RemoveSession,
    SessionBody,
)
from shared.contracts.message import Done
from shared.contracts.values import RecordPut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean, clean_lines
from shared.versions import outcome_of_put

BESIDE = timedelta(days=2)
"""Sessions may be as long before a fair and after it; further away somebody mistyped the date."""


async def put_session(command: PutSession, tx: Transaction) -> RecordPut:
    """The fair is locked: of two who state the last session that there may be, one is refused."""
    await must_hold("plan", command.fair_id, tx)
    fair = await tx.locked(Fair, command.fair_id, or_reject="fair_unknown")
    body = _stated_session(command.body, fair)
    session = await tx.session.get(Session, command.session_id, with_for_update=True)
    if session is not None and (session.removed or session.fair_id != fair.id):
        raise Rejected("id_reused", id=session.id)
    same = session is not None and session.stated == body
    outcome = outcome_of_put(session.version if session else None, command.expected_version, same=same)
    if session is None:
        await _must_have_room(Session, fair.id, MOST_SESSIONS, tx)
        session = Session(id=command.session_id, fair_id=fair.id, version=0, **asdict(body))
        tx.add(session)
    if outcome != "unchanged":
        former = session.stated
        session.state(body)
        await tell_session(session, tx)
        if is_elsewhere(former, body):
            await tell_holders(session, fair, tx)
    return RecordPut(id=session.id, version=session.version, outcome=outcome)


async def remove_session(command: RemoveSession, tx: Transaction) -> Done:
    tx.actor.must_be("organizer")
    session = await tx.locked(Session, command.session_id, or_reject="session_unknown")
    await must_hold("plan", session.fair_id, tx)
    if not session.removed:
        session.remove()
        await tell_holders(session, await tx.found(Fair, session.fair_id, or_reject="fair_unknown"), tx)
        await (await tx.session.connection()).execute(sa.delete(Seat).where(col(Seat.session_id) == session.id))
        await tell_session(session, tx)
    return Done()


async def put_partner(command: PutPartner, tx: Transaction) -> RecordPut:
    await must_hold("plan", command.fair_id, tx)
    fair = await tx.locked(Fair, command.fair_id, or_reject="fair_unknown")
    body = replace(command.body, name=clean(command.body.name))
    if not body.name:
        raise Invalid({"name": "required"})
    partner = await tx.session.get(Partner, command.partner_id, with_for_update=True)
    if partner is not None and (partner.removed or partner.fair_id != fair.id):
        raise Rejected("id_reused", id=partner.id)
    same = partner is not None and partner.stated == body
    outcome = outcome_of_put(partner.version if partner else None, command.expected_version, same=same)
    if partner is None:
        await _must_have_room(Partner, fair.id, MOST_PARTNERS, tx)
        partner = _partner(command.partner_id, fair.id, body, tx)
    if outcome != "unchanged":
        partner.state(body)
        tx.emit(PartnerChanged(id=partner.id, version=partner.version, fair_id=fair.id, removed=False))
    return RecordPut(id=partner.id, version=partner.version, outcome=outcome)


def _partner(key: UUID, fair_id: UUID, body: PartnerBody, tx: Transaction) -> Partner:
    partner = Partner(id=key, fair_id=fair_id, version=0, named_at=tx.now, **asdict(body))
    tx.add(partner)
    return partner


async def remove_partner(command: RemovePartner, tx: Transaction) -> Done:
    tx.actor.must_be("organizer")
    partner = await tx.locked(Partner, command.partner_id, or_reject="partner_unknown")
    await must_hold("plan", partner.fair_id, tx)
    if not partner.removed:
        partner.removed = True
        partner.version += 1
        tx.emit(PartnerChanged(id=partner.id, version=partner.version, fair_id=partner.fair_id, removed=True))
    return Done()


def _stated_session(body: SessionBody, fair: Fair) -> SessionBody:
    tidy = replace(
        body,
        title=clean(body.title),
        place=clean(body.place),
        speaker=clean(body.speaker),
        interpreters=sorted(set(body.interpreters) - {body.language}),
        description=clean_lines(body.description),
    )
    wrong = {} if tidy.title else {"title": "required"}
    aware = body.starts_at.tzinfo is not None and body.ends_at.tzinfo is not None
    if not aware:
        wrong["starts_at"] = "offset_missing"
    elif body.ends_at <= body.starts_at:
        wrong["ends_at"] = "not_after_start"
    elif body.starts_at < fair.starts_at - BESIDE or body.ends_at > fair.ends_at + BESIDE:
        wrong["starts_at"] = "outside_fair"
    if wrong:
        raise Invalid(wrong)
    return tidy


async def _must_have_room(kind: type[Session | Partner], fair_id: UUID, most: int, tx: Transaction) -> None:
    there = sa.select(sa.func.count()).where(col(kind.fair_id) == fair_id, col(kind.removed).is_(False))
    if (await (await tx.session.connection()).scalar(there) or 0) >= most:
        raise Rejected("agenda_full", most=most)
