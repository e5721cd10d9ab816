"""What a listing states of its papers, one row each; the scans behind them, and who may open those."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from services.listings.models.rows import STAMP, Row
from shared.contracts.papers import PaperScheme


class Paper(Row, table=True):
    """`facts` is the certificate as stated; `checked_facts` as an officer saw it. `remind_on`: the next day on which
    its co-op is told how long it still counts.
    """

    __table_args__ = (
        sa.Index("paper_remind_on_idx", "remind_on", postgresql_where=sa.text("remind_on IS NOT NULL")),
        sa.CheckConstraint("verdict IN ('confirmed', 'doubted')", name="verdict"),
    )

    listing_id: UUID = Field(primary_key=True, foreign_key="listing.id")
    scheme: str = Field(primary_key=True, sa_type=sa.Text)
    number: str = Field(primary_key=True, sa_type=sa.Text)
    facts: dict[str, Any] = Field(sa_type=JSONB)
    expires: date | None
    remind_on: date | None
    checked_facts: dict[str, Any] | None = Field(default=None, sa_column=sa.Column(JSONB(none_as_null=True)))
    checked_at: datetime | None = Field(default=None, sa_type=STAMP)
    checked_by: UUID | None = None
    verdict: str | None = Field(default=None, sa_type=sa.Text)
    note: str = Field(default="", sa_type=sa.Text)

    @property
    def kind(self) -> PaperScheme:
        scheme: PaperScheme = msgspec.convert(self.scheme, PaperScheme)
        return scheme


class Evidence(Row, table=True):
    """A scan in the object store, under its id. `open_to`: organisations that the owner showed it to."""

    __table_args__ = (sa.Index("evidence_listing_id_idx", "listing_id", "scheme", "number"),)

    id: UUID = Field(primary_key=True)
    listing_id: UUID = Field(foreign_key="listing.id")
    scheme: str = Field(sa_type=sa.Text)
    number: str = Field(sa_type=sa.Text)
    name: str = Field(sa_type=sa.Text)
    media_type: str = Field(sa_type=sa.Text)
    size: int
    added_at: datetime = Field(sa_type=STAMP)
    open_to: list[UUID] = Field(default_factory=list, sa_type=ARRAY(sa.Uuid))
