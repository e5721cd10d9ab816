"""The audit trail of booths: what happened to them, and by whom."""

from datetime import datetime
from typing import get_args
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row, one_of
from shared.contracts.fairs.changes import ChangeKind


class BoothChange(Row, table=True):
    """Written once. Its id is the caller's where the change is an act of its own, so that a repeat is harmless."""

    __tablename__ = "booth_change"
    __table_args__ = (
        one_of("kind", get_args(ChangeKind)),
        sa.Index("booth_change_fair_id_at_idx", "fair_id", sa.text("at DESC")),
        sa.Index("booth_change_booth_id_idx", "booth_id"),
    )

    id: UUID = Field(primary_key=True)
    fair_id: UUID
    kind: ChangeKind = Field(sa_type=sa.Text)
    at: datetime = Field(sa_type=STAMP)
    account_id: UUID | None = None
    booth_id: UUID
    booth_code: str
    booking_id: UUID | None = None
    organisation_id: UUID | None = None
    note: str = ""
