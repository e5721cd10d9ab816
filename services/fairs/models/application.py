"""A co-op's application for a booth and the organizers' decision on it."""

from datetime import datetime
from typing import Any, get_args
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row, one_of
from shared.contracts.fairs.applications import ApplicationStatus, DecideApplication
from shared.errors import Rejected


class Application(Row, table=True):
    """`version` counts submissions and decisions. `booth_id` and `booking_id`: what the acceptance booked with it.
    `needs` are `Needs` as JSON.
    """

    __table_args__ = (
        one_of("status", get_args(ApplicationStatus)),
        sa.Index(
            "application_standing_key",
            "fair_id",
            "organisation_id",
            unique=True,
            postgresql_where=sa.text("status NOT IN ('declined', 'withdrawn')"),
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
    answers: list[str] = Field(default=[], sa_column=sa.Column(ARRAY(sa.Text), nullable=False, server_default="{}"))
    status: ApplicationStatus = Field(default="submitted", sa_type=sa.Text)
    reason: str = ""
    submitted_at: datetime = Field(sa_type=STAMP)
    decided_at: datetime | None = Field(default=None, sa_type=STAMP)
    booth_id: UUID | None = None
    booking_id: UUID | None = None

    def asks_the_same_as(self, other: "Application") -> bool:
        asked = ("fair_id", "organisation_id", "listing_ids", "wish", "needs", "answers")
        return all(getattr(self, column) == getattr(other, column) for column in asked)

    def decide(self, decision: DecideApplication, *, at: datetime) -> None:
        """Accepting and declining once. Raises `already_decided` for another decision."""
        if self.status in {"accepted", "declined", "withdrawn"}:
            raise Rejected("already_decided", status=self.status)
        self.version += 1
        self.status = outcome_of(decision)
        self.reason = decision.reason
        self.decided_at = at
        self.booth_id, self.booking_id = decision.booth_id, decision.booking_id

    def is_decided_so(self, decision: DecideApplication) -> bool:
        """Whether it was this very decision that was taken."""
        return (self.status, self.reason, self.booth_id, self.booking_id) == (
            outcome_of(decision),
            decision.reason,
            decision.booth_id,
            decision.booking_id,
        )

    def send_again(self, other: "Application") -> None:
        """As `other` says now. Only after changes were asked for."""
        if self.status != "returned":
            raise Rejected("already_decided" if self.status != "submitted" else "not_returned", status=self.status)
        self.listing_ids, self.wish = other.listing_ids, other.wish
        self.needs, self.answers = other.needs, other.answers
        self.version += 1
        self.status = "submitted"

    def withdraw(self) -> None:
        if self.status == "declined":
            raise Rejected("already_decided", status=self.status)
        self.version += 1
        self.status = "withdrawn"


def outcome_of(decision: DecideApplication) -> ApplicationStatus:
    return decision.instead or ("accepted" if decision.accepted else "declined")


class ApplicationReview(Row, table=True):
    """What one organizer thinks of an application."""

    __tablename__ = "application_review"
    __table_args__ = (sa.CheckConstraint("score BETWEEN 1 AND 5", name="score"),)

    application_id: UUID = Field(primary_key=True, foreign_key="application.id")
    account_id: UUID = Field(primary_key=True)
    score: int
    note: str
    at: datetime = Field(sa_type=STAMP)
