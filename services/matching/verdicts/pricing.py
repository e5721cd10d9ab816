"""A listing's prices against a target. Freight is not guessed: another Incoterm decides only where it must."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from services.matching.verdicts.case import ListingPrice, Measure, Offered, Wanted
from services.matching.verdicts.delivery import plain
from services.matching.verdicts.measures import size_in
from services.matching.verdicts.verdict import Verdict, met, unknown, unmet

_INCLUSIVENESS = {
    it: rank
    for rank, terms in enumerate(
        (("EXW",), ("FCA",), ("FAS",), ("FOB",), ("CFR", "CPT"), ("CIF", "CIP"), ("DAP",), ("DPU",), ("DDP",))
    )
    for it in terms
}
_DONG = "VND"


class Pricing(NamedTuple):
    verdict: Verdict
    ratio: Fraction | None
    """The price that decides, over the target."""


class _Offer(NamedTuple):
    ratio: Fraction
    rank: int
    price: ListingPrice


def pricing(wanted: Wanted, offered: Offered, as_of: date, rates: Mapping[str, Decimal]) -> Pricing:
    if wanted.target_price is None:
        return Pricing(met("price_not_asked"), None)
    asked = _INCLUSIVENESS.get((wanted.incoterm or "").upper())
    offers = sorted(_applicable(wanted, offered, as_of, rates), key=lambda offer: (offer.ratio, offer.rank))
    if not offers or asked is None:
        return Pricing(unknown("price_not_comparable"), None)
    return _decided(asked, offers)


def _decided(asked: int, offers: list[_Offer]) -> Pricing:
    """`offers` with the lowest first."""
    within = [it for it in offers if it.rank >= asked and it.ratio <= 1]
    same = [it for it in offers if it.rank == asked]
    below = [
        best
        for rank in range(asked)
        if (best := next((it for it in offers if it.rank == rank), None)) and best.ratio > 1
    ]
    if within:
        return Pricing(met("price_within", **_told(within[0])), within[0].ratio)
    if same:
        return Pricing(_above("price_above", same[0]), same[0].ratio)
    if below:
        dearest = max(below)
        return Pricing(_above("price_above_before_freight", dearest), dearest.ratio)
    return Pricing(unknown("price_at_other_incoterm"), None)


def _applicable(wanted: Wanted, offered: Offered, as_of: date, rates: Mapping[str, Decimal]) -> Iterator[_Offer]:
    target = wanted.target_price
    assert target is not None
    for price in offered.prices or ():
        rank = _INCLUSIVENESS.get((price.incoterm or "").upper())
        if rank is None or (price.valid_to is not None and price.valid_to < as_of):
            continue
        if not _reaches(price.min_quantity, wanted.quantity_per_month, offered):
            continue
        sold = size_in(Measure(Decimal(1), price.per_unit), target.per_unit, offered.pack)
        ours, theirs = _rate(price.currency, rates), _rate(target.currency, rates)
        if sold and ours and theirs and target.amount:
            yield _Offer(Fraction(price.amount) * ours / sold / (Fraction(target.amount) * theirs), rank, price)


def _reaches(least: Measure | None, asked: Measure | None, offered: Offered) -> bool:
    if least is None:
        return True
    size = size_in(least, asked.unit, offered.pack) if asked else None
    return size is not None and asked is not None and size <= Fraction(asked.amount)


def _rate(currency: str, rates: Mapping[str, Decimal]) -> Fraction | None:
    rate = rates.get(currency, Decimal(1) if currency == _DONG else None)
    return None if rate is None else Fraction(rate)


def _above(why: str, offer: _Offer) -> Verdict:
    return unmet(why, float(1 / offer.ratio), **_told(offer))


def _told(offer: _Offer) -> dict[str, str]:
    price = offer.price
    return {
        "price": plain(price.amount),
        "currency": price.currency,
        "unit": price.per_unit,
        "incoterm": price.incoterm or "",
    }
