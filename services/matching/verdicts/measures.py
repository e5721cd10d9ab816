"""Amounts of a listing and a demand made comparable, exactly, where they measure the same."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from services.matching.verdicts.case import Measure, Pack
from shared.quantity import converted
from shared.text import fold

CARTON = "XCT"
_KILOGRAM = "KGM"
_NAMES: Mapping[str, tuple[str, Decimal]] = {
    "kg": ("KGM", Decimal(1)),
    "kilogram": ("KGM", Decimal(1)),
    "ky": ("KGM", Decimal(1)),
    "can": ("KGM", Decimal(1)),
    "g": ("GRM", Decimal(1)),
    "gam": ("GRM", Decimal(1)),
    "yen": ("KGM", Decimal(10)),
    "ta": ("DTN", Decimal(1)),
    "tan": ("TNE", Decimal(1)),
    "t": ("TNE", Decimal(1)),
    "mt": ("TNE", Decimal(1)),
    "lit": ("LTR", Decimal(1)),
    "l": ("LTR", Decimal(1)),
    "ml": ("MLT", Decimal(1)),
    "thung": (CARTON, Decimal(1)),
    "carton": (CARTON, Decimal(1)),
    "hop": ("XBX", Decimal(1)),
    "chai": ("XBO", Decimal(1)),
    "goi": ("XPK", Decimal(1)),
    "tui": ("XBG", Decimal(1)),
    "bao": ("XBG", Decimal(1)),
    "cai": ("H87", Decimal(1)),
    "chiec": ("H87", Decimal(1)),
    "bo": ("SET", Decimal(1)),
    "doi": ("PR", Decimal(1)),
}
"""Vietnamese unit words, marks off (yến is 10 kg, tạ 100 kg), with their UN/ECE code."""


def size_in(measure: Measure, unit: str, pack: Pack | None) -> Fraction | None:
    """The measure in a unit; None when the one does not say the other, as a carton of unknown weight. Nothing is
    nothing in every unit.
    """
    if not measure.amount:
        return Fraction(0)
    return _size(measure.amount, measure.unit, unit, pack.carton_net_kg if pack else None)


@lru_cache(maxsize=8_000)
def _size(amount: Decimal, unit: str, wanted: str, carton: Decimal | None) -> Fraction | None:
    """Kept: the same amount comes up for each month of a listing and for each demand that it is held against."""
    size = _factor(unit, wanted, carton)
    return None if size is None else Fraction(amount) * size


@lru_cache(maxsize=10_000)
def _factor(unit: str, wanted: str, carton: Decimal | None) -> Fraction | None:
    code, times = _coded(unit)
    into, per = _coded(wanted)
    size = _unit_size(code, into, carton)
    return None if size is None else Fraction(times) * size / Fraction(per)


def _coded(unit: str) -> tuple[str, Decimal]:
    name = fold(unit.strip())
    return _NAMES.get(name, (unit.strip().upper(), Decimal(1)))


def _unit_size(code: str, into: str, weight: Decimal | None) -> Fraction | None:
    if code == into:
        return Fraction(1)
    if CARTON in {code, into}:
        if not weight:
            return None
        kilogram = _exact(into if code == CARTON else code)
        if kilogram is None:
            return None
        return Fraction(weight) / kilogram if code == CARTON else kilogram / Fraction(weight)
    direct = converted(Decimal(1), code, into)
    if direct is None:
        return None
    ours, theirs = _exact(code), _exact(into)
    return Fraction(direct) if ours is None or theirs is None else ours / theirs


def _exact(unit: str) -> Fraction | None:
    """Kilograms in a unit of mass, without the rounding of a quotient of decimals."""
    size = converted(Decimal(1), unit, _KILOGRAM)
    return None if size is None else Fraction(size)
