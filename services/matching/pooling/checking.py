"""The value of a pool and all that is wrong with it; knows the rules, and nothing of how pools are made."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from services.matching.pooling.market import Demand, Lot, Market, Offer


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    feasible: bool
    errors: tuple[str, ...]
    objective: float
    demands_filled: int
    partners: int
    cost: float


def check(market: Market, lots: Sequence[Lot]) -> Verdict:
    offers = {offer.id: offer for offer in market.offers}
    demands = {demand.id: demand for demand in market.demands}
    errors = [
        f"unknown: {lot.offer} for {lot.demand}" for lot in lots if lot.offer not in offers or lot.demand not in demands
    ]
    known = [lot for lot in lots if lot.offer in offers and lot.demand in demands]
    errors += [
        f"{lot.offer} for {lot.demand} in month {lot.month}: {why}"
        for lot in known
        for why in _wrong(lot, offers[lot.offer], demands[lot.demand])
    ]
    errors += _oversold(known, offers)
    per_month = Counter[tuple[str, int]]()
    partners: dict[str, set[str]] = defaultdict(set)
    for lot in known:
        per_month[lot.demand, lot.month] += lot.qty
        partners[lot.demand].add(lot.offer)
    for who, chosen in partners.items():
        demand = demands[who]
        errors += [
            f"{who}: {per_month[who, month]} instead of {demand.qty} in month {month}"
            for month in demand.months
            if per_month[who, month] != demand.qty
        ]
        if len(chosen) > demand.max_partners:
            errors.append(f"{who}: {len(chosen)} partners, at most {demand.max_partners}")
    filled = [
        demand
        for demand in market.demands
        if demand.id in partners and all(per_month[demand.id, month] >= demand.qty for month in demand.months)
    ]
    weights = market.weights
    cost = sum(lot.qty * offers[lot.offer].price for lot in known)
    quality = sum(lot.qty * offers[lot.offer].quality for lot in known)
    count = sum(len(chosen) for chosen in partners.values())
    objective = (
        weights.fill * sum(demand.qty * len(demand.months) * demand.weight for demand in filled)
        + weights.quality * quality
        - weights.price * cost
        - weights.partner * count
    )
    return Verdict(
        feasible=not errors,
        errors=tuple(errors[:20]),
        objective=objective,
        demands_filled=len(filled),
        partners=count,
        cost=cost,
    )


def _wrong(lot: Lot, offer: Offer, demand: Demand) -> Iterator[str]:
    if offer.product != demand.product:
        yield f"{offer.product}, not {demand.product}"
    if not demand.certs <= offer.certs:
        yield f"without {', '.join(sorted(demand.certs - offer.certs))}"
    if offer.price > demand.max_price:
        yield f"price {offer.price:g} above {demand.max_price:g}"
    if lot.month not in demand.months:
        yield "not wanted in that month"
    if lot.qty < max(1, offer.min_lot):
        yield f"lot {lot.qty} below {max(1, offer.min_lot)}"


def _oversold(lots: Iterable[Lot], offers: dict[str, Offer]) -> Iterator[str]:
    sold = Counter[tuple[str, int]]()
    for lot in lots:
        sold[lot.offer, lot.month] += lot.qty
    for (offer, month), quantity in sold.items():
        supply = offers[offer].supply[month] if 0 <= month < len(offers[offer].supply) else 0
        if quantity > supply:
            yield f"{offer}: {quantity} sold of {supply} in month {month}"
