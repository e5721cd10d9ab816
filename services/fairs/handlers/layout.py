"""Bringing the booths of a fair into agreement with its halls. The fair is locked, so nobody books meanwhile."""

from collections.abc import Collection, Sequence
from uuid import UUID

import sqlalchemy as sa
from msgspec.structs import asdict
from sqlalchemy.dialects.postgresql import insert

from services.fairs.models import Booking, Booth, table_of
from services.fairs.plan import Place, plan_fair
from shared.contracts.fairs import HallBody
from shared.errors import Rejected
from shared.messaging import Transaction

BOOTH, BOOKING = table_of(Booth), table_of(Booking)
NAMED = 20
"""Booked booths that a refusal names."""


async def lay_out(fair_id: UUID, halls: Sequence[HallBody], tx: Transaction) -> None:
    """Booths of the new plan stand, the others are taken away; `booths_booked` when somebody has one of those."""
    planned = {place.booth_id(fair_id): place for place in plan_fair(halls)}
    await _must_be_free(fair_id, planned.keys(), tx)
    connection = await tx.session.connection()
    await connection.execute(sa.update(BOOTH).where(_gone(fair_id, planned.keys())).values(standing=False))
    if planned:
        rows = [_row(fair_id, key, place, position) for position, (key, place) in enumerate(planned.items())]
        await connection.execute(_SET_UP, rows)


async def _must_be_free(fair_id: UUID, planned: Collection[UUID], tx: Transaction) -> None:
    booked = (
        sa.select(BOOTH.c.code)
        .join(BOOKING, BOOKING.c.booth_id == BOOTH.c.id)
        .where(_gone(fair_id, planned), BOOKING.c.ended_at.is_(None))
        .order_by(BOOTH.c.position)
    )
    codes = (await (await tx.session.connection()).execute(booked)).scalars().all()
    if codes:
        raise Rejected("booths_booked", count=len(codes), booths=", ".join(codes[:NAMED]))


def _gone(fair_id: UUID, planned: Collection[UUID]) -> sa.ColumnElement[bool]:
    return sa.and_(BOOTH.c.fair_id == fair_id, BOOTH.c.standing, BOOTH.c.id.not_in(list(planned)))


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
