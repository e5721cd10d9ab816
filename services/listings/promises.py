"""What of a listing's capacity is promised, month by month.

A month's row is made when something of it is reserved for the first time, and locked by whoever takes from it; the
database itself refuses to promise more than there is. Locks are taken in the order listing, month, and a reservation
that ends before its month.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.listings.models import AnyRow, CapacityMonth, Listing, Reservation, table_of
from services.listings.models.promise import LIVE
from shared.contracts.capacity import CapacityChanged, ReservationStatus
from shared.contracts.listings import ListingBody
from shared.contracts.values import Month, Unit
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.months import month_of

MONTH, RESERVATION = table_of(CapacityMonth), table_of(Reservation)

Shown = AnyRow
"""A month: listing, month, unit, capacity, promised, version."""


def capacity_in(body: ListingBody, month: Month) -> Decimal | None:
    """What the co-op says of that very month, else of such months; None when it says nothing."""
    if body.capacity is None:
        return None
    exceptions: Mapping[str, Decimal] = body.season.months if body.season else {}
    return exceptions.get(month, body.capacity.by_month[int(month[-2:]) - 1])


async def locked_month(listing_id: UUID, month: Month, tx: Transaction) -> Shown:
    """Ours alone until the commit."""
    found = await _lock(listing_id, month, tx)
    if found is None:
        await _open(listing_id, month, tx)
        found = await _lock(listing_id, month, tx)
    if found is None:
        raise Rejected("capacity_unknown")
    return found


async def _lock(listing_id: UUID, month: Month, tx: Transaction) -> Shown | None:
    return (await tx.execute(_LOCKED, {"listing": listing_id, "month": month})).one_or_none()


async def _open(listing_id: UUID, month: Month, tx: Transaction) -> None:
    """While the listing is locked nobody revises its capacity."""
    listing = await tx.locked(Listing, listing_id, or_reject="listing_unknown")
    if listing.status == "draft":
        raise Rejected("listing_unknown", id=listing_id)
    body = listing.stated
    capacity = capacity_in(body, month)
    if body.capacity is not None and capacity is not None:
        row = {"listing_id": listing_id, "month": month, "unit": body.capacity.unit, "capacity": capacity}
        await tx.execute(_OPEN, row | {"promised": 0, "version": 0})


async def take(reservation: Mapping[str, Any], tx: Transaction) -> bool:
    """Whether the reservation is new; then its month, which is locked, has promised it and tells so."""
    values = {f"new_{name}": value for name, value in reservation.items()}
    months = (await tx.execute(_TAKE, values)).all()
    _tell(months, tx)
    return bool(months)


async def end(reservation_id: UUID, status: ReservationStatus, tx: Transaction) -> Shown | None:
    """Give back what a live reservation holds; one can expire only while it is held, and due."""
    ending = _EXPIRE if status == "expired" else _RELEASE
    values = {"reservation": reservation_id, "at": tx.now} if status == "expired" else {"reservation": reservation_id}
    months = (await tx.execute(ending, values)).all()
    _tell(months, tx)
    return months[0] if months else None


async def follow(listing: Listing, body: ListingBody, tx: Transaction) -> None:
    """The co-op states another capacity: refused where it is less than what is promised, field by field."""
    for restated in await restatements(listing, body, tx):
        _tell((await tx.execute(_RESTATE, restated._asdict())).all(), tx)


class Restated(NamedTuple):
    """What a month says from now on, as `_RESTATE` takes it."""

    of_listing: UUID
    of_month: Month
    now_capacity: Decimal
    now_unit: Unit


async def restatements(listing: Listing, body: ListingBody, tx: Transaction) -> list[Restated]:
    """What the months of which something was reserved will say then; they are ours until the commit."""
    stated = listing.stated
    if (stated.capacity, stated.season) == (body.capacity, body.season):
        return []
    coming = {"listing": listing.id, "from_month": month_of(tx.today)}
    rows = (await tx.execute(_COMING, coming)).all()
    changes, wrong = [], {}
    for row in rows:
        capacity = capacity_in(body, row.month) or Decimal(0)
        unit = body.capacity.unit if body.capacity else row.unit
        if capacity < row.promised:
            wrong[_field_of(body, row.month)] = "below_promised"
        elif unit != row.unit and row.promised:
            wrong["capacity.unit"] = "promised_in_other_unit"
        elif (capacity, unit) != (row.capacity, row.unit):
            changes.append(Restated(listing.id, row.month, capacity, unit))
    if wrong:
        raise Invalid(wrong)
    return changes


def _field_of(body: ListingBody, month: Month) -> str:
    if body.capacity is None:
        return "capacity"
    if body.season and month in body.season.months:
        return f"season.months.{month}"
    return f"capacity.by_month.{int(month[-2:]) - 1}"


def _tell(months: Sequence[Shown], tx: Transaction) -> None:
    for row in months:
        tx.emit(
            CapacityChanged(
                id=row.listing_id,
                version=row.version,
                unit=row.unit,
                month=row.month,
                capacity=row.capacity,
                promised=row.promised,
            )
        )


_SHOWN = (MONTH.c.listing_id, MONTH.c.month, MONTH.c.unit, MONTH.c.capacity, MONTH.c.promised, MONTH.c.version)
_OF_MONTH = sa.and_(
    MONTH.c.listing_id == sa.bindparam("listing", type_=sa.Uuid), MONTH.c.month == sa.bindparam("month", type_=sa.Text)
)
_LOCKED = sa.select(*_SHOWN).where(_OF_MONTH).with_for_update()
_OPEN = insert(MONTH).on_conflict_do_nothing()
_COMING = (
    sa.select(*_SHOWN)
    .where(MONTH.c.listing_id == sa.bindparam("listing", type_=sa.Uuid), MONTH.c.month >= sa.bindparam("from_month"))
    .order_by(MONTH.c.month)
    .with_for_update()
)
_RESTATE = (
    sa.update(MONTH)
    .where(MONTH.c.listing_id == sa.bindparam("of_listing", type_=sa.Uuid), MONTH.c.month == sa.bindparam("of_month"))
    .values(
        capacity=sa.bindparam("now_capacity", type_=sa.Numeric),
        unit=sa.bindparam("now_unit", type_=sa.Text),
        version=MONTH.c.version + 1,
    )
    .returning(*_SHOWN)
)


def _taking() -> sa.UpdateBase:
    new = (
        insert(RESERVATION)
        .values({column.name: sa.bindparam(f"new_{column.name}", type_=column.type) for column in RESERVATION.c})
        .on_conflict_do_nothing()
        .returning(RESERVATION.c.listing_id, RESERVATION.c.month, RESERVATION.c.counted)
        .cte("new")
    )
    return (
        sa.update(MONTH)
        .where(MONTH.c.listing_id == new.c.listing_id, MONTH.c.month == new.c.month)
        .values(promised=MONTH.c.promised + new.c.counted, version=MONTH.c.version + 1)
        .returning(*_SHOWN)
    )


def _ending(status: ReservationStatus, *conditions: sa.ColumnElement[bool]) -> sa.UpdateBase:
    ended = (
        sa.update(RESERVATION)
        .where(RESERVATION.c.id == sa.bindparam("reservation", type_=sa.Uuid), *conditions)
        .values(status=status)
        .returning(RESERVATION.c.listing_id, RESERVATION.c.month, RESERVATION.c.counted)
        .cte("ended")
    )
    return (
        sa.update(MONTH)
        .where(MONTH.c.listing_id == ended.c.listing_id, MONTH.c.month == ended.c.month)
        .values(promised=MONTH.c.promised - ended.c.counted, version=MONTH.c.version + 1)
        .returning(*_SHOWN)
    )


_TAKE = _taking()
_RELEASE = _ending("released", RESERVATION.c.status.in_(LIVE))
_EXPIRE = _ending(
    "expired",
    RESERVATION.c.status == "held",
    RESERVATION.c.expires_at <= sa.bindparam("at", type_=RESERVATION.c.expires_at.type),
)
