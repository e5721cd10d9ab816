"""Quantities compared and converted exactly. Units: UN/ECE Recommendation 20 (measures) and 21 (packages)."""

from collections.abc import Mapping
from decimal import Decimal

LARGEST = Decimal(10) ** 12
DECIMALS = 6
"""Bounds of an amount that is meant. Within them every conversion is exact: at most 24 of Decimal's 28 digits."""

_SIZES: Mapping[str, tuple[str, Decimal]] = {
    "GRM": ("kilograms", Decimal("0.001")),
    "KGM": ("kilograms", Decimal(1)),
    "DTN": ("kilograms", Decimal(100)),
    "TNE": ("kilograms", Decimal(1000)),
    "LBR": ("kilograms", Decimal("0.45359237")),
    "STN": ("kilograms", Decimal("907.18474")),
    "LTN": ("kilograms", Decimal("1016.0469088")),
    "MLT": ("litres", Decimal("0.001")),
    "LTR": ("litres", Decimal(1)),
}
"""What one unit measures. Packages and pieces say nothing about each other's content, so they are not here."""


def is_sensible(amount: Decimal) -> bool:
    """Finite, not negative, not absurd: what the owner of a message accepts."""
    return amount.is_finite() and 0 <= amount <= LARGEST and amount == round(amount, DECIMALS)


def converted(amount: Decimal, unit: str, into: str) -> Decimal | None:
    """The same quantity in another unit; None when the one does not measure what the other does."""
    if unit == into:
        return amount
    what, size = _SIZES.get(unit, (unit, Decimal(1)))
    wanted, wanted_size = _SIZES.get(into, (into, Decimal(1)))
    return amount * (size / wanted_size) if what == wanted else None
