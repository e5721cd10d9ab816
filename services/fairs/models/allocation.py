"""A plan of who could stand where: asked for, looked for by a worker process, applied or not."""

from datetime import datetime
from typing import Any, get_args
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row, one_of
from shared.contracts.fairs.allocations import AllocationStatus
from shared.errors import Rejected


class Allocation(Row, table=True):
    """`seen_at`: a sign of life of whoever works on it. `pins` and `assignment`: application → booth. `costs`: rule →
    points.
    """

    __table_args__ = (
        one_of("status", get_args(AllocationStatus)),
        sa.Index("allocation_waiting_idx", "asked_at", postgresql_where=sa.text("status IN ('queued', 'running')")),
    )

    id: UUID = Field(primary_key=True)
    version: int = 1
    fair_id: UUID = Field(foreign_key="fair.id", index=True)
    status: AllocationStatus = Field(default="queued", sa_type=sa.Text)
    asked_at: datetime = Field(sa_type=STAMP)
    seen_at: datetime | None = Field(default=None, sa_type=STAMP)
    seconds: int
    fairness: float | None = None
    former_id: UUID | None = None
    pins: dict[str, str] = Field(sa_type=JSONB)
    assignment: dict[str, str] = Field(sa_type=JSONB)
    satisfaction: dict[str, int] = Field(sa_type=JSONB)
    costs: dict[str, float] = Field(sa_type=JSONB)
    objective: float | None = None
    bound: float | None = None
    elapsed: float = 0.0
    note: str = ""

    def asks_the_same_as(self, other: "Allocation") -> bool:
        asked = ("fair_id", "seconds", "fairness", "former_id", "pins")
        return all(getattr(self, column) == getattr(other, column) for column in asked)

    @property
    def is_open(self) -> bool:
        return self.status in {"queued", "running"}

    def go(self, status: AllocationStatus, *, note: str = "") -> None:
        self.version += 1
        self.status, self.note = status, note

    def found(self, facts: dict[str, Any], *, at: datetime) -> None:
        """What the worker process says so far."""
        self.version += 1
        self.seen_at = at
        for column, value in facts.items():
            setattr(self, column, value)

    def must_be_applicable(self) -> None:
        if self.is_open or not self.assignment:
            raise Rejected("allocation_not_ready", status=self.status)
