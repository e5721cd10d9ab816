"""What one unit of a currency is worth in dong, as stated on a day: for comparing prices, never for settling them.

`rates.psv` holds dated rows, `day|currency|dong`, and the newest that is not later than the day asked for counts. The
first rows are rounded market rates; whoever runs the market adds the State Bank's as they change.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from shared.contracts.values import Currency


class Rate(NamedTuple):
    day: date
    dong: Decimal


def in_dong(currency: Currency, on: date) -> Decimal | None:
    """None for a currency without a rate."""
    rate = stated_rate(currency, on)
    return rate and rate.dong


def is_known(currency: Currency) -> bool:
    """Whether prices may be stated in it: one without a rate could be compared with nothing."""
    return currency == "VND" or currency in _rates()


def stated_rate(currency: Currency, on: date) -> Rate | None:
    if currency == "VND":
        return Rate(on, Decimal(1))
    known = _rates().get(currency, ())
    return next((rate for rate in known if rate.day <= on), known[-1] if known else None)


@cache
def _rates() -> dict[str, tuple[Rate, ...]]:
    """The newest first."""
    rates: dict[str, list[Rate]] = {}
    for line in Path(__file__).with_name("rates.psv").read_text("utf-8").splitlines()[1:]:
        day, currency, dong = line.split("|")
        rates.setdefault(currency, []).append(Rate(date.fromisoformat(day), Decimal(dong)))
    return {currency: tuple(sorted(known, reverse=True)) for currency, known in rates.items()}
