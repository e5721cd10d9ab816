"""A group that is to fill one demand together: proposed by a solver, held, and agreed on by every partner and by the
buyer, or by nobody.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal, get_args
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from services.matching.models.row import STAMP, Row
from shared.contracts.pools import PoolEnd, PoolStatus
from shared.errors import Rejected
from shared.stored import AsJson


class Pool(Row, table=True):
    """`reminded_at`: when those whom it waits for now were reminded."""

    __table_args__ = (
        sa.CheckConstraint(f"status IN {get_args(PoolStatus)}", name="status"),
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
    reminded_at: datetime | None = Field(default=None, sa_type=STAMP)

    def move(self, status: PoolStatus, end: PoolEnd = "") -> None:
        self.status, self.end = status, end or self.end
        self.version += 1

    def ask_the_buyer(self, until: datetime) -> None:
        self.move("awaiting_buyer")
        self.answer_by, self.reminded_at = until, None

    def must_be_reminded(self, *, before: timedelta, at: datetime) -> bool:
        waits = self.status in {"offered", "awaiting_buyer"} and self.reminded_at is None
        return waits and self.answer_by - before <= at < self.answer_by

    def must_wait_for_an_answer(self, asked: Literal["offered", "awaiting_buyer"], *, at: datetime) -> None:
        if self.status != asked:
            raise Rejected("pool_not_open", status=self.status)
        if at >= self.answer_by:
            raise Rejected("pool_not_open", status="lapsed")


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
