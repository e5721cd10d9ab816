"""One person with two badges: the badges are joined, or the two are told apart."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.fairs.admitting import admission_at, promote
from services.fairs.gate import in_turn
from services.fairs.handlers.admissions import must_be_unread
from services.fairs.models import Enrolment, Fair, JoinedBadge, Namesakes, Registration, Seat, Session, table_of
from services.fairs.particulars import forget, keep, particulars_of
from services.fairs.rights import must_hold
from services.fairs.seats import elsewhere
from shared.contracts.fairs.doubles import BadgesJoined, JoinBadges, TellApart
from shared.contracts.message import Done
from shared.errors import Rejected
from shared.messaging import Transaction

JOINED, NAMESAKES, SEAT = table_of(JoinedBadge), table_of(Namesakes), table_of(Seat)


async def join_badges(command: JoinBadges, tx: Transaction) -> Done:
    """The place of the second is given on, with what else was told of the person staying with the first."""
    kept = await tx.found(Registration, command.kept_id, or_reject="badge_unknown")
    await must_hold("people", kept.fair_id, tx)
    await in_turn(kept.fair_id, tx)
    before = await tx.session.get(JoinedBadge, command.joined_id)
    if before is not None and before.registration_id == kept.id:
        return Done()
    known = await tx.found(Registration, command.joined_id, or_reject="badge_unknown")
    admission = await admission_at(known.fair_id, known.kind, tx)
    kept, joined = await _locked((command.kept_id, command.joined_id), tx)
    await must_be_unread(joined.id, tx)
    fair = await tx.found(Fair, kept.fair_id, or_reject="fair_unknown")
    kept.take_over(joined)
    await _hand_on(joined, kept, tx)
    enrolment = await tx.session.get(Enrolment, joined.id) or Enrolment.of(joined, "admitted")
    await tx.session.delete(joined)
    await tx.session.flush()
    tx.add(enrolment)
    enrolment.become("withdrawn")
    tx.emit(
        BadgesJoined(
            id=enrolment.id,
            version=enrolment.version,
            fair_id=fair.id,
            fair_name=fair.name,
            account_id=enrolment.account_id,
            kept_id=kept.id,
        )
    )
    await promote(admission, fair, tx)
    return Done()


async def _locked(keys: Sequence[UUID], tx: Transaction) -> list[Registration]:
    """By id, as gates do; in the order asked for. Two of one fair."""
    found = {key: await tx.locked(Registration, key, or_reject="badge_unknown") for key in sorted(set(keys))}
    if len(found) < len(keys) or len({one.fair_id for one in found.values()}) > 1:
        raise Rejected("badge_unknown")
    return [found[key] for key in keys]


async def _hand_on(joined: Registration, kept: Registration, tx: Transaction) -> None:
    """The codes that lead to it, its places in sessions where there is no other at that time, its particulars."""
    await tx.execute(sa.update(JOINED).where(JOINED.c.registration_id == joined.id).values(registration_id=kept.id))
    tx.add(
        JoinedBadge(
            id=joined.id, code=joined.code, account_id=joined.account_id, registration_id=kept.id, joined_at=tx.now
        )
    )
    sessions = select(Session).join(Seat, col(Seat.session_id) == col(Session.id))
    for session in (await tx.session.exec(sessions.where(col(Seat.registration_id) == joined.id))).all():
        held = await tx.session.get(Seat, (session.id, kept.id))
        if held is None and await elsewhere(kept.id, session, tx) is None:
            seat = sa.and_(SEAT.c.session_id == session.id, SEAT.c.registration_id == joined.id)
            await tx.execute(sa.update(SEAT).where(seat).values(registration_id=kept.id))
    told = await particulars_of([joined.id, kept.id], tx)
    if joined.id in told and kept.id not in told:
        await keep({kept.id: told[joined.id]}, kept.fair_id, tx)
    await forget(joined.id, tx)


async def tell_apart(command: TellApart, tx: Transaction) -> Done:
    first = await tx.found(Registration, command.registration_id, or_reject="badge_unknown")
    await must_hold("people", first.fair_id, tx)
    one, other = sorted(await _locked((command.registration_id, command.other_id), tx), key=lambda person: person.id)
    await tx.execute(insert(NAMESAKES).values(one_id=one.id, other_id=other.id).on_conflict_do_nothing())
    return Done()
