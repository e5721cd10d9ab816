"""One change of many listings: what each states afterwards."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from shared.contracts.listings import ListingBody
from shared.contracts.values import Capacity, Season, Unit
from shared.errors import Rejected

NOTHING = Decimal(0)


def held_until(body: ListingBody, day: date) -> ListingBody:
    """A day that a price list holds already is never made earlier."""
    trade = body.trade
    if trade is None or not trade.price_lists:
        raise Rejected("no_price_lists")
    lists = [replace(one, valid_until=max(one.valid_until, day)) for one in trade.price_lists]
    return replace(body, trade=replace(trade, price_lists=lists))


def harvested(body: ListingBody, months: list[int]) -> ListingBody:
    """Months that differ from every year's stay."""
    season = replace(body.season or Season(), harvest=months)
    return replace(body, season=season if season != Season() else None)


def supplied(body: ListingBody, months: Collection[int], amount: Decimal, unit: Unit) -> ListingBody:
    """The other months stay as they are: nothing, where nothing was stated."""
    before = body.capacity or Capacity(unit=unit, by_month=[NOTHING] * 12)
    if before.unit != unit:
        raise Rejected("unit_mismatch", unit=before.unit)
    by_month = [amount if month in months else other for month, other in enumerate(before.by_month, 1)]
    return replace(body, capacity=replace(before, by_month=by_month))
