"""Demands and listings of a market whose facts are known: drawn, then hidden as their owners write them."""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from services.matching.drafting import drafted
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DemandBody
from shared.contracts.values import Capacity, Certificate, Language, Named, Quantity, Scheme, Unit

TODAY = date(2026, 11, 23)
SCHEMES: Sequence[Scheme] = ("HACCP", "ISO22000", "BRCGS")
UNITS: Sequence[tuple[Unit, int]] = (("KGM", 1), ("DTN", 100), ("TNE", 1000))
SENTENCES: dict[Language, Callable[[str, int, str], str]] = {
    "ja": lambda what, kg, paper: f"{what}を毎月{kg}kg、横浜まで。{paper}必須。",
    "ko": lambda what, kg, paper: f"{what} 매월 {kg}kg, 부산까지. {paper} 필수.",
    "he": lambda what, kg, paper: f'{what} {kg} ק"ג בחודש, לחיפה. נדרש {paper}.',
    "en": lambda what, kg, paper: f"{what}, {kg} kg a month to Yokohama. {paper} required.",
    "vi": lambda what, kg, paper: f"{what} {kg} kg mỗi tháng giao Yokohama. Bắt buộc có {paper}.",
}
COUNTRIES: dict[Language, str] = {"ko": "KR", "he": "IL"}
LARGE, OF_LARGE = 4, 3
"""Co-ops that have three quarters of all listings; of every other one there is one listing."""


class Supply(NamedTuple):
    """What a listing's co-op has; None is not stated."""

    concept: int
    kilograms: int | None
    least: int | None
    papers: dict[Scheme, int | None]
    """Days from today to the end; None: recorded without."""


def draw_supply(chance: random.Random, concepts: int) -> Supply:
    papers = {it: chance.choice((None, -30, 400)) for it in SCHEMES if chance.random() < 0.6}
    kilograms = chance.choice((None, 100, 300, 800, 1500, 4000))
    return Supply(chance.randrange(concepts), kilograms, chance.choice((None, 50, 100, 700)), papers)


def _coop(place: int) -> UUID:
    return UUID(int=place % LARGE if place % (OF_LARGE + 1) else place + LARGE)


def draw_card(place: int, has: Supply, name: str, chance: random.Random) -> ListingCard:
    unit, size = chance.choice(UNITS)
    least_unit, least_size = chance.choice(UNITS)
    return ListingCard(
        id=UUID(int=place),
        version=1,
        status="published",
        sku=str(place),
        names={"vi": name},
        organisation=Named(id=_coop(place), name="HTX"),
        province=None,
        category="food",
        stars=None,
        ocop=None,
        certificates=[
            Certificate(scheme=it, expires=None if days is None else TODAY + timedelta(days=days))
            for it, days in has.papers.items()
        ],
        price=None,
        moq=None if has.least is None else Quantity(amount=Decimal(has.least) / least_size, unit=least_unit),
        capacity=None if has.kilograms is None else Capacity(unit=unit, by_month=[Decimal(has.kilograms) / size] * 12),
        photo_id=None,
    )


def read_body(text: str, language: Language) -> DemandBody:
    read = drafted(text, language, TODAY)
    return DemandBody(
        what=read.what or text[:200],
        lang=language,
        quantity=read.quantity,
        destination=read.destination or COUNTRIES.get(language, "JP"),
        certificates=read.certificates,
    )
