"""Sums over the months of agreements, by whatever they are asked for.

Units and currencies are never mixed. What was executed is rounded at each month to the coins of its currency, so that
every way of adding gives the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from services.matching.models.agreement import AGREEMENT, AGREEMENT_LINE
from services.matching.models.delivery import DELIVERY
from shared.contracts.deliveries import MonthOutcome, TradeFigures
from shared.contracts.values import Month
from shared.money import OTHER_DIGITS, USUAL_DIGITS
from shared.months import month_of
from shared.span import bounds

_SOLD = DELIVERY.alias("sold")
_BOUGHT = DELIVERY.alias("bought")
_TAKEN = sa.func.coalesce(_BOUGHT.c.accepted, _BOUGHT.c.delivered)
_BOTH = sa.and_(_SOLD.c.side.is_not(None), _BOUGHT.c.side.is_not(None))
_EXECUTED = sa.case((_BOTH, sa.func.least(_SOLD.c.delivered, _TAKEN)), else_=0)
_PAID = sa.case((_BOTH, sa.func.coalesce(sa.func.least(_SOLD.c.paid, _BOUGHT.c.paid), 0)), else_=0)
_DIGITS = sa.case(OTHER_DIGITS, value=AGREEMENT.c.currency, else_=USUAL_DIGITS)
_EXECUTED_VALUE = sa.func.round(AGREEMENT_LINE.c.value * _EXECUTED / AGREEMENT_LINE.c.quantity, _DIGITS)
SIGNED = sa.and_(AGREEMENT.c.buyer_confirmed_at.is_not(None), AGREEMENT.c.coop_confirmed_at.is_not(None))


def made_between(since: date, until: date) -> sa.ColumnElement[bool]:
    """Days are those of Vietnam, both included."""
    start, end = bounds(since, until)
    return sa.and_(AGREEMENT.c.status == "agreed", AGREEMENT.c.made_at >= start, AGREEMENT.c.made_at < end)


OUTCOMES: Mapping[MonthOutcome, sa.ColumnElement[bool]] = {
    "kept": sa.and_(_BOTH, AGREEMENT_LINE.c.quantity <= _EXECUTED),
    "short": sa.and_(_BOTH, AGREEMENT_LINE.c.quantity > _EXECUTED),
    "untold": sa.not_(_BOTH),
}


def over(today: date) -> sa.ColumnElement[bool]:
    return AGREEMENT_LINE.c.month < month_of(today)


def outcomes(counted: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Each month has exactly one."""
    outcome = sa.case(*((went, name) for name, went in OUTCOMES.items())).label("outcome")
    agreements = sa.func.count(sa.distinct(AGREEMENT.c.id)).label("agreements")
    told = _with_both_words(sa.select(outcome, sa.func.count().label("months"), agreements))
    return told.where(counted).group_by(outcome)


def sums(counted: sa.ColumnElement[bool], *key: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """One row for each key, unit and currency."""
    units = (AGREEMENT.c.unit, AGREEMENT.c.currency)
    agreements = sa.func.count(sa.distinct(AGREEMENT.c.id))
    told = _with_both_words(
        sa.select(
            *key,
            *units,
            agreements.label("agreements"),
            agreements.filter(SIGNED).label("signed"),
            agreements.filter(_EXECUTED > 0).label("begun"),
            sa.func.sum(AGREEMENT_LINE.c.quantity).label("promised"),
            sa.func.sum(AGREEMENT_LINE.c.value).label("promised_value"),
            sa.func.coalesce(sa.func.sum(_SOLD.c.delivered), 0).label("delivered"),
            sa.func.coalesce(sa.func.sum(_TAKEN), 0).label("accepted"),
            sa.func.sum(_EXECUTED).label("executed"),
            sa.func.sum(_EXECUTED_VALUE).label("executed_value"),
            sa.func.sum(_PAID).label("paid"),
        )
    )
    return told.where(counted).group_by(*key, *units)


def _with_both_words(of_months: sa.Select[Any]) -> sa.Select[Any]:
    return (
        of_months.select_from(AGREEMENT)
        .join(AGREEMENT_LINE, AGREEMENT.c.id == AGREEMENT_LINE.c.agreement_id)
        .outerjoin(_SOLD, _word_of("coop", _SOLD))
        .outerjoin(_BOUGHT, _word_of("buyer", _BOUGHT))
    )


def _word_of(side: str, told: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(
        told.c.agreement_id == AGREEMENT_LINE.c.agreement_id,
        told.c.month == AGREEMENT_LINE.c.month,
        told.c.side == side,
    )


def begun(month: Month | None) -> sa.ColumnElement[bool]:
    """Whether something of the agreement, in that month if one is given, is executed."""
    sold, bought = DELIVERY.alias(), DELIVERY.alias()
    same_month = sa.and_(sold.c.agreement_id == bought.c.agreement_id, sold.c.month == bought.c.month)
    something = (
        sa.select(1)
        .join_from(sold, bought, same_month)
        .where(
            *(sold.c.agreement_id == AGREEMENT.c.id, sold.c.side == "coop", bought.c.side == "buyer"),
            *(sold.c.delivered > 0, sa.func.coalesce(bought.c.accepted, bought.c.delivered) > 0),
        )
    )
    return sa.exists(something if month is None else something.where(sold.c.month == month))


def figures_of(row: sa.Row[Any]) -> TradeFigures:
    return TradeFigures(**{name: getattr(row, name) for name in TradeFigures.__struct_fields__})


def added(figures: Iterable[TradeFigures]) -> list[TradeFigures]:
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
        begun=sum(one.begun for one in group),
        promised=total("promised"),
        promised_value=total("promised_value"),
        delivered=total("delivered"),
        accepted=total("accepted"),
        executed=total("executed"),
        executed_value=total("executed_value"),
        paid=total("paid"),
    )
