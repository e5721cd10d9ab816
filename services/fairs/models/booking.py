"""Who has a booth, or has it kept for a while."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row, table_of
from shared.contracts.fairs.bookings import EndReason
from shared.errors import Rejected


class Booking(Row, table=True):
    """`version` counts what happened to it. `held_until`: kept, and not confirmed yet; `by_organizer`: kept by them or
    offered. `entry_id`: offered to this entry of the waiting list.

    Whatever the code does, a booth has one booking that has not ended, and an entry of a waiting list one offer.
    """

    __table_args__ = (
        sa.Index(
            "booking_live_booth_id_key",
            "booth_id",
            unique=True,
            postgresql_where=sa.text("ended_at IS NULL"),
            info={"rejects": "booth_taken"},
        ),
        sa.Index(
            "booking_offer_entry_id_key",
            "entry_id",
            unique=True,
            postgresql_where=sa.text("ended_at IS NULL AND held_until IS NOT NULL"),
            info={"rejects": "already_offered"},
        ),
        sa.Index(
            "booking_held_until_idx",
            "held_until",
            postgresql_where=sa.text("ended_at IS NULL AND held_until IS NOT NULL"),
        ),
        sa.Index("booking_organisation_id_fair_id_idx", "organisation_id", "fair_id"),
    )

    id: UUID = Field(primary_key=True)
    fair_id: UUID
    booth_id: UUID = Field(foreign_key="booth.id")
    organisation_id: UUID
    version: int = 1
    confirmed_at: datetime = Field(sa_type=STAMP)
    held_until: datetime | None = Field(default=None, sa_type=STAMP)
    by_organizer: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    entry_id: UUID | None = None
    reminded_at: datetime | None = Field(default=None, sa_type=STAMP)
    ended_at: datetime | None = Field(default=None, sa_type=STAMP)
    end_reason: str = Field(default="", sa_column_kwargs={"server_default": ""})

    @property
    def is_held(self) -> bool:
        return self.ended_at is None and self.held_until is not None

    @property
    def reason_of_its_holder(self) -> EndReason:
        """When the holder ends it."""
        return "refused" if self.is_held and self.entry_id is not None else "given_back"

    def must_be_live(self) -> None:
        if self.ended_at is not None:
            raise Rejected("booking_ended", id=self.id)

    def confirm(self, *, at: datetime) -> None:
        """Make a hold a booking. What has lapsed is released by the schedule and cannot be confirmed any more."""
        self.must_be_live()
        if self.held_until is not None and self.held_until <= at:
            raise Rejected("hold_lapsed")
        self.version += 1
        self.confirmed_at, self.held_until = at, None

    def end(self, reason: EndReason, *, at: datetime) -> None:
        self.version += 1
        self.ended_at, self.end_reason = at, reason


HAS_BOOTH = sa.and_(table_of(Booking).c.ended_at.is_(None), table_of(Booking).c.held_until.is_(None))
"""Of a booking: it has not ended, and is no mere hold."""
