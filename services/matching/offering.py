"""A demand and a listing's card as the verdicts see them, and which requirements a demand makes."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from services.matching.verdicts.case import (
    Destination,
    Held,
    ListingPrice,
    Measure,
    Offered,
    Registration,
    TargetPrice,
    Wanted,
)
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DemandBody
from shared.contracts.values import Currency, Month, Quantity
from shared.rates import in_dong

YEAR = 12
_EATEN = frozenset({"food", "drink", "medicinal"})
"""Product groups that food laws are for."""
_FOOD_LAW = ("registration:", "market:")
CURRENCIES = ("USD", "JPY", "KRW", "ILS", "EUR")


def wanted(body: DemandBody, today: date) -> Wanted:
    """Without months it is from now to the deadline, and without that the year to come; papers hold today, then."""
    asked = body.quantity
    price = body.target_price
    return Wanted(
        id="",
        quantity_per_month=Measure(asked.amount, asked.unit) if asked else None,
        months=list(body.months) or months_to(body.deadline, today),
        destination=Destination(country=body.destination),
        incoterm=body.incoterm,
        target_price=TargetPrice(price.amount, price.currency, price.unit) if price else None,
        required_certificates=list(body.certificates),
        min_ocop_stars=body.min_stars,
        papers_until=None if body.months else max(body.deadline or today, today),
    )


def offered(card: ListingCard, wished: Wanted) -> Offered:
    """A term that a price is stated for is offered; of other terms nothing is known."""
    price, term = card.price, card.price.incoterm if card.price else None
    held = [Held(one.scheme, None, one.issued, one.expires) for one in card.certificates]
    if card.ocop:
        held.append(Held("OCOP", card.ocop.stars, card.ocop.issued))
    return Offered(
        id="",
        capacity=_capacity(card, wished.months or []),
        moq=_measure(card.moq),
        incoterms=[term] if term and term == wished.incoterm else None,
        prices=[ListingPrice(price.amount, price.currency, price.unit, term)] if price else None,
        certificates=held,
        registrations=[
            Registration(one.scheme, one.number, one.expires) for one in card.certificates if one.scheme == "MFDS"
        ],
    )


def is_asked(name: str, body: DemandBody, card: ListingCard) -> bool:
    """Whether a buyer who states this expects something there."""
    if name in {"capacity", "moq"}:
        return body.quantity is not None
    if name == "incoterm":
        return body.incoterm is not None
    if name == "price":
        return body.target_price is not None
    if name.startswith(_FOOD_LAW):
        return card.category in _EATEN
    return name != "lead_time"


def rates_vnd(today: date) -> Mapping[str, Decimal]:
    return _rates(today)


@cache
def _rates(today: date) -> Mapping[str, Decimal]:
    found: dict[Currency, Decimal | None] = {it: in_dong(it, today) for it in CURRENCIES}
    return {currency: rate for currency, rate in found.items() if rate is not None}


def months_to(deadline: date | None, today: date) -> list[Month]:
    """From this month on."""
    start = today.year * YEAR + today.month - 1
    end = start + YEAR - 1 if deadline is None else deadline.year * YEAR + deadline.month - 1
    return [f"{at // YEAR}-{at % YEAR + 1:02d}" for at in range(start, max(start, min(end, start + YEAR - 1)) + 1)]


def _capacity(card: ListingCard, months: list[Month]) -> dict[str, Measure | None] | None:
    if card.capacity is None:
        return None
    unit, by_month = card.capacity.unit, card.capacity.by_month
    stated = {amount: Measure(amount, unit) for amount in {*by_month}}
    return {it: stated[by_month[int(it[-2:]) - 1]] for it in months}


def _measure(quantity: Quantity | None) -> Measure | None:
    return Measure(quantity.amount, quantity.unit) if quantity else None
