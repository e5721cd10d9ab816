"""What was read at a gate. Every reading is kept, with what became of it."""

from datetime import date, datetime
from typing import get_args
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row, one_of
from shared.contracts.fairs.gate import Clock, Verdict


class GateScan(Row, table=True):
    """`read`: the code as it was read, for a walk-in the name. `told_at` by the clock of the phone, `at` as far as the
    time can be known, `day` of it at the venue. A badge counts once on each day, and once in each session of it.
    """

    __tablename__ = "gate_scan"
    __table_args__ = (
        one_of("verdict", get_args(Verdict)),
        one_of("clock", get_args(Clock)),
        sa.CheckConstraint("verdict NOT IN ('counted', 'already') OR registration_id IS NOT NULL", name="whose"),
        sa.PrimaryKeyConstraint("id", name="gate_scan_pkey", info={"rejects": "id_reused"}),
        sa.Index(
            "gate_scan_counted_key",
            *("registration_id", "day", "session"),
            unique=True,
            postgresql_where=sa.text("verdict = 'counted'"),
        ),
        sa.Index("gate_scan_fair_at_idx", "fair_id", "at"),
    )

    id: UUID = Field(primary_key=True)
    fair_id: UUID = Field(foreign_key="fair.id")
    gate: str
    session: str
    read: str
    registration_id: UUID | None = Field(default=None, foreign_key="registration.id")
    told_at: datetime = Field(sa_type=STAMP)
    at: datetime = Field(sa_type=STAMP)
    day: date
    clock: Clock = Field(sa_type=sa.Text)
    verdict: Verdict = Field(sa_type=sa.Text)
    merged_at: datetime = Field(sa_type=STAMP)
    account_id: UUID
