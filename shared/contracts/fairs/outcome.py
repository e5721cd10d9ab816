"""What a fair came to: who was there, what they said of it, what it cost."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.attendees import AttendeeKind
from shared.contracts.fairs.fair import BoothCounts
from shared.contracts.fairs.feedback import Aspect, FeedbackKind
from shared.contracts.fairs.fees import FeeTotals, Programme
from shared.contracts.fairs.taking_part import FairTurnout
from shared.contracts.message import Command, Query
from shared.contracts.values import Amount, Currency, Line, RecordPut


class BudgetLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`spent` is None until the bill is known."""

    name: Line
    planned: Amount
    spent: Amount | None = None


class BudgetBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    currency: Currency = "VND"
    lines: Annotated[list[BudgetLine], Meta(max_length=40)] = []

    @property
    def planned(self) -> Decimal:
        return sum((line.planned for line in self.lines), Decimal(0))

    @property
    def cost(self) -> Decimal:
        """What was spent, and what was planned where no bill is known."""
        return sum((line.planned if line.spent is None else line.spent for line in self.lines), Decimal(0))


class Budget(Struct, frozen=True, kw_only=True):
    """`version` is 0 while nobody has stated any."""

    version: int
    body: BudgetBody


class PutBudget(Command[RecordPut], frozen=True, kw_only=True):
    """Organizers with the right for money."""

    subject = "fairs.v1.cmd.put_budget"
    fair_id: UUID
    expected_version: int | None = None
    body: BudgetBody


class KindCount(Struct, frozen=True, kw_only=True):
    kind: AttendeeKind
    badges: int
    came: int


class Opinion(Struct, frozen=True, kw_only=True):
    """Means of marks from 1 to 5, to two places. `again`: would come again, of `asked_again` who said so or not."""

    kind: FeedbackKind
    answers: int
    overall: Decimal
    aspects: dict[Aspect, Decimal]
    again: int
    asked_again: int


class FeeSums(Struct, frozen=True, kw_only=True):
    """`programmes` without those for whom they pay."""

    currency: Currency
    totals: FeeTotals
    programmes: list[Programme]


class FairOutcome(Struct, frozen=True, kw_only=True):
    """`turnout` is what the Alliance's yearly report counts. `no_shows`: bookings that ended because nobody came.
    `leads`: contacts to which both sides agreed. `fees`: None while no prices are stated.
    """

    turnout: FairTurnout
    kinds: list[KindCount]
    booths: BoothCounts
    no_shows: int
    leads: int
    opinions: list[Opinion]
    budget: Budget
    fees: FeeSums | None = None


class GetOutcome(Query[FairOutcome], frozen=True, kw_only=True):
    """For the Alliance; not of drafts nor cancelled fairs."""

    subject = "fairs.v1.qry.get_outcome"
    fair_id: UUID
