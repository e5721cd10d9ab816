"""Reserving of a listing's capacity, confirming and giving back: what other services need to sign an agreement."""

from datetime import UTC
from decimal import Decimal

from sqlalchemy.dialects.postgresql import insert

from services.listings import promises
from services.listings.models import Reservation
from services.listings.models.promise import LIVE
from services.listings.promises import RESERVATION
from shared.contracts.capacity import ConfirmReservation, ReleaseCapacity, ReservationPut, ReserveCapacity
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.months import month_of
from shared.quantity import converted, is_sensible


async def reserve_capacity(command: ReserveCapacity, tx: Transaction) -> ReservationPut:
    """Keep a quantity of a month for the caller. The same reservation again changes nothing."""
    tx.actor.must_be_service()
    _must_make_sense(command, tx)
    month = await promises.locked_month(command.listing_id, command.month, tx)
    counted = converted(command.quantity.amount, command.quantity.unit, month.unit)
    free = month.capacity - month.promised
    if counted is not None and counted <= free and await promises.take(_row(command, counted), tx):
        return ReservationPut(id=command.reservation_id, status="held", outcome="created")

    before = await tx.session.get(Reservation, command.reservation_id)
    if before is not None:
        before.must_answer(command)
        return ReservationPut(id=before.id, status=before.state, outcome="repeated")
    if counted is None:
        raise Rejected("unit_mismatch", unit=month.unit)
    raise Rejected("capacity_exceeded", available=f"{free.normalize():f}", unit=month.unit)


async def confirm_reservation(command: ConfirmReservation, tx: Transaction) -> ReservationPut:
    """Keep it for good."""
    tx.actor.must_be_service()
    reservation = await tx.locked(Reservation, command.reservation_id, or_reject="reservation_unknown")
    if reservation.status == "confirmed":
        return ReservationPut(id=reservation.id, status="confirmed", outcome="repeated")
    reservation.confirm(at=tx.now)
    return ReservationPut(id=reservation.id, status="confirmed", outcome="created")


async def release_capacity(command: ReleaseCapacity, tx: Transaction) -> ReservationPut:
    """Give it back. That of a reservation never heard of is kept, so that it cannot come any more."""
    tx.actor.must_be_service()
    while True:
        if await promises.end(command.reservation_id, "released", tx):
            return ReservationPut(id=command.reservation_id, status="released", outcome="created")
        ended = await tx.session.get(Reservation, command.reservation_id, populate_existing=True)
        if ended is not None and ended.status not in LIVE:
            return ReservationPut(id=ended.id, status=ended.state, outcome="repeated")
        row = {"id": command.reservation_id, "status": "released"}
        if (await tx.execute(_BEFOREHAND, row)).rowcount:
            return ReservationPut(id=command.reservation_id, status="released", outcome="created")


_BEFOREHAND = insert(RESERVATION).on_conflict_do_nothing()


def _must_make_sense(command: ReserveCapacity, tx: Transaction) -> None:
    wrong = {}
    if not is_sensible(command.quantity.amount) or not command.quantity.amount:
        wrong["quantity.amount"] = "not_an_amount"
    if command.expires_at.tzinfo is None:
        wrong["expires_at"] = "offset_missing"
    elif command.expires_at <= tx.now:
        wrong["expires_at"] = "in_the_past"
    if wrong:
        raise Invalid(wrong)
    if command.month < month_of(tx.today):
        raise Rejected("month_over")


def _row(command: ReserveCapacity, counted: Decimal) -> dict[str, object]:
    return {
        "id": command.reservation_id,
        "status": "held",
        "listing_id": command.listing_id,
        "month": command.month,
        "amount": command.quantity.amount,
        "unit": command.quantity.unit,
        "counted": counted,
        "expires_at": command.expires_at.astimezone(UTC),
    }
