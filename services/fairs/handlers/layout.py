"""Bringing the booths of a fair into agreement with its halls. The fair is locked, so nobody books meanwhile."""

from collections.abc import Collection, Sequence
from uuid import UUID

import sqlalchemy as sa
from msgspec.structs import asdict
from sqlalchemy.dialects.postgresql import insert

from services.fairs.models import Booking, Booth, table_of
from services.fairs.plan import Place, plan_fair
from shared.contracts.fairs.fair import HallBody
from shared.errors import Rejected
from shared.messaging import Transaction

BOOTH, BOOKING = table_of(Booth), table_of(Booking)
NAMED = 20
"""Booked booths that a refusal names."""


async def lay_out(fair_id: UUID, former: Sequence[HallBody], halls: Sequence[HallBody], tx: Transaction) -> None:
    """Booths of halls that changed stand anew, others are taken away; `booths_booked` when somebody has one of those.

    A hall that stays as it was keeps its booths as they were drawn; only the hall's code comes before theirs, or goes.
    """
    changed = {hall.code for hall in halls if hall not in former}
    planned = {place.booth_id(fair_id): (position, place) for position, place in enumerate(plan_fair(halls))}
    new = {key: one for key, one in planned.items() if one[1].hall in changed}
    kept = {hall.code for hall in halls} - changed
    replaced = sa.and_(BOOTH.c.fair_id == fair_id, BOOTH.c.standing, BOOTH.c.hall.not_in(kept), BOOTH.c.id.not_in(new))
    gone = (await tx.execute(sa.select(BOOTH.c.id).where(replaced))).scalars().all()
    await must_be_free(gone, tx)
    await tx.execute(sa.update(BOOTH).where(BOOTH.c.id.in_(gone)).values(standing=False))
    if (len(former) > 1) != (len(halls) > 1):
        await tx.execute(_prefixed(fair_id, kept) if len(halls) > 1 else _unprefixed(fair_id, kept))
    if new:
        await tx.execute(_SET_UP, [_row(fair_id, key, place, at) for key, (at, place) in new.items()])


def _prefixed(fair_id: UUID, halls: Collection[str]) -> sa.Update:
    here = sa.and_(BOOTH.c.fair_id == fair_id, BOOTH.c.standing, BOOTH.c.hall.in_(halls))
    return sa.update(BOOTH).where(here).values(code=BOOTH.c.hall + "-" + BOOTH.c.code)


def _unprefixed(fair_id: UUID, halls: Collection[str]) -> sa.Update:
    begins = BOOTH.c.code.startswith(BOOTH.c.hall + "-")
    here = sa.and_(BOOTH.c.fair_id == fair_id, BOOTH.c.standing, BOOTH.c.hall.in_(halls), begins)
    return sa.update(BOOTH).where(here).values(code=sa.func.substr(BOOTH.c.code, sa.func.length(BOOTH.c.hall) + 2))


async def must_be_free(gone: Collection[UUID], tx: Transaction) -> None:
    """Before they are taken away."""
    booked = (
        sa.select(BOOTH.c.code)
        .join(BOOKING, BOOKING.c.booth_id == BOOTH.c.id)
        .where(BOOTH.c.id.in_(gone), BOOKING.c.ended_at.is_(None))
        .order_by(BOOTH.c.position)
    )
    codes = (await tx.execute(booked)).scalars().all()
    if codes:
        raise Rejected("booths_booked", count=len(codes), booths=", ".join(codes[:NAMED]))


def _row(fair_id: UUID, key: UUID, place: Place, position: int) -> dict[str, object]:
    row = asdict(place) | {"id": key, "fair_id": fair_id, "position": position, "version": 1}
    return {column: value for column, value in row.items() if column != "key"} | {"standing": True, "blocked": False}


_insert = insert(BOOTH)
_SET_UP = _insert.on_conflict_do_update(
    index_elements=["id"],
    set_={
        column: _insert.excluded[column]
        for column in ("code", "hall", "position", "x", "y", "width", "depth", "standing")
    },
)
