"""Demands that are asked again by themselves, and why a demand was closed."""

import calendar
from datetime import date, datetime
from uuid import UUID, uuid5

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace
from sqlmodel import Field

from services.matching.models.row import STAMP, Row
from shared.contracts.matching import DemandBody
from shared.contracts.standing import Closing
from shared.months import month_of


class StandingDemand(Row, table=True):
    """`demand_id` is that of the newest season."""

    __tablename__ = "standing_demand"
    __table_args__ = (
        sa.CheckConstraint("every_months BETWEEN 1 AND 24", name="every_months"),
        sa.Index("standing_demand_next_on_idx", "next_on"),
    )

    demand_id: UUID = Field(primary_key=True, foreign_key="demand.id")
    every_months: int
    next_on: date
    repeated_from: UUID | None = None

    def is_due(self, today: date) -> bool:
        return self.next_on <= today

    def months_to(self, today: date) -> int:
        """How far the season that is due now lies behind the last one: those that went by unasked are left out."""
        steps = 1
        while later(self.next_on, steps * self.every_months) <= today:
            steps += 1
        return steps * self.every_months

    def next_id(self) -> UUID:
        """Made from what is repeated and when, so that a season has one demand whoever posts it."""
        return uuid5(self.demand_id, self.next_on.isoformat())


class DemandClosing(Row, table=True):
    __tablename__ = "demand_closing"

    demand_id: UUID = Field(primary_key=True, foreign_key="demand.id")
    reason: str
    note: str = ""
    closed_at: datetime = Field(sa_type=STAMP)

    @property
    def told(self) -> Closing:
        return msgspec.convert(self, Closing, from_attributes=True)


STANDING = Row.metadata.tables["standing_demand"]


def later(day: date, months: int) -> date:
    """The same day so many months on, or the last of a shorter month."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def of_next_season(body: DemandBody, months: int, *, today: date) -> DemandBody:
    """Months and deadline move on; a deadline that would have passed is dropped."""
    deadline = later(body.deadline, months) if body.deadline else None
    if deadline is not None and deadline < today:
        deadline = None
    moved = [month_of(later(date.fromisoformat(f"{month}-01"), months)) for month in body.months]
    return replace(body, status="open", deadline=deadline, months=moved)
