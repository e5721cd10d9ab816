"""A co-op's application for a booth and the organizers' decision on it."""

from datetime import datetime
from typing import Any, get_args
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row, one_of
from shared.contracts.fairs import ApplicationStatus, DecideApplication
from shared.errors import Rejected


class Application(Row, table=True):
    """`version` 1 is submitted, 2 is decided. `booth_id` and `booking_id`: what the acceptance booked with it.
    `needs` are `Needs` as JSON.
    """

    __table_args__ = (
        one_of("status", get_args(ApplicationStatus)),
        sa.Index(
            "application_standing_key",
            "fair_id",
            "organisation_id",
            unique=True,
            postgresql_where=sa.text("status <> 'declined'"),
            info={"rejects": "application_exists"},
        ),
    )

    id: UUID = Field(primary_key=True)
    version: int = 1
    fair_id: UUID = Field(foreign_key="fair.id", index=True)
    organisation_id: UUID = Field(index=True)
    listing_ids: list[UUID] = Field(sa_type=ARRAY(sa.Uuid))
    wish: str
    needs: dict[str, Any] = Field(default={}, sa_column=sa.Column(JSONB, nullable=False, server_default="{}"))
    status: ApplicationStatus = Field(default="submitted", sa_type=sa.Text)
    reason: str = ""
    submitted_at: datetime = Field(sa_type=STAMP)
    decided_at: datetime | None = Field(default=None, sa_type=STAMP)
    booth_id: UUID | None = None
    booking_id: UUID | None = None

    def asks_the_same_as(self, other: "Application") -> bool:
        asked = ("fair_id", "organisation_id", "listing_ids", "wish", "needs")
        return all(getattr(self, column) == getattr(other, column) for column in asked)

    def decide(self, decision: DecideApplication, *, at: datetime) -> None:
        """Once. Raises `already_decided` for another decision."""
        if self.status != "submitted":
            raise Rejected("already_decided", status=self.status)
        self.version += 1
        self.status = "accepted" if decision.accepted else "declined"
        self.reason = decision.reason
        self.decided_at = at
        self.booth_id, self.booking_id = decision.booth_id, decision.booking_id

    def is_decided_so(self, decision: DecideApplication) -> bool:
        """Whether it was this very decision that was taken."""
        return (self.status, self.reason, self.booth_id, self.booking_id) == (
            "accepted" if decision.accepted else "declined",
            decision.reason,
            decision.booth_id,
            decision.booking_id,
        )
