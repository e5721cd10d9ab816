"""A fair's floor plan in one statement. PostgreSQL writes the booths as JSON, which goes to the reader as it is."""

from typing import Any

import msgspec
import sqlalchemy as sa

from services.fairs.models import Booking, Booth, Fair, Organisation, table_of
from services.fairs.queries.fairs import BOOTH_STATUS, LIVE
from services.fairs.rights import oversees
from shared.contracts.fairs.backdrops import Backdrop
from shared.contracts.fairs.booths import GetBooths
from shared.errors import Rejected
from shared.messaging import Reading

FAIR, BOOTH, BOOKING = table_of(Fair), table_of(Booth), table_of(Booking)
ORGANISATION = table_of(Organisation)


class WrittenPlan(msgspec.Struct, frozen=True, kw_only=True):
    """`BoothList`, whose booths are JSON already."""

    items: msgspec.Raw
    total: int
    plan_version: int
    backdrops: list[Backdrop]


async def get_booths(query: GetBooths, reading: Reading) -> WrittenPlan:
    """In the plan's order."""
    fair = (await reading.execute(_PLAN, {"fair": query.fair_id})).one_or_none()
    if fair is None or (fair.status == "draft" and not oversees(reading.actor)):
        raise Rejected("fair_unknown", id=query.fair_id)
    return WrittenPlan(
        items=msgspec.Raw(fair.written or b"[]"),
        total=fair.total,
        plan_version=fair.plan_version,
        backdrops=msgspec.convert(fair.backdrops, list[Backdrop]),
    )


def _plan() -> sa.Select[Any]:
    holder = sa.func.json_build_object("id", BOOKING.c.organisation_id, "name", ORGANISATION.c.name)
    booths = (
        sa.select(
            *(BOOTH.c.id, BOOTH.c.code, BOOTH.c.hall, BOOTH_STATUS.label("status")),
            sa.case((BOOKING.c.id.is_not(None), holder)).label("holder"),
            BOOKING.c.id.label("booking_id"),
            *(BOOTH.c.x, BOOTH.c.y, BOOTH.c.width, BOOTH.c.depth),
            *(BOOTH.c.booth_type, BOOTH.c.zone, BOOTH.c.corner, BOOTH.c.power, BOOTH.c.water, BOOTH.c.cold),
        )
        .outerjoin(BOOKING, LIVE)
        .outerjoin(ORGANISATION, ORGANISATION.c.id == BOOKING.c.organisation_id)
        .where(BOOTH.c.fair_id == sa.bindparam("fair"), BOOTH.c.standing)
        .order_by(BOOTH.c.position)
        .subquery("booths")
    )
    whole = sa.select(
        sa.cast(sa.func.json_agg(sa.literal_column("booths")), sa.Text).label("written"), sa.func.count().label("total")
    ).select_from(booths)
    drawn = whole.subquery("drawn")
    return (
        sa.select(FAIR.c.status, FAIR.c.plan_version, FAIR.c.backdrops, drawn.c.written, drawn.c.total)
        .select_from(FAIR)
        .join(drawn, sa.true())
        .where(FAIR.c.id == sa.bindparam("fair"))
    )


_PLAN = _plan()
