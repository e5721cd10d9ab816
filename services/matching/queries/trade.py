"""The Alliance's figures: what was agreed where, what became of it, why not, and who came back.

Every figure is a sum over the months of agreements, so events add up to the total, and so do months. A pair that
agreed twice counts once as a pair.
"""

from itertools import groupby
from typing import Any

import sqlalchemy as sa

from services.matching.access import OVERSEERS
from services.matching.models.agreement import AGREEMENT, AGREEMENT_LINE
from services.matching.models.delivery import DELIVERY
from services.matching.models.dismissal import DISMISSAL
from services.matching.queries.figures import added, figures_of, made_between, outcomes, over, sums
from services.matching.telling import BUYER, COOP
from shared.contracts.deliveries import (
    CauseCount,
    EventTrade,
    GetTradeReport,
    MonthTrade,
    OutcomeCount,
    PairTrade,
    TradeReport,
)
from shared.contracts.dismissals import DismissalCount
from shared.contracts.values import Named
from shared.messaging import Reading
from shared.span import bounds

PAIRS_NAMED = 50


async def get_trade_report(query: GetTradeReport, reading: Reading) -> TradeReport:
    reading.actor.must_be(*OVERSEERS)
    made = made_between(query.since, query.until)
    rows = (await reading.execute(_by_event(made))).all()
    events = [
        EventTrade(fair_id=fair_id, fair_name=name, figures=[figures_of(row) for row in group])
        for (fair_id, name), group in groupby(rows, key=lambda row: (row.fair_id, row.fair_name))
    ]
    month = AGREEMENT_LINE.c.month
    by_month = (await reading.execute(sums(made, month).order_by(month, AGREEMENT.c.unit, AGREEMENT.c.currency))).all()
    counts = (await reading.execute(_pair_counts(made))).one()
    return TradeReport(
        since=query.since,
        until=query.until,
        total=added(figures for event in events for figures in event.figures),
        events=events,
        causes=[
            CauseCount(cause=row.cause, side=row.side, months=row.months, agreements=row.agreements)
            for row in await reading.execute(_causes(made))
        ],
        dismissed=[
            DismissalCount(reason=row.reason, suggestions=row.suggestions)
            for row in await reading.execute(_dismissed(query))
        ],
        pairs=counts.pairs,
        repeated=counts.repeated or 0,
        repeats=[
            PairTrade(
                buyer=Named(id=row.buyer_id, name=row.buyer_name),
                coop=Named(id=row.coop_id, name=row.coop_name),
                agreements=row.agreements,
            )
            for row in await reading.execute(_repeats(made))
        ],
        months=[
            MonthTrade(month=month, figures=[figures_of(row) for row in group])
            for month, group in groupby(by_month, key=lambda row: str(row.month))
        ],
        outcomes=[
            OutcomeCount(outcome=row.outcome, months=row.months, agreements=row.agreements)
            for row in await reading.execute(outcomes(sa.and_(made, over(reading.today))))
        ],
    )


def _by_event(made: sa.ColumnElement[bool]) -> sa.Select[Any]:
    event = (AGREEMENT.c.fair_id, AGREEMENT.c.fair_name)
    named = (AGREEMENT.c.fair_id.is_(None), AGREEMENT.c.fair_name, AGREEMENT.c.fair_id)
    return sums(made, *event).order_by(*named, AGREEMENT.c.unit, AGREEMENT.c.currency)


def _causes(made: sa.ColumnElement[bool]) -> sa.Select[Any]:
    months, agreements = sa.func.count().label("months"), sa.func.count(sa.distinct(DELIVERY.c.agreement_id))
    return (
        sa.select(DELIVERY.c.cause, DELIVERY.c.side, months, agreements.label("agreements"))
        .join(AGREEMENT, AGREEMENT.c.id == DELIVERY.c.agreement_id)
        .where(made, DELIVERY.c.cause.is_not(None))
        .group_by(DELIVERY.c.cause, DELIVERY.c.side)
        .order_by(months.desc(), DELIVERY.c.cause, DELIVERY.c.side)
    )


def _dismissed(query: GetTradeReport) -> sa.Select[Any]:
    start, end = bounds(query.since, query.until)
    count = sa.func.count().label("suggestions")
    return (
        sa.select(DISMISSAL.c.reason, count)
        .where(DISMISSAL.c.dismissed_at >= start, DISMISSAL.c.dismissed_at < end)
        .group_by(DISMISSAL.c.reason)
        .order_by(count.desc(), DISMISSAL.c.reason)
    )


def _pair_counts(made: sa.ColumnElement[bool]) -> sa.Select[int, int]:
    pairs = (
        sa.select(sa.func.count().label("agreements"))
        .where(made)
        .group_by(AGREEMENT.c.buyer_id, AGREEMENT.c.coop_id)
        .subquery()
    )
    count = sa.func.count()
    return sa.select(count.label("pairs"), count.filter(pairs.c.agreements > 1).label("repeated")).select_from(pairs)


def _repeats(made: sa.ColumnElement[bool]) -> sa.Select[Any]:
    agreements = sa.func.count().label("agreements")
    names = (BUYER.c.name.label("buyer_name"), COOP.c.name.label("coop_name"))
    return (
        sa.select(AGREEMENT.c.buyer_id, AGREEMENT.c.coop_id, *names, agreements)
        .join(BUYER, BUYER.c.id == AGREEMENT.c.buyer_id)
        .join(COOP, COOP.c.id == AGREEMENT.c.coop_id)
        .where(made, AGREEMENT.c.seen_by == "alliance")
        .group_by(AGREEMENT.c.buyer_id, AGREEMENT.c.coop_id, BUYER.c.name, COOP.c.name)
        .having(sa.func.count() > 1)
        .order_by(agreements.desc(), BUYER.c.name, COOP.c.name)
        .limit(PAIRS_NAMED)
    )
