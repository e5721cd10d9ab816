"""What a listing can supply in each month of the year, as points on one line, which an index compares like prices.

Every month has a stretch of the line for each unit that says nothing about the others: kilograms, litres, boxes. A
point stands as far into its stretch as there is to be had. Points are stored, so the order of `UNITS` stays.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from services.listings.tags import MEASURES
from shared.contracts.values import Capacity, Unit
from shared.errors import Invalid
from shared.quantity import converted, is_sensible

UNITS = (*MEASURES, "H87", "XBX", "XBO", "XPK", "XBG", "XCT", "SET", "PR")
STRETCH = 10**10
"""Longer than anything that a co-op supplies in a month, and short enough for a double to tell grams apart."""
MONTHS = range(1, 13)
Span = tuple[float, float]


class Supply(Struct, frozen=True):
    """At least so much of a unit in one of these months."""

    unit: str
    least: float
    months: Sequence[int]

    def spans(self) -> list[Span]:
        return [
            (start + self.least, start + STRETCH - 1) for month in self.months for start in [_start(month, self.unit)]
        ]


def points(capacity: Capacity | None) -> list[float]:
    if capacity is None:
        return []
    return [
        _start(month, unit) + most
        for month, amount in enumerate(capacity.by_month, 1)
        if amount
        for unit, most in [_measured(amount, capacity.unit)]
    ]


def supply_of(least: Decimal | None, unit: Unit, months: Sequence[int]) -> Supply | None:
    """What is asked for: without months, in any. Raises `Invalid` for what is no amount."""
    if least is None:
        return None
    if not is_sensible(least):
        raise Invalid({"capacity_from": "not_an_amount"})
    measure, amount = _measured(least, unit)
    return Supply(measure, amount, months or MONTHS)


def _start(month: int, unit: str) -> int:
    return ((month - 1) * len(UNITS) + UNITS.index(unit)) * STRETCH


def _measured(amount: Decimal, unit: str) -> tuple[str, float]:
    contents: Iterator[tuple[str, Decimal]] = (
        (measure, content) for measure in MEASURES if (content := converted(amount, unit, measure)) is not None
    )
    measure, content = next(contents, (unit, amount))
    return measure, min(float(content), STRETCH - 1.0)
