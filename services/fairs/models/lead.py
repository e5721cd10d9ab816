"""Leads of a fair. Only the two whom they join ever see them."""

from datetime import date, datetime
from typing import get_args
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row, one_of
from shared.contracts.fairs.leads import LeadStatus
from shared.errors import Rejected


class Lead(Row, table=True):
    """`asker_id` has read the badge `asked_id`: two registrations, whose accounts are the only ones that see it."""

    __table_args__ = (
        one_of("status", get_args(LeadStatus)),
        sa.CheckConstraint("asker_id <> asked_id", name="two_badges"),
        sa.Index(
            "lead_pair_key",
            sa.text("least(asker_id, asked_id)"),
            sa.text("greatest(asker_id, asked_id)"),
            unique=True,
            info={"rejects": "lead_exists"},
        ),
    )

    id: UUID = Field(primary_key=True)
    version: int = 1
    fair_id: UUID = Field(foreign_key="fair.id")
    asker_id: UUID = Field(foreign_key="registration.id", index=True)
    asked_id: UUID = Field(foreign_key="registration.id", index=True)
    status: LeadStatus = Field(default="asked", sa_type=sa.Text)
    since: datetime = Field(sa_type=STAMP)

    def answer(self, *, agreed: bool) -> bool:
        """Whether it says something new. What both have, both keep."""
        status: LeadStatus = "agreed" if agreed else "declined"
        if self.status == "agreed" and not agreed:
            raise Rejected("already_decided")
        if self.status == status:
            return False
        self.status = status
        self.version += 1
        return True


class LeadNote(Row, table=True):
    """Of one of the two, for nobody else."""

    __tablename__ = "lead_note"

    lead_id: UUID = Field(primary_key=True, foreign_key="lead.id")
    account_id: UUID = Field(primary_key=True)
    note: str
    follow_up: date | None = None
    done: bool
