"""Whether what was agreed is delivered: month by month, as each of the two sides tells it."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.dismissals import DismissalCount
from shared.contracts.message import Command, Event, Query
from shared.contracts.values import Amount, Currency, Language, Month, Named, RecordPut, Side, Unit

Cause = Literal["quality", "quantity", "papers", "price", "payment", "transport", "market"]
"""Why a month did not go as agreed."""


class DeliveryBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one side says of a month: quantities in the agreement's unit, `paid` in its currency.

    Less than was promised needs a `cause`.
    """

    delivered: Amount
    accepted: Amount | None = None
    paid: Amount | None = None
    cause: Cause | None = None
    note: Annotated[str, Meta(max_length=1000)] = ""


class Told(Struct, frozen=True, kw_only=True):
    """The word of one side, and how often it was revised."""

    version: int
    body: DeliveryBody
    told_at: datetime


class DeliveryMonth(Struct, frozen=True, kw_only=True):
    """`executed`: what both say, the least of delivered and accepted; None until both have spoken."""

    month: Month
    promised: Amount
    value: Amount
    coop: Told | None
    buyer: Told | None
    executed: Amount | None


class Deliveries(Struct, frozen=True, kw_only=True):
    """`due`: months that have begun, of which something can be told."""

    agreement_id: UUID
    months: list[DeliveryMonth]
    due: list[Month]


class TradeFigures(Struct, frozen=True, kw_only=True):
    """Of one unit and one currency; others are never added to it. `delivered` is the co-ops' word, `accepted` the
    buyers', `executed` and `paid` what both say; `begun` of the agreements have something executed.
    """

    unit: Unit
    currency: Currency
    agreements: int
    signed: int
    promised: Amount
    promised_value: Amount
    delivered: Amount
    accepted: Amount
    executed: Amount
    executed_value: Amount
    paid: Amount
    begun: int = 0


class EventTrade(Struct, frozen=True, kw_only=True):
    """Agreements made at one fair or session; without `fair_id` those made elsewhere."""

    fair_id: UUID | None
    fair_name: str
    figures: list[TradeFigures]


class MonthTrade(Struct, frozen=True, kw_only=True):
    """What was promised for one month, and what became of it; `agreements` that promise something for it."""

    month: Month
    figures: list[TradeFigures]


class CauseCount(Struct, frozen=True, kw_only=True):
    """In how many months, of how many agreements, that side names that cause."""

    cause: Cause
    side: Side
    months: int
    agreements: int = 0


MonthOutcome = Literal["kept", "short", "untold"]
"""Of a month that is over: as both sides say, all of it or less; or at least one of them has said nothing."""


class OutcomeCount(Struct, frozen=True, kw_only=True):
    """How many months that are over went so, of how many agreements."""

    outcome: MonthOutcome
    months: int
    agreements: int


class PairTrade(Struct, frozen=True, kw_only=True):
    """A buyer and a co-op that have agreed more than once."""

    buyer: Named
    coop: Named
    agreements: int


class TradeReport(Struct, frozen=True, kw_only=True):
    """Of agreements made from `since` to `until`, both included. `pairs` that have agreed, `repeated` more than once;
    `repeats` names those whose agreements the Alliance may read. An amount is the same whether its events or its
    months are added up. `dismissed`: suggestions that buyers set aside in that time.
    """

    since: date
    until: date
    total: list[TradeFigures]
    events: list[EventTrade]
    causes: list[CauseCount]
    pairs: int
    repeated: int
    repeats: list[PairTrade]
    months: list[MonthTrade] = []
    dismissed: list[DismissalCount] = []
    outcomes: list[OutcomeCount] = []


# commands


class TellDelivery(Command[RecordPut], frozen=True, kw_only=True):
    """By either party, of a month that has begun. Each side keeps and revises its own word."""

    subject = "matching.v1.cmd.tell_delivery"
    agreement_id: UUID
    organisation_id: UUID
    month: Month
    expected_version: int | None = None
    body: DeliveryBody


# queries


class GetDeliveries(Query[Deliveries], frozen=True, kw_only=True):
    """Whoever may read the agreement."""

    subject = "matching.v1.qry.get_deliveries"
    agreement_id: UUID


class GetTradeReport(Query[TradeReport], frozen=True, kw_only=True):
    """For the Alliance. An agreement counts once, whoever reports it."""

    subject = "matching.v1.qry.get_trade_report"
    since: date
    until: date


# events


class DeliveryNews(Event, frozen=True, kw_only=True):
    """`id` stands for agreement, month and side."""

    agreement_id: UUID
    month: Month
    buyer_id: UUID
    coop_id: UUID
    buyer_name: str
    coop_name: str
    listing_names: dict[Language, str]


class DeliveryRecorded(DeliveryNews, frozen=True, kw_only=True):
    """One side's word, first or revised."""

    subject = "matching.v1.evt.delivery_recorded"
    side: Side
    promised: Amount
    unit: Unit
    currency: Currency
    body: DeliveryBody


class DeliveryDue(DeliveryNews, frozen=True, kw_only=True):
    """The month is over, and `silent` have not told how it went."""

    subject = "matching.v1.evt.delivery_due"
    silent: list[Side]
