"""Waiting lists: first come, first told when a booth becomes free."""

from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import Fair, Organisation, WaitingEntry, table_of
from services.fairs.telling import waiting_list_joined
from shared.contracts.fairs import JoinWaitingList, LeaveWaitingList
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.messaging import Transaction

ENTRY = table_of(WaitingEntry)


async def join_waiting_list(command: JoinWaitingList, tx: Transaction) -> ActPut:
    """Put a co-op at the end of the list, once for each fair."""
    if not tx.actor.is_one_of("organizer"):
        tx.actor.must_act_for(command.organisation_id)
    entry = await tx.session.get(WaitingEntry, command.entry_id)
    if entry is not None:
        entry.must_answer(command.fair_id, command.organisation_id)
        return ActPut(id=entry.id, outcome="repeated")
    fair = await tx.found(Fair, command.fair_id, or_reject="fair_unknown")
    fair.must_be_seen_by(staff=tx.actor.is_one_of("organizer"))
    fair.must_be("open")
    organisation = await tx.found(Organisation, command.organisation_id, or_reject="organisation_unknown")
    organisation.must_exhibit()
    entry = WaitingEntry(id=command.entry_id, fair_id=fair.id, organisation_id=organisation.id, since=tx.now)
    tx.add(entry)
    tx.emit(waiting_list_joined(entry, fair.stated.name, organisation.name))
    return ActPut(id=command.entry_id, outcome="created")


async def leave_waiting_list(command: LeaveWaitingList, tx: Transaction) -> ActPut:
    """Give the place up. Left again, nothing changes."""
    entry = await tx.locked(WaitingEntry, command.entry_id, or_reject="entry_unknown")
    if not tx.actor.is_one_of("organizer") and not tx.actor.speaks_for(entry.organisation_id):
        raise Rejected("entry_unknown", id=command.entry_id)
    if entry.left_at is not None:
        return ActPut(id=entry.id, outcome="repeated")
    entry.left_at = tx.now
    return ActPut(id=entry.id, outcome="created")


async def first_in_list(fair_id: UUID, tx: Transaction) -> UUID | None:
    first = (
        sa.select(ENTRY.c.organisation_id)
        .where(ENTRY.c.fair_id == fair_id, ENTRY.c.left_at.is_(None))
        .order_by(ENTRY.c.position)
        .limit(1)
    )
    found: UUID | None = await (await tx.session.connection()).scalar(first)
    return found


async def no_longer_waits(fair_id: UUID, organisation_id: UUID, tx: Transaction) -> None:
    """Who got a booth leaves the list."""
    waiting = sa.and_(ENTRY.c.fair_id == fair_id, ENTRY.c.organisation_id == organisation_id, ENTRY.c.left_at.is_(None))
    await (await tx.session.connection()).execute(sa.update(ENTRY).where(waiting).values(left_at=tx.now))
