"""The Alliance's figures: what was agreed where, what became of it, why not, and who came back.

Every figure is a sum over the months of agreements, so events add up to the total. Units and currencies are never
mixed. A pair that agreed twice counts once as a pair.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from services.matching.models.agreement import AGREEMENT, AGREEMENT_LINE
from services.matching.models.delivery import DELIVERY
from services.matching.telling import BUYER, COOP
from shared.contracts.deliveries import (
    CauseCount,
    EventTrade,
    GetTradeReport,
    PairTrade,
    TradeFigures,
    TradeReport,
)
from shared.contracts.values import Named
from shared.errors import Invalid
from shared.messaging import Reading
from shared.messaging.transaction import HOME
from shared.money import rounded

PAIRS_NAMED = 50
LONGEST = timedelta(days=366 * 11)

_SOLD = DELIVERY.alias("sold")
_BOUGHT = DELIVERY.alias("bought")
_TAKEN = sa.func.coalesce(_BOUGHT.c.accepted, _BOUGHT.c.delivered)
_BOTH = sa.and_(_SOLD.c.side.is_not(None), _BOUGHT.c.side.is_not(None))
_EXECUTED = sa.case((_BOTH, sa.func.least(_SOLD.c.delivered, _TAKEN)), else_=0)
_PAID = sa.case((_BOTH, sa.func.coalesce(sa.func.least(_SOLD.c.paid, _BOUGHT.c.paid), 0)), else_=0)


async def get_trade_report(query: GetTradeReport, reading: Reading) -> TradeReport:
    reading.actor.must_be("officer", "organizer", "auditor", "admin")
    if query.until < query.since or query.until - query.since > LONGEST:
        raise Invalid({"until": "out_of_range"})
    made = _made(query)
    connection = await reading.session.connection()
    rows = (await connection.execute(_by_event(made))).all()
    events = [
        EventTrade(fair_id=fair_id, fair_name=name, figures=[_figures(row) for row in group])
        for (fair_id, name), group in groupby(rows, key=lambda row: (row.fair_id, row.fair_name))
    ]
    counts = (await connection.execute(_pair_counts(made))).one()
    return TradeReport(
        since=query.since,
        until=query.until,
        total=_added(figures for event in events for figures in event.figures),
        events=events,
        causes=[
            CauseCount(cause=row.cause, side=row.side, months=row.months)
            for row in await connection.execute(_causes(made))
        ],
        pairs=counts.pairs,
        repeated=counts.repeated or 0,
        repeats=[
            PairTrade(
                buyer=Named(id=row.buyer_id, name=row.buyer_name),
                coop=Named(id=row.coop_id, name=row.coop_name),
                agreements=row.agreements,
            )
            for row in await connection.execute(_repeats(made))
        ],
    )


def _made(query: GetTradeReport) -> sa.ColumnElement[bool]:
    """Days are those of Vietnam."""
    start = datetime.combine(query.since, datetime.min.time(), HOME)
    end = datetime.combine(query.until + timedelta(days=1), datetime.min.time(), HOME)
    return sa.and_(AGREEMENT.c.status == "agreed", AGREEMENT.c.made_at >= start, AGREEMENT.c.made_at < end)


def _by_event(made: sa.ColumnElement[bool]) -> sa.Select[Any]:
    own = AGREEMENT.c.id == AGREEMENT_LINE.c.agreement_id
    key = (AGREEMENT.c.fair_id, AGREEMENT.c.fair_name, AGREEMENT.c.unit, AGREEMENT.c.currency)
    signed = sa.and_(AGREEMENT.c.buyer_confirmed_at.is_not(None), AGREEMENT.c.coop_confirmed_at.is_not(None))
    agreements = sa.func.count(sa.distinct(AGREEMENT.c.id))
    executed_part = AGREEMENT_LINE.c.value * _EXECUTED / AGREEMENT_LINE.c.quantity
    return (
        sa.select(
            *key,
            agreements.label("agreements"),
            agreements.filter(signed).label("signed"),
            sa.func.sum(AGREEMENT_LINE.c.quantity).label("promised"),
            sa.func.sum(AGREEMENT_LINE.c.value).label("promised_value"),
            sa.func.coalesce(sa.func.sum(_SOLD.c.delivered), 0).label("delivered"),
            sa.func.coalesce(sa.func.sum(_TAKEN), 0).label("accepted"),
            sa.func.sum(_EXECUTED).label("executed"),
            sa.func.sum(executed_part).label("executed_value"),
            sa.func.sum(_PAID).label("paid"),
        )
        .select_from(AGREEMENT)
        .join(AGREEMENT_LINE, own)
        .outerjoin(_SOLD, _word_of("coop", _SOLD))
        .outerjoin(_BOUGHT, _word_of("buyer", _BOUGHT))
        .where(made)
        .group_by(*key)
        .order_by(AGREEMENT.c.fair_id.is_(None), AGREEMENT.c.fair_name, *key)
    )


def _word_of(side: str, told: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(
        told.c.agreement_id == AGREEMENT_LINE.c.agreement_id,
        told.c.month == AGREEMENT_LINE.c.month,
        told.c.side == side,
    )


def _figures(row: sa.Row[Any]) -> TradeFigures:
    return TradeFigures(
        unit=row.unit,
        currency=row.currency,
        agreements=row.agreements,
        signed=row.signed,
        promised=row.promised,
        promised_value=row.promised_value,
        delivered=row.delivered,
        accepted=row.accepted,
        executed=row.executed,
        executed_value=rounded(row.executed_value, row.currency),
        paid=row.paid,
    )


def _added(figures: Iterable[TradeFigures]) -> list[TradeFigures]:
    """By unit and currency: an agreement has one of each and was made at one event, so nothing counts twice."""
    groups: dict[tuple[str, str], list[TradeFigures]] = {}
    for one in figures:
        groups.setdefault((one.currency, one.unit), []).append(one)
    return [_sum(groups[key]) for key in sorted(groups)]


def _sum(group: Sequence[TradeFigures]) -> TradeFigures:
    def total(name: str) -> Decimal:
        return sum((getattr(one, name) for one in group), Decimal(0))

    return TradeFigures(
        unit=group[0].unit,
        currency=group[0].currency,
        agreements=sum(one.agreements for one in group),
        signed=sum(one.signed for one in group),
        promised=total("promised"),
        promised_value=total("promised_value"),
        delivered=total("delivered"),
        accepted=total("accepted"),
        executed=total("executed"),
        executed_value=total("executed_value"),
        paid=total("paid"),
    )


def _causes(made: sa.ColumnElement[bool]) -> sa.Select[Any]:
    months = sa.func.count().label("months")
    return (
        sa.select(DELIVERY.c.cause, DELIVERY.c.side, months)
        .join(AGREEMENT, AGREEMENT.c.id == DELIVERY.c.agreement_id)
        .where(made, DELIVERY.c.cause.is_not(None))
        .group_by(DELIVERY.c.cause, DELIVERY.c.side)
        .order_by(months.desc(), DELIVERY.c.cause, DELIVERY.c.side)
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
