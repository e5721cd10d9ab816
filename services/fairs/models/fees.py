"""Prices, the programmes that pay for exhibitors, and what was recorded of each fee."""

from datetime import date, datetime
from decimal import Decimal
from typing import get_args
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from services.fairs.models.rows import STAMP, Row, one_of
from shared.contracts.fairs.fees import FeeBody, FeeStatus, PriceBody, PriceLine, ProgrammeBody
from shared.stored import AsJson


class Prices(Row, table=True):
    """Its row is locked by whoever commits money of the fair."""

    fair_id: UUID = Field(primary_key=True, foreign_key="fair.id")
    version: int
    body: PriceBody = Field(sa_type=AsJson(PriceBody))


class Programme(Row, table=True):
    __table_args__ = (sa.CheckConstraint("budget >= 0", name="budget"),)

    id: UUID = Field(primary_key=True)
    fair_id: UUID = Field(foreign_key="fair.id", index=True)
    version: int
    name: str
    funder: str
    budget: Decimal = Field(sa_type=sa.Numeric)
    share: Decimal = Field(sa_type=sa.Numeric)
    organisation_ids: list[UUID] = Field(sa_type=ARRAY(sa.Uuid))

    @property
    def stated(self) -> ProgrammeBody:
        return msgspec.convert(self, ProgrammeBody, from_attributes=True)


class Fee(Row, table=True):
    """What was recorded for one exhibitor's booking: `lines` as they were then."""

    __table_args__ = (
        one_of("status", get_args(FeeStatus)),
        sa.Index(
            "fee_fair_id_number_key",
            "fair_id",
            "number",
            unique=True,
            postgresql_where=sa.text("number <> ''"),
            info={"rejects": "invoice_number_taken"},
        ),
        sa.CheckConstraint("amount >= 0", name="amount"),
    )

    booking_id: UUID = Field(primary_key=True, foreign_key="booking.id")
    organisation_id: UUID = Field(primary_key=True)
    fair_id: UUID = Field(foreign_key="fair.id")
    version: int
    status: FeeStatus = Field(sa_type=sa.Text)
    currency: str
    amount: Decimal = Field(sa_type=sa.Numeric)
    lines: list[PriceLine] = Field(sa_type=AsJson(list[PriceLine]))
    reason: str
    programme_id: UUID | None
    number: str
    reference: str
    on: date | None
    account_id: UUID | None
    at: datetime = Field(sa_type=STAMP)

    @property
    def stated(self) -> FeeBody:
        return msgspec.convert(self, FeeBody, from_attributes=True)


def commitments(status: str, amount: Decimal, programme_id: UUID | None, lines: list[PriceLine]) -> dict[UUID, Decimal]:
    """What a recorded fee takes from which programme: the shares in its lines, and all of it when waived for one."""
    taken: dict[UUID, Decimal] = {}
    if status == "due":
        return taken
    for line in lines:
        if line.programme is not None:
            taken[line.programme.id] = taken.get(line.programme.id, Decimal(0)) - line.amount
    if status == "waived" and programme_id is not None:
        taken[programme_id] = taken.get(programme_id, Decimal(0)) + amount
    return taken
