"""A group that is to fill one demand together: proposed by a solver, held, and agreed on by every partner or none."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from services.matching.models.row import STAMP, Row
from shared.contracts.pools import PoolEnd, PoolStatus
from shared.errors import Rejected
from shared.stored import AsJson


class Pool(Row, table=True):
    __table_args__ = (
        sa.CheckConstraint(
            "status IN ('solving', 'holding', 'offered', 'confirming', 'agreed', 'releasing', 'failed')", name="status"
        ),
        sa.Index(
            "pool_standing_key",
            "demand_id",
            unique=True,
            postgresql_where=sa.text("status <> 'failed'"),
            info={"rejects": "pool_exists"},
        ),
    )

    id: UUID = Field(primary_key=True)
    version: int = 1
    demand_id: UUID = Field(index=True, foreign_key="demand.id")
    buyer_id: UUID
    status: str = "solving"
    end: str = ""
    months: list[str] = Field(sa_type=ARRAY(sa.Text))
    most_partners: int
    unit: str
    currency: str | None = None
    quantity: Decimal
    proved: bool = False
    progress: str = ""
    said: list[str] = Field(default_factory=list, sa_type=ARRAY(sa.Text))
    proposed_at: datetime = Field(sa_type=STAMP)
    answer_by: datetime = Field(sa_type=STAMP)

    def move(self, status: PoolStatus, end: PoolEnd = "") -> None:
        self.status, self.end = status, end or self.end
        self.version += 1

    def must_be_open(self) -> None:
        if self.status != "offered":
            raise Rejected("pool_not_open", status=self.status)


class PoolPartner(Row, table=True):
    """`lots`: quantity by month."""

    __tablename__ = "pool_partner"
    __table_args__ = (sa.CheckConstraint("answer IN ('asked', 'agreed', 'declined')", name="answer"),)

    pool_id: UUID = Field(primary_key=True, foreign_key="pool.id")
    listing_id: UUID = Field(primary_key=True)
    coop_id: UUID = Field(index=True)
    price: Decimal
    lots: dict[str, Decimal] = Field(sa_type=AsJson(dict[str, Decimal]))
    answer: str = "asked"
    answered_at: datetime | None = Field(default=None, sa_type=STAMP)


POOL = Row.metadata.tables["pool"]
POOL_PARTNER = Row.metadata.tables["pool_partner"]
