"""What booths cost: rules as data, what each exhibitor is charged by them, and which programme pays for whom."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Event, Query
from shared.contracts.values import Amount, Currency, Line, Named, RecordPut

Percent = Decimal
"""0 to 100; the owner refuses others."""
RuleKind = Literal["corner", "early", "member", "ocop"]
FeeStatus = Literal["due", "waived", "invoiced", "paid"]
Note = Annotated[str, Meta(max_length=500)]


class BasePrice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of a booth of that type, or of every type that has no price of its own when `booth_type` is empty."""

    booth_type: Annotated[str, Meta(max_length=20)] = ""
    per: Literal["booth", "square_metre"] = "booth"
    amount: Amount


class PriceRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`corner` adds to the base price, the others take off. `until`: the last moment of booking early. `stars`: of the
    exhibitor's best OCOP product, at least; of several such rules the one with most stars counts.
    """

    kind: RuleKind
    percent: Percent
    until: datetime | None = None
    stars: Annotated[int, Meta(ge=1, le=5)] | None = None


class PriceBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`members`: organisations that pay as members of the Alliances that run the fair."""

    currency: Currency = "VND"
    bases: Annotated[list[BasePrice], Meta(max_length=30)] = []
    rules: Annotated[list[PriceRule], Meta(max_length=20)] = []
    members: Annotated[list[UUID], Meta(max_length=2000)] = []


class Prices(Struct, frozen=True, kw_only=True):
    """`version` is 0 while nobody has stated any. `members` only for organizers."""

    version: int
    body: PriceBody


class PriceLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`amount` is negative where something is taken off. `quantity` in square metres. `programme`: who pays it."""

    kind: Literal["base", "corner", "early", "member", "ocop", "programme"]
    amount: Decimal
    percent: Percent | None = None
    quantity: Decimal | None = None
    unit_amount: Amount | None = None
    until: datetime | None = None
    stars: int | None = None
    programme: Named | None = None


class FeeBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`waived` needs a reason or the programme that pays all of it; `invoiced` the invoice's number; `paid` the
    payment's reference and date. `due` takes back what was recorded.
    """

    status: FeeStatus
    reason: Note = ""
    programme_id: UUID | None = None
    number: Annotated[str, Meta(max_length=50)] = ""
    reference: Annotated[str, Meta(max_length=100)] = ""
    on: date | None = None


class Fee(Struct, frozen=True, kw_only=True):
    """Of one exhibitor for one booking. Until something is recorded, lines follow the rules of the moment; then they
    stay. `priced` is false when no rule gives a price. `ended`: the booking has ended, or another co-op has it.
    """

    booking_id: UUID
    organisation: Named
    booth_code: str
    version: int
    body: FeeBody
    currency: Currency
    lines: list[PriceLine]
    total: Decimal
    priced: bool = True
    ended: bool = False


class FeeTotals(Struct, frozen=True, kw_only=True):
    """`charged` is the sum of the others."""

    charged: Decimal
    due: Decimal
    waived: Decimal
    invoiced: Decimal
    paid: Decimal


class ProgrammeBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who gives money for exhibitors: `share` percent of what those named would pay after discounts."""

    name: Line
    funder: Annotated[str, Meta(max_length=200)] = ""
    budget: Amount
    share: Percent = Decimal(100)
    organisation_ids: Annotated[list[UUID], Meta(max_length=2000)] = []


class Programme(Struct, frozen=True, kw_only=True):
    """`committed`: what recorded fees take from its budget. `expected`: what fees not recorded yet would take."""

    id: UUID
    version: int
    body: ProgrammeBody
    committed: Decimal
    expected: Decimal


class FeeList(Struct, frozen=True, kw_only=True):
    """`programmes` only for organizers."""

    currency: Currency
    items: list[Fee]
    totals: FeeTotals
    programmes: list[Programme]
    prices_version: int


class Quote(Struct, frozen=True, kw_only=True):
    currency: Currency
    lines: list[PriceLine]
    total: Decimal
    priced: bool


class PutPrices(Command[RecordPut], frozen=True, kw_only=True):
    """Organizers who look after the fair's money."""

    subject = "fairs.v1.cmd.put_prices"
    fair_id: UUID
    expected_version: int | None = None
    body: PriceBody


class PutProgramme(Command[RecordPut], frozen=True, kw_only=True):
    """Organizers who look after the fair's money. `budget_exceeded` below what is committed."""

    subject = "fairs.v1.cmd.put_programme"
    programme_id: UUID
    fair_id: UUID
    expected_version: int | None = None
    body: ProgrammeBody


class RecordFee(Command[RecordPut], frozen=True, kw_only=True):
    """Organizers who look after the fair's money. `organisation_id`: the exhibitor whose fee was seen. Not more than a
    programme's budget is ever committed: `budget_exceeded`.
    """

    subject = "fairs.v1.cmd.record_fee"
    fair_id: UUID
    booking_id: UUID
    organisation_id: UUID
    expected_version: int | None = None
    body: FeeBody


class GetPrices(Query[Prices], frozen=True, kw_only=True):
    subject = "fairs.v1.qry.get_prices"
    anonymous = True
    fair_id: UUID


class GetFees(Query[FeeList], frozen=True, kw_only=True):
    """Of the whole fair for organizers, of one exhibitor for who speaks for it."""

    subject = "fairs.v1.qry.get_fees"
    fair_id: UUID
    organisation_id: UUID | None = None


class QuoteBooth(Query[Quote], frozen=True, kw_only=True):
    """What a booth would cost an organisation now."""

    subject = "fairs.v1.qry.quote_booth"
    fair_id: UUID
    booth_id: UUID
    organisation_id: UUID


class FeeRecorded(Event, frozen=True, kw_only=True):
    """`id` is the booking."""

    subject = "fairs.v1.evt.fee_recorded"
    fair_id: UUID
    fair_name: str
    booth_code: str
    organisation_id: UUID
    status: FeeStatus
    amount: Amount
    currency: Currency
    number: str = ""
    reference: str = ""
    reason: str = ""
