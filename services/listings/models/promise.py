"""What is promised of a listing's capacity, and to which reservation."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlmodel import Field

from services.listings.models.rows import STAMP, Row
from shared.contracts.capacity import ReservationStatus, ReserveCapacity
from shared.errors import Rejected

LIVE: tuple[ReservationStatus, ...] = ("held", "confirmed")


class CapacityMonth(Row, table=True):
    """A month of which something was reserved; `month` as 2026-11. `promised` is what its live reservations count."""

    __tablename__ = "capacity_month"
    __table_args__ = (
        sa.CheckConstraint("promised >= 0", name="not_below_zero"),
        sa.CheckConstraint("promised <= capacity", name="never_twice", info={"rejects": "capacity_exceeded"}),
    )

    listing_id: UUID = Field(primary_key=True, foreign_key="listing.id")
    month: str = Field(primary_key=True, sa_type=sa.Text)
    unit: str = Field(sa_type=sa.Text)
    capacity: Decimal = Field(sa_type=sa.Numeric)
    promised: Decimal = Field(sa_type=sa.Numeric)
    version: int


class Reservation(Row, table=True):
    """`amount` and `unit` as asked, `counted` in the unit of the month. One that was released before it was made has
    none of them.
    """

    __table_args__ = (
        sa.ForeignKeyConstraint(["listing_id", "month"], ["capacity_month.listing_id", "capacity_month.month"]),
        sa.CheckConstraint("status IN ('held', 'confirmed', 'released', 'expired')", name="status"),
        sa.CheckConstraint("status = 'released' OR counted > 0", name="counts"),
        sa.CheckConstraint("status <> 'held' OR expires_at IS NOT NULL", name="held_for_a_time"),
        sa.Index("reservation_due_idx", "expires_at", postgresql_where=sa.text("status = 'held'")),
    )

    id: UUID = Field(primary_key=True)
    status: str = Field(sa_type=sa.Text)
    listing_id: UUID | None
    month: str | None = Field(sa_type=sa.Text)
    amount: Decimal | None = Field(sa_type=sa.Numeric)
    unit: str | None = Field(sa_type=sa.Text)
    counted: Decimal | None = Field(sa_type=sa.Numeric)
    expires_at: datetime | None = Field(sa_type=STAMP)

    @property
    def state(self) -> ReservationStatus:
        state: ReservationStatus = msgspec.convert(self.status, ReservationStatus)
        return state

    def must_answer(self, command: ReserveCapacity) -> None:
        """It is what the command asks for, and still stands."""
        asked = (command.listing_id, command.month, command.quantity.amount, command.quantity.unit)
        if self.listing_id is not None and asked != (self.listing_id, self.month, self.amount, self.unit):
            raise Rejected("id_reused", id=self.id)
        if self.status not in LIVE:
            raise Rejected("reservation_ended", id=self.id)

    def confirm(self, *, at: datetime) -> None:
        if self.status != "held" or self.expires_at is None or self.expires_at <= at:
            raise Rejected("reservation_ended", id=self.id)
        self.status, self.expires_at = "confirmed", None
