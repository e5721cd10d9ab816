"""What the report of a fair stands on, and whether it agrees with the report of its year."""

import asyncio
from datetime import date
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from shared.contracts.deliveries import GetTradeReport, TradeReport
from shared.contracts.fairs.outcome import FairOutcome, GetOutcome
from shared.contracts.fairs.taking_part import CountTurnouts, Turnouts
from shared.contracts.traded import FindTraded, TradedPage
from shared.fair_days import day_at_venue
from shared.home import day_of
from shared.i18n import N_
from web.visitor import Visitor
from web.yearly.facts import Check

CENT = Decimal("0.01")


class OutcomeFacts(Struct, frozen=True, kw_only=True):
    """`traded`: agreements that name the fair, from the year of its beginning until today."""

    outcome: FairOutcome
    traded: TradedPage
    trade: TradeReport
    turnouts: Turnouts

    @property
    def fair_id(self) -> UUID:
        return self.outcome.turnout.fair.id

    @property
    def year(self) -> int:
        """In which it is counted: days are those of Vietnam."""
        return day_of(self.outcome.turnout.starts_at).year

    @property
    def first_day(self) -> date:
        """At the venue."""
        return day_at_venue(self.outcome.turnout.starts_at, self.outcome.turnout.zone)

    @property
    def cost_per_agreement(self) -> Decimal | None:
        """In the budget's currency; None while nothing was agreed or no budget is stated."""
        cost = self.outcome.budget.body.cost
        return (cost / self.traded.total).quantize(CENT) if self.traded.total and cost else None


async def facts_of(visitor: Visitor, fair_id: UUID, today: date) -> OutcomeFacts:
    outcome = await visitor.ask(GetOutcome(fair_id=fair_id))
    day = day_of(outcome.turnout.starts_at)
    since, until = date(day.year, 1, 1), max(today, day)
    traded, trade, turnouts = await asyncio.gather(
        visitor.ask(FindTraded(since=since, until=until, fair_id=fair_id)),
        visitor.ask(GetTradeReport(since=since, until=until)),
        visitor.ask(CountTurnouts(since=date(day.year, 1, 1), until=date(day.year, 12, 31))),
    )
    return OutcomeFacts(outcome=outcome, traded=traded, trade=trade, turnouts=turnouts)


def checks(facts: OutcomeFacts) -> list[Check]:
    """Each compares with what the report of the year counts by itself."""
    yearly = next((one for one in facts.turnouts.items if one.fair.id == facts.fair_id), None)
    event = next((one for one in facts.trade.events if one.fair_id == facts.fair_id), None)
    turnout, kinds = facts.outcome.turnout, facts.outcome.kinds
    return [
        Check(says=N_("The report of the year counts the same people and the same co-ops."), agrees=turnout == yearly),
        Check(
            says=N_("All kinds of people add up to those who came through the gate."),
            agrees=sum(one.came for one in kinds) == turnout.people
            and sum(one.badges for one in kinds) == turnout.badges,
        ),
        Check(
            says=N_("The report of the year counts the same agreements with the same amounts."),
            agrees=facts.traded.figures == (event.figures if event else []),
        ),
    ]
