"""The agreements behind the Alliance's figures: whoever doubts one can count for themselves."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.deliveries import Cause, MonthOutcome, TradeFigures
from shared.contracts.message import Query
from shared.contracts.values import Currency, Language, Month, Named, PageNumber, Side, Unit


class TradedAgreement(Struct, frozen=True, kw_only=True):
    """One agreement, or its part in the month that was asked for."""

    id: UUID
    coop: Named
    buyer: Named
    listing_names: dict[Language, str]
    fair_name: str
    made_at: datetime
    figures: TradeFigures


class TradedPage(Struct, frozen=True, kw_only=True):
    """`figures`: of all `total` agreements. `unnamed` of them only their parties may read: they are in the figures and
    not among the items.
    """

    items: list[TradedAgreement]
    total: int
    unnamed: int
    figures: list[TradeFigures]


class FindTraded(Query[TradedPage], frozen=True, kw_only=True):
    """For the Alliance: agreements made from `since` to `until`, the latest first. `elsewhere`: made at no fair.

    `begun`: of which both sides say that something was delivered, in that month if one is asked for. `outcome`: with
    months that went so. `cause` with `side`: in whose months that side named that cause. `unit`, `currency`: as one row
    of figures has them.
    """

    subject = "matching.v1.qry.find_traded"
    since: date
    until: date
    fair_id: UUID | None = None
    elsewhere: bool = False
    month: Month | None = None
    cause: Cause | None = None
    side: Side | None = None
    coop_id: UUID | None = None
    buyer_id: UUID | None = None
    signed: bool = False
    begun: bool = False
    outcome: MonthOutcome | None = None
    unit: Unit | None = None
    currency: Currency | None = None
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50
