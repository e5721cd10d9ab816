"""Offers and demands as people send them: strict types, and what cannot be is said in words."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from shared.solving.reading import read, refuse_duplicates, refuse_too_many
from shared.solving.refusals import BadInput

MOST_OFFERS = 20_000
MOST_DEMANDS = 2_000
MOST_MONTHS = 120

LARGEST = 1_000_000
Amount = Annotated[int, Meta(ge=0, le=LARGEST)]
Number = Annotated[int, Meta(ge=0, le=LARGEST)] | Annotated[float, Meta(ge=0, le=LARGEST)]


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    product: str
    supply: tuple[Amount, ...]
    price: Number
    quality: Number = 0
    certs: frozenset[str] = frozenset()
    min_lot: Amount = 0
    coop: str = ""


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    product: str
    months: tuple[Amount, ...]
    qty: Annotated[int, Meta(ge=1, le=LARGEST)]
    max_price: Number
    max_partners: Amount
    certs: frozenset[str] = frozenset()
    weight: Number = 1
    buyer: str = ""


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    fill: Number
    quality: Number
    price: Number
    partner: Number


class Market(msgspec.Struct, frozen=True, kw_only=True):
    kind: Literal["C"]
    offers: tuple[Offer, ...]
    demands: tuple[Demand, ...]
    weights: Weights
    name: str = ""
    unit: str = ""


class Lot(msgspec.Struct, frozen=True, kw_only=True):
    offer: str
    demand: str
    month: int
    qty: int


class Pool(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`split` says in words, for each filled demand, how its partners share it."""

    lots: tuple[Lot, ...]
    split: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


def read_market(path: Path) -> Market:
    market = read(path, Market)
    refuse_too_many("offers", len(market.offers), MOST_OFFERS)
    refuse_too_many("demands", len(market.demands), MOST_DEMANDS)
    refuse_duplicates("offer", (offer.id for offer in market.offers))
    refuse_duplicates("demand", (demand.id for demand in market.demands))
    _refuse_strange_months(market)
    return market


def _refuse_strange_months(market: Market) -> None:
    months = {len(offer.supply) for offer in market.offers}
    if len(months) > 1:
        raise BadInput(f"offers name their supply for different numbers of months: {sorted(months)[:5]}")
    horizon = max(months, default=MOST_MONTHS)
    refuse_too_many("months of supply", horizon, MOST_MONTHS)
    for demand in market.demands:
        if not demand.months:
            raise BadInput(f"demand {demand.id!r} names no month")
        refuse_duplicates(f"demand {demand.id!r}: month", demand.months)
        if max(demand.months) >= horizon:
            raise BadInput(f"demand {demand.id!r}: month {max(demand.months)}; supply is known for 0 to {horizon - 1}")


def read_pool(path: Path) -> Pool:
    return read(path, Pool)
