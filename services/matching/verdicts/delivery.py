"""Capacity, minimum order, lead time and Incoterm of a listing against what a demand asks."""

import calendar
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from services.matching.verdicts.case import Measure, Offered, Wanted
from services.matching.verdicts.measures import size_in
from services.matching.verdicts.verdict import Verdict, met, unknown, unmet

_DIGITS = 6


def first_day(wanted: Wanted) -> date | None:
    return _month(min(wanted.months)) if wanted.months else None


def last_day(wanted: Wanted) -> date | None:
    """Until when papers have to hold."""
    if wanted.papers_until is not None:
        return wanted.papers_until
    if not wanted.months:
        return None
    first = _month(max(wanted.months))
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def capacity(wanted: Wanted, offered: Offered) -> Verdict:
    """A month that is short decides before a month that is not stated."""
    asked = wanted.quantity_per_month
    if asked is None or not wanted.months:
        return unknown("quantity_not_asked")
    free = {month: free_in(month, asked, offered) for month in wanted.months}
    stated = [(amount, month) for month, amount in free.items() if amount is not None]
    least, when = min(stated, default=(None, ""))
    facts = {"asked": plain(asked.amount), "unit": asked.unit}
    enough = Fraction(asked.amount)
    if least is not None and least < enough:
        near = max(float(least / enough), 0.0)
        return unmet("capacity_short", near, **facts, available=plain(least), month=when)
    missing = [month for month, amount in free.items() if amount is None]
    if missing and offered.capacity is None:
        return unknown("capacity_not_stated")
    if missing:
        return unknown("capacity_not_comparable", **facts, month=missing[0])
    return met("capacity_enough", **facts, available=plain(least), month=when)


def free_in(month: str, asked: Measure, offered: Offered) -> Fraction | None:
    """Capacity less promises in the demand's unit. Promises that cannot be compared leave an upper bound,
    which counts only where it is short already; and what is promised away is none in any unit.
    """
    stated = (offered.capacity or {}).get(month)
    if stated is None:
        return None
    promised = (offered.promised or {}).get(month)
    whole = size_in(stated, asked.unit, offered.pack)
    if promised is None:
        return whole
    if whole is None:
        gone = size_in(promised, stated.unit, offered.pack)
        return Fraction(0) if gone is not None and gone >= Fraction(stated.amount) else None
    taken = size_in(promised, asked.unit, offered.pack)
    if taken is None:
        return whole if whole < Fraction(asked.amount) else None
    return whole - taken


def moq(wanted: Wanted, offered: Offered) -> Verdict:
    asked = wanted.quantity_per_month
    if offered.moq is None:
        return unknown("moq_not_stated")
    least = size_in(offered.moq, asked.unit, offered.pack) if asked else None
    if asked is None or least is None:
        return unknown("moq_not_comparable", stated=offered.moq.unit, asked=asked.unit if asked else "")
    facts = {"asked": plain(asked.amount), "moq": plain(least), "unit": asked.unit}
    if least <= Fraction(asked.amount):
        return met("moq_within", **facts)
    return unmet("moq_above", float(Fraction(asked.amount) / least), **facts)


def lead_time(wanted: Wanted, offered: Offered, as_of: date) -> Verdict:
    first = first_day(wanted)
    if offered.lead_time_days is None:
        return unknown("lead_time_not_stated")
    if first is None:
        return unknown("months_not_asked")
    ready = as_of + timedelta(days=offered.lead_time_days)
    facts = {"until": str(ready), "needed": str(first)}
    return met("ready_in_time", **facts) if ready <= first else unmet("ready_too_late", **facts)


def incoterm(wanted: Wanted, offered: Offered) -> Verdict:
    if not wanted.incoterm:
        return met("incoterm_not_asked")
    asked = wanted.incoterm.upper()
    if offered.incoterms is None:
        return unknown("incoterm_not_stated", incoterm=asked)
    if asked in {it.upper() for it in offered.incoterms}:
        return met("incoterm_offered", incoterm=asked)
    return unmet("incoterm_not_offered", incoterm=asked, offered=", ".join(offered.incoterms))


@lru_cache(maxsize=8_000)
def plain(amount: Decimal | Fraction | None) -> str:
    """As people write it; a fraction that has no end, to six digits."""
    if amount is None:
        return ""
    whole = Decimal(amount.numerator) / Decimal(amount.denominator) if isinstance(amount, Fraction) else amount
    return format(round(whole, _DIGITS).normalize(), "f")


def _month(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
