"""What a demand asks for, held against a listing's card: each requirement met, unmet or unknown, and why.

No record is unknown, never unmet. Every verdict has a credit from 0 to 1 that never falls when a fact gets better:
1 for met, one half for unknown, and below that for unmet by how near it comes.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from services.matching.words import common, words
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DemandBody, Requirement
from shared.contracts.values import Certificate, Quantity, Scheme
from shared.ocop import last_day
from shared.quantity import converted

NEAR = 0.4
"""The credit that an unmet amount approaches."""

PARTLY = 0.8
"""The credit that a partly named product approaches."""

MONTHS = 12


class Finding(NamedTuple):
    requirement: Requirement
    credit: float


def findings(demand: DemandBody, card: ListingCard, today: date) -> Iterator[Finding]:
    """The product first, then whatever else this demand asks."""
    day = max(demand.deadline or today, today)
    yield product(demand, card)
    if demand.quantity is not None:
        yield capacity(demand.quantity, card, _months(today, day if demand.deadline else None))
        yield moq(demand.quantity, card)
    for scheme in demand.certificates:
        yield certificate(scheme, card.certificates, day)
    if demand.min_stars is not None:
        yield ocop(demand.min_stars, card, day)


def product(demand: DemandBody, card: ListingCard) -> Finding:
    """Met when one of the card's names has all of the demand's words; unknown when more than half of either agree."""
    if demand.category and card.category and demand.category != card.category:
        return _unmet("product", "product_other_category", 0, asked=demand.category, offered=card.category)
    asked = words(demand.what)
    best, share = [""], 0.0
    for name in card.names.values():
        offered = words(name)
        found = common(asked, offered)
        if len(found) == len(asked) > 0:
            return _met("product", "product_named", named=name)
        if found and len(found) / min(len(asked), len(offered)) > share:
            best, share = found, len(found) / min(len(asked), len(offered))
    if share > 1 / 2:
        return _unknown("product", "product_partly_named", PARTLY * share, named=", ".join(best))
    return _unmet("product", "product_not_named", 0)


def capacity(asked: Quantity, card: ListingCard, months: Sequence[int]) -> Finding:
    if card.capacity is None:
        return _unknown("capacity", "capacity_not_stated")
    month, stated = min(((month, card.capacity.by_month[month - 1]) for month in months), key=lambda pair: pair[1])
    available = converted(stated, card.capacity.unit, asked.unit)
    if available is None:
        return _unknown("capacity", "capacity_not_comparable", asked=asked.unit, stated=card.capacity.unit)
    facts = {"asked": _plain(asked.amount), "available": _plain(available), "unit": asked.unit, "month": str(month)}
    if available >= asked.amount:
        return _met("capacity", "capacity_enough", **facts)
    return _unmet("capacity", "capacity_short", NEAR * float(available / asked.amount), **facts)


def moq(asked: Quantity, card: ListingCard) -> Finding:
    if card.moq is None:
        return _unknown("moq", "moq_not_stated")
    least = converted(card.moq.amount, card.moq.unit, asked.unit)
    if least is None:
        return _unknown("moq", "moq_not_comparable", asked=asked.unit, stated=card.moq.unit)
    facts = {"asked": _plain(asked.amount), "moq": _plain(least), "unit": asked.unit}
    if least <= asked.amount:
        return _met("moq", "moq_within", **facts)
    return _unmet("moq", "moq_above", NEAR * float(asked.amount / least), **facts)


def certificate(scheme: Scheme, held: Sequence[Certificate], day: date) -> Finding:
    """Valid on the day that counts. A certificate without a recorded end is unknown."""
    name = f"certificate:{scheme}"
    ends = [one.expires for one in held if one.scheme == scheme]
    if not ends:
        return _unknown(name, "certificate_not_recorded")
    known = [end for end in ends if end is not None]
    if known and max(known) >= day:
        return _met(name, "certificate_valid", until=str(max(known)))
    if None in ends:
        return _unknown(name, "certificate_end_not_recorded")
    return _unmet(name, "certificate_ends", 0, until=str(max(known)), needed=str(day))


def ocop(stars: int, card: ListingCard, day: date) -> Finding:
    if card.ocop is None:
        return _unknown("ocop", "ocop_not_recorded")
    until = last_day(card.ocop.issued)
    if until < day:
        return _unmet("ocop", "ocop_ends", 0, until=str(until), needed=str(day))
    if card.ocop.stars < stars:
        facts = {"stars": str(card.ocop.stars), "asked": str(stars)}
        return _unmet("ocop", "ocop_too_few_stars", NEAR * card.ocop.stars / stars, **facts)
    return _met("ocop", "ocop_enough_stars", stars=str(card.ocop.stars), until=str(until))


def _months(today: date, deadline: date | None) -> list[int]:
    """The calendar months of supply: from this one to the deadline's, all of them without a deadline."""
    ahead = MONTHS - 1 if deadline is None else MONTHS * (deadline.year - today.year) + deadline.month - today.month
    return [(today.month + step - 1) % MONTHS + 1 for step in range(min(ahead + 1, MONTHS))]


def _met(name: str, why: str, **facts: str) -> Finding:
    return Finding(Requirement(name=name, verdict="met", why=why, facts=facts), 1.0)


def _unknown(name: str, why: str, credit: float = 0.5, **facts: str) -> Finding:
    return Finding(Requirement(name=name, verdict="unknown", why=why, facts=facts), credit)


def _unmet(name: str, why: str, credit: float, **facts: str) -> Finding:
    return Finding(Requirement(name=name, verdict="unmet", why=why, facts=facts), credit)


def _plain(amount: Decimal) -> str:
    return format(amount.normalize(), "f")
