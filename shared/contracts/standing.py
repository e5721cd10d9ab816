"""What becomes of a demand after its season: it is asked again by itself, or closed, and the buyer says why."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Done, Query
from shared.contracts.values import RecordPut

ClosingReason = Literal["agreed_here", "bought_elsewhere", "not_needed", "no_offer", "too_dear", "asked_again"]
"""`asked_again`: by itself, when its next season was posted."""


class Repetition(Struct, frozen=True, kw_only=True):
    """On `next_on`, a day in Vietnam, and every so many months after it."""

    every_months: int
    next_on: date


class Closing(Struct, frozen=True, kw_only=True):
    reason: ClosingReason
    note: str
    closed_at: datetime


class DemandPlan(Struct, frozen=True, kw_only=True):
    """`repeated_from`: the demand of the season before."""

    repetition: Repetition | None
    closing: Closing | None
    repeated_from: UUID | None


class RepeatDemand(Command[Done], frozen=True, kw_only=True):
    """By its buyer. The next season is a demand of its own, with months and deadline moved on; the newest of them is
    what is repeated. The same again changes nothing; another rhythm replaces the one before.
    """

    subject = "matching.v1.cmd.repeat_demand"
    demand_id: UUID
    organisation_id: UUID
    every_months: Annotated[int, Meta(ge=1, le=24)]
    next_on: date


class StopRepeating(Command[Done], frozen=True, kw_only=True):
    """By its buyer. Repeatable."""

    subject = "matching.v1.cmd.stop_repeating"
    demand_id: UUID
    organisation_id: UUID


class CloseDemand(Command[RecordPut], frozen=True, kw_only=True):
    """By its buyer. What is closed already keeps the reason that was given first."""

    subject = "matching.v1.cmd.close_demand"
    demand_id: UUID
    organisation_id: UUID
    reason: ClosingReason
    note: Annotated[str, Meta(max_length=1000)] = ""


class GetDemandPlan(Query[DemandPlan], frozen=True, kw_only=True):
    """Its buyer, and the Alliance."""

    subject = "matching.v1.qry.get_demand_plan"
    demand_id: UUID
