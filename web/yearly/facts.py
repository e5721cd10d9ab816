"""What the report of a year stands on: four services' own counts, and whether they agree with themselves."""

import asyncio
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from shared.contracts.catalogue import FindListings
from shared.contracts.deliveries import GetTradeReport, TradeFigures, TradeReport
from shared.contracts.fairs.taking_part import CountTurnouts, Turnouts
from shared.contracts.statistics import CoopCounts, CountCoops
from shared.contracts.traded import FindTraded, TradedPage
from shared.i18n import N_
from web.visitor import Visitor

AMOUNTS = ("promised", "promised_value", "delivered", "accepted", "executed", "executed_value", "paid")


class YearOfFacts(Struct, frozen=True, kw_only=True):
    """`stars`: listings with that many stars, of those published and certified today."""

    year: int
    trade: TradeReport
    listed: TradedPage
    coops: CoopCounts
    turnouts: Turnouts
    stars: dict[str, int]

    @property
    def day(self) -> date:
        """The last day that is counted."""
        return self.coops.day


class Check(Struct, frozen=True, kw_only=True):
    """`says` is a message for the catalogue."""

    says: str
    agrees: bool


async def facts_of(visitor: Visitor, year: int, today: date) -> YearOfFacts:
    """Of the whole year, or of what has passed of it."""
    since, until = date(year, 1, 1), min(today, date(year, 12, 31))
    trade, listed, coops, turnouts, shelf = await asyncio.gather(
        visitor.ask(GetTradeReport(since=since, until=until)),
        visitor.ask(FindTraded(since=since, until=until, page_size=1)),
        visitor.ask(CountCoops(day=until)),
        visitor.ask(CountTurnouts(since=since, until=until)),
        visitor.ask(FindListings(page_size=1, with_facets=True)),
    )
    stars = shelf.facets.stars if shelf.facets else {}
    return YearOfFacts(year=year, trade=trade, listed=listed, coops=coops, turnouts=turnouts, stars=stars)


def checks(facts: YearOfFacts) -> list[Check]:
    """Each compares two countings that were made apart."""
    trade = facts.trade
    by_event = _amounts(figures for event in trade.events for figures in event.figures)
    by_month = _amounts(figures for month in trade.months for figures in month.figures)
    by_list = _amounts(iter(facts.listed.figures))
    agreements = sum(figures.agreements for figures in trade.total)
    turnouts = facts.turnouts.items
    return [
        Check(says=N_("The events and the months give the same amounts."), agrees=by_event == by_month),
        Check(
            says=N_("The list of agreements gives the same number and the same amounts."),
            agrees=by_list == by_event and facts.listed.total == agreements,
        ),
        Check(
            says=N_("No more agreements are signed than were made."),
            agrees=all(figures.signed <= figures.agreements for figures in trade.total),
        ),
        Check(
            says=N_("The cooperatives of all sectors and states add up to the whole."),
            agrees=sum(cell.count for cell in facts.coops.cells) == facts.coops.total,
        ),
        Check(
            says=N_("Whoever exhibited is among those who came."),
            agrees=all(one.exhibited <= one.attended for one in turnouts)
            and facts.turnouts.coops <= sum(one.attended for one in turnouts),
        ),
    ]


def _amounts(figures: Iterator[TradeFigures]) -> dict[tuple[str, str, str], Decimal]:
    """By unit, currency and name."""
    amounts: dict[tuple[str, str, str], Decimal] = {}
    for one in figures:
        for name in AMOUNTS:
            key = (one.unit, one.currency, name)
            amounts[key] = amounts.get(key, Decimal(0)) + getattr(one, name)
    return amounts
