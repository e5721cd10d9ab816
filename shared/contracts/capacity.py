"""Promises of `listings`: so much of a listing's capacity of a month is kept for somebody, and never for two.

A reservation is an act. Its id comes from the caller, who reserves before it signs, then confirms or releases:

    ReserveCapacity ──> held ──ConfirmReservation──> confirmed
                         │                               │
                         ├──at `expires_at`──> expired   │
                         └──ReleaseCapacity──> released <┘

Each of the three commands may be repeated. A release of an id that was never heard of is kept, so that the reservation,
should it come after it, is refused with `reservation_ended`.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from shared.contracts.message import Command, Event, Query
from shared.contracts.values import Amount, Month, Quantity, Unit

ReservationStatus = Literal["held", "confirmed", "released", "expired"]


class ReservationPut(Struct, frozen=True, kw_only=True):
    """The reply to each command: how the reservation stands now, and whether this command made it so."""

    id: UUID
    status: ReservationStatus
    outcome: Literal["created", "repeated"]


class MonthCapacity(Struct, frozen=True, kw_only=True):
    """`promised` is reserved or confirmed; it never exceeds `capacity`."""

    month: Month
    capacity: Amount
    promised: Amount


class ListingCapacity(Struct, frozen=True, kw_only=True):
    """The months to come, this one first; none when the co-op has not stated its capacity."""

    unit: Unit | None
    months: list[MonthCapacity]


# commands, for other services


class ReserveCapacity(Command[ReservationPut], frozen=True, kw_only=True):
    """Keeps `quantity` of what the listing can supply in `month`, until `expires_at` unless confirmed before.

    Refused: `listing_unknown`; `capacity_unknown` when the co-op states none for the month; `capacity_exceeded` with
    `available` and `unit`; `unit_mismatch` with `unit` when one does not measure what the other does; `month_over`;
    `id_reused`; `reservation_ended`; `invalid`.
    """

    subject = "listings.v1.cmd.reserve_capacity"
    reservation_id: UUID
    listing_id: UUID
    month: Month
    quantity: Quantity
    expires_at: datetime


class ConfirmReservation(Command[ReservationPut], frozen=True, kw_only=True):
    """Keeps a held reservation for good. Refused: `reservation_unknown`, `reservation_ended`."""

    subject = "listings.v1.cmd.confirm_reservation"
    reservation_id: UUID


class ReleaseCapacity(Command[ReservationPut], frozen=True, kw_only=True):
    """Gives the quantity back, held or confirmed. Never refused."""

    subject = "listings.v1.cmd.release_capacity"
    reservation_id: UUID


# queries


class GetCapacity(Query[ListingCapacity], frozen=True, kw_only=True):
    """What a published listing can supply and has promised, in the twelve months to come."""

    subject = "listings.v1.qry.get_capacity"
    anonymous = True
    listing_id: UUID


# events


class CapacityChanged(Event, frozen=True, kw_only=True):
    """`id` is the listing's; `version` counts what happened to this listing's `month`, so a copy is kept by both."""

    subject = "listings.v1.evt.capacity_changed"
    unit: Unit
    month: Month
    capacity: Amount
    promised: Amount


class ReservationExpired(Event, frozen=True, kw_only=True):
    """A held reservation that nobody confirmed in time: its quantity is free again."""

    subject = "listings.v1.evt.reservation_expired"
    listing_id: UUID
    month: Month
