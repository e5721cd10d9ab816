"""Sessions of a fair. A removed one's id is never used again."""

from uuid import UUID

import sqlalchemy as sa
from msgspec.structs import asdict, replace
from sqlmodel import col

from services.fairs.models import Fair, Seat, Session, is_near
from services.fairs.rights import must_hold
from services.fairs.telling_sessions import is_elsewhere, tell_holders, tell_session
from shared.contracts.fairs.agenda import (
    MOST_SESSIONS,
    PutSession,
    RemoveSession,
    SessionBody,
)
from shared.contracts.message import Done
from shared.contracts.values import RecordPut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean, clean_lines
from shared.versions import outcome_of_put


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
        await _must_have_room(fair.id, tx)
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
        await tx.execute(sa.delete(Seat).where(col(Seat.session_id) == session.id))
        await tell_session(session, tx)
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
    elif not is_near(body, fair):
        wrong["starts_at"] = "outside_fair"
    if wrong:
        raise Invalid(wrong)
    return tidy


async def _must_have_room(fair_id: UUID, tx: Transaction) -> None:
    there = sa.select(sa.func.count()).where(col(Session.fair_id) == fair_id, col(Session.removed).is_(False))
    if (await tx.scalar(there) or 0) >= MOST_SESSIONS:
        raise Rejected("agenda_full", most=MOST_SESSIONS)
