"""Booths, who has them, and who waits for one."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row
from shared.errors import Rejected


class Booth(Row, table=True):
    """`standing`: in the present plan; a booth that a revision took away stays for its past bookings.

    `position`: its place in the plan's order. `version` counts blockings and releases.
    """

    __table_args__ = (
        sa.Index("booth_fair_id_code_key", "fair_id", "code", unique=True, postgresql_where=sa.text("standing")),
    )

    id: UUID = Field(primary_key=True)
    fair_id: UUID = Field(foreign_key="fair.id")
    version: int = 1
    code: str
    hall: str
    position: int
    x: float
    y: float
    width: float
    depth: float
    standing: bool = True
    blocked: bool = False

    def must_stand(self) -> None:
        if not self.standing:
            raise Rejected("booth_unknown", id=self.id)


class Booking(Row, table=True):
    """`version` 1 is confirmed, 2 is ended."""

    __table_args__ = (
        sa.Index(
            "booking_live_booth_id_key",
            "booth_id",
            unique=True,
            postgresql_where=sa.text("ended_at IS NULL"),
            info={"rejects": "booth_taken"},
        ),
        sa.Index("booking_organisation_id_fair_id_idx", "organisation_id", "fair_id"),
    )

    id: UUID = Field(primary_key=True)
    fair_id: UUID
    booth_id: UUID = Field(foreign_key="booth.id")
    organisation_id: UUID
    version: int = 1
    confirmed_at: datetime = Field(sa_type=STAMP)
    ended_at: datetime | None = Field(default=None, sa_type=STAMP)

    def end(self, *, at: datetime) -> None:
        self.version += 1
        self.ended_at = at


class WaitingEntry(Row, table=True):
    """A co-op's place in the waiting list of a fair, by `position`: first come, first told."""

    __tablename__ = "waiting_entry"
    __table_args__ = (
        sa.Index(
            "waiting_entry_live_key",
            "fair_id",
            "organisation_id",
            unique=True,
            postgresql_where=sa.text("left_at IS NULL"),
            info={"rejects": "already_waiting"},
        ),
    )

    id: UUID = Field(primary_key=True)
    position: int | None = Field(
        default=None, sa_column=sa.Column(sa.BigInteger, sa.Identity(always=True), nullable=False)
    )
    fair_id: UUID = Field(foreign_key="fair.id")
    organisation_id: UUID
    since: datetime = Field(sa_type=STAMP)
    left_at: datetime | None = Field(default=None, sa_type=STAMP)

    def must_answer(self, fair_id: UUID, organisation_id: UUID) -> None:
        """The id stands for this co-op in this list and for nothing else, and no longer when it left."""
        if (self.fair_id, self.organisation_id, self.left_at) != (fair_id, organisation_id, None):
            raise Rejected("id_reused", id=self.id)
