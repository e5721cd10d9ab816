"""Plans that organizers ask for, stop, and apply."""

from collections.abc import Sequence
from uuid import UUID, uuid5

import sqlalchemy as sa

from services.fairs.models import (
    ARRANGING,
    Allocation,
    Application,
    Booking,
    Booth,
    Fair,
    Organisation,
    table_of,
)
from services.fairs.places import locked_booths, locked_fair
from services.fairs.rights import must_hold
from services.fairs.serving import serve
from services.fairs.telling import allocation_changed
from services.fairs.telling_bookings import booking_confirmed
from services.fairs.trail import record
from shared.contracts.fairs.allocations import ApplyAllocation, CancelAllocation, ProposeAllocation
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.messaging import Transaction

BOOKING, APPLICATION, ORGANISATION = table_of(Booking), table_of(Application), table_of(Organisation)
NAMED = 20


async def propose_allocation(command: ProposeAllocation, tx: Transaction) -> ActPut:
    """A worker process looks for it; pages show how far it is."""
    await must_hold("plan", command.fair_id, tx)
    asked = Allocation(
        id=command.allocation_id,
        fair_id=command.fair_id,
        asked_at=tx.now,
        seconds=command.seconds,
        fairness=command.fairness,
        former_id=command.former_id,
        pins={str(pin.application_id): str(pin.booth_id) for pin in command.pins},
        assignment={},
        satisfaction={},
        costs={},
    )
    earlier = await tx.session.get(Allocation, command.allocation_id)
    if earlier is not None:
        if not earlier.asks_the_same_as(asked):
            raise Rejected("id_reused", id=earlier.id)
        return ActPut(id=earlier.id, outcome="repeated")
    fair = await tx.found(Fair, command.fair_id, or_reject="fair_unknown")
    fair.must_be("draft", *ARRANGING)
    if len({pin.booth_id for pin in command.pins}) < len(command.pins):
        raise Rejected("pinned_twice")
    tx.add(asked)
    tx.emit(allocation_changed(asked))
    return ActPut(id=asked.id, outcome="created")


async def cancel_allocation(command: CancelAllocation, tx: Transaction) -> ActPut:
    tx.actor.must_be("organizer")
    allocation = await tx.locked(Allocation, command.allocation_id, or_reject="allocation_unknown")
    await must_hold("plan", allocation.fair_id, tx)
    if not allocation.is_open:
        return ActPut(id=allocation.id, outcome="repeated")
    allocation.go("cancelled")
    tx.emit(allocation_changed(allocation))
    return ActPut(id=allocation.id, outcome="created")


async def apply_allocation(command: ApplyAllocation, tx: Transaction) -> ActPut:
    """Everybody gets the booth of the plan, or nobody does."""
    tx.actor.must_be("organizer")
    allocation = await tx.locked(Allocation, command.allocation_id, or_reject="allocation_unknown")
    await must_hold("plan", allocation.fair_id, tx)
    if allocation.status == "applied":
        return ActPut(id=allocation.id, outcome="repeated")
    allocation.must_be_applicable()
    fair = await locked_fair(allocation.fair_id, tx)
    fair.must_be(*ARRANGING)
    wanted = {UUID(who): UUID(where) for who, where in allocation.assignment.items()}
    booths = await locked_booths(wanted.values(), tx)
    holders = await _holders(fair.id, tx)
    organisations = await _accepted(list(wanted), tx)
    new: list[tuple[UUID, Booth, Organisation]] = []
    outdated = []
    for who, where in wanted.items():
        booth, organisation = booths[where], organisations.get(who)
        holder = holders.get(where)
        if organisation is None or not booth.standing or booth.blocked or holder not in {None, organisation.id}:
            outdated.append(booth.code)
        elif holder is None:
            new.append((who, booth, organisation))
    if outdated:
        raise Rejected("allocation_outdated", count=len(outdated), booths=", ".join(sorted(outdated)[:NAMED]))
    await _book(allocation, fair, new, tx)
    allocation.go("applied")
    tx.emit(allocation_changed(allocation))
    return ActPut(id=allocation.id, outcome="created")


async def _holders(fair_id: UUID, tx: Transaction) -> dict[UUID, UUID]:
    live = sa.select(BOOKING.c.booth_id, BOOKING.c.organisation_id).where(
        BOOKING.c.fair_id == fair_id, BOOKING.c.ended_at.is_(None)
    )
    rows = await tx.execute(live)
    return {row.booth_id: row.organisation_id for row in rows}


async def _accepted(applications: Sequence[UUID], tx: Transaction) -> dict[UUID, Organisation]:
    """Whose application is accepted still, and who may exhibit still."""
    rows = await tx.execute(
        sa.select(APPLICATION.c.id.label("application_id"), ORGANISATION)
        .join(ORGANISATION, ORGANISATION.c.id == APPLICATION.c.organisation_id)
        .where(APPLICATION.c.id.in_(applications), APPLICATION.c.status == "accepted")
        .where(ORGANISATION.c.status == "verified")
    )
    return {
        row.application_id: Organisation(
            id=row.id, version=row.version, name=row.name, kind=row.kind, status=row.status, province=row.province
        )
        for row in rows
    }


async def _book(
    allocation: Allocation, fair: Fair, new: Sequence[tuple[UUID, Booth, Organisation]], tx: Transaction
) -> None:
    bookings = [
        Booking(
            id=uuid5(allocation.id, str(who)),
            fair_id=fair.id,
            booth_id=booth.id,
            organisation_id=organisation.id,
            confirmed_at=tx.now,
            by_organizer=True,
        )
        for who, booth, organisation in new
    ]
    tx.session.add_all(bookings)
    for booking, (_, booth, organisation) in zip(bookings, new, strict=True):
        record("confirmed", booth, tx, booking=booking)
        tx.emit(booking_confirmed(booking, fair.name, booth.code, organisation.name))
    await tx.session.flush()
    for booking in bookings:
        await serve(fair.id, booking.organisation_id, tx)
