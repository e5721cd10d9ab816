"""Capacity, minimum order, lead time and Incoterm of a listing against what a demand asks."""

import calendar
from datetime import date, timedelta
from fractions import Fraction

from services.matching.verdicts.case import Measure, Offered, Wanted
from services.matching.verdicts.measures import size_in
from services.matching.verdicts.verdict import Verdict, met, unknown, unmet


def first_day(wanted: Wanted) -> date | None:
    return _month(min(wanted.months)) if wanted.months else None


def last_day(wanted: Wanted) -> date | None:
    if not wanted.months:
        return None
    first = _month(max(wanted.months))
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def capacity(wanted: Wanted, offered: Offered) -> Verdict:
    """A month that is short decides before a month that is not stated."""
    asked = wanted.quantity_per_month
    if asked is None or not wanted.months:
        return unknown("the demand states no monthly quantity")
    free = {month: free_in(month, asked, offered) for month in wanted.months}
    short = [month for month, amount in free.items() if amount is not None and amount < Fraction(asked.amount)]
    if short:
        return unmet(f"in {short[0]} {_plain(free[short[0]])} {asked.unit} are free, {asked.amount} are asked")
    missing = [month for month, amount in free.items() if amount is None]
    if missing:
        return unknown(f"nothing comparable is stated for {missing[0]}")
    return met(f"at least {asked.amount} {asked.unit} are free in each month")


def free_in(month: str, asked: Measure, offered: Offered) -> Fraction | None:
    """Capacity less promises in the demand's unit. Promises that cannot be compared leave an upper bound,
    which counts only where it is short already.
    """
    stated = (offered.capacity or {}).get(month)
    whole = size_in(stated, asked.unit, offered.pack) if stated else None
    if whole is None:
        return None
    promised = (offered.promised or {}).get(month)
    if promised is None or not promised.amount:
        return whole
    taken = size_in(promised, asked.unit, offered.pack)
    if taken is None:
        return whole if whole < Fraction(asked.amount) else None
    return whole - taken


def moq(wanted: Wanted, offered: Offered) -> Verdict:
    asked = wanted.quantity_per_month
    if offered.moq is None:
        return unknown("no minimum order is recorded")
    least = size_in(offered.moq, asked.unit, offered.pack) if asked else None
    if asked is None or least is None:
        return unknown(f"a minimum of {offered.moq.amount} {offered.moq.unit} cannot be compared with what is asked")
    if least <= Fraction(asked.amount):
        return met(f"the minimum of {offered.moq.amount} {offered.moq.unit} is within the monthly quantity")
    return unmet(f"the minimum of {offered.moq.amount} {offered.moq.unit} is above the monthly quantity")


def lead_time(wanted: Wanted, offered: Offered, as_of: date) -> Verdict:
    first = first_day(wanted)
    if offered.lead_time_days is None:
        return unknown("no lead time is recorded")
    if first is None:
        return unknown("the demand states no month")
    ready = as_of + timedelta(days=offered.lead_time_days)
    if ready <= first:
        return met(f"ready on {ready}, the first delivery is from {first}")
    return unmet(f"ready on {ready}, after the first delivery from {first}")


def incoterm(wanted: Wanted, offered: Offered) -> Verdict:
    if not wanted.incoterm:
        return met("no Incoterm is asked")
    if offered.incoterms is None:
        return unknown("no Incoterms are recorded")
    if wanted.incoterm.upper() in {it.upper() for it in offered.incoterms}:
        return met(f"{wanted.incoterm} is offered")
    return unmet(f"{wanted.incoterm} is not among {', '.join(offered.incoterms) or 'the terms offered'}")


def _month(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _plain(amount: Fraction | None) -> str:
    return "none" if amount is None else f"{float(amount):g}"
