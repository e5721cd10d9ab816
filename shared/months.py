"""Months of the calendar, written as 2027-01: in this form they sort by themselves."""

from datetime import date

import msgspec

from shared.contracts.values import Month


def is_month(typed: str) -> bool:
    """As messages carry it."""
    try:
        msgspec.convert(typed, Month)
    except msgspec.ValidationError:
        return False
    return True


def months_from(first: Month, count: int) -> list[Month]:
    start = _number(first)
    return [f"{at // 12}-{at % 12 + 1:02d}" for at in range(start, start + count)]


def month_of(day: date) -> Month:
    return f"{day:%Y-%m}"


def span(first: Month, last: Month) -> int:
    """How many they are, both included."""
    return _number(last) - _number(first) + 1


def _number(month: Month) -> int:
    """Counted through all years, January of the year 0 first."""
    return int(month[:4]) * 12 + int(month[5:]) - 1
