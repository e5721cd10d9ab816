"""Why a demand is not filled: what stands against it, and what would have to give way."""

from collections.abc import Sequence

import msgspec

from services.matching.pooling.market import Demand, Lot, Market
from services.matching.pooling.parts import suits


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    demand: str
    filled: bool
    says: tuple[str, ...]


def why_not(market: Market, lots: Sequence[Lot], who: str) -> Answer:
    demand = next(one for one in market.demands if one.id == who)
    if any(lot.demand == who for lot in lots):
        return Answer(demand=who, filled=True, says=(f"{who} is filled",))
    says = [*_lost_offers(market, demand), *_short_months(market, demand, lots)]
    if not says:
        says = ["no choice of so few partners fills every month at once, or none that is worth its cost"]
    return Answer(demand=who, filled=False, says=tuple(says))


def _lost_offers(market: Market, demand: Demand) -> list[str]:
    """How many offers of the product each condition costs."""
    offers = [offer for offer in market.offers if offer.product == demand.product]
    without = sum(1 for offer in offers if not demand.certs <= offer.certs)
    dearer = sum(1 for offer in offers if demand.certs <= offer.certs and offer.price > demand.max_price)
    says = []
    if without:
        says.append(f"{without} of {len(offers)} offers lack {' or '.join(sorted(demand.certs))}")
    if dearer:
        says.append(f"{dearer} more ask above {demand.max_price:g}")
    return says


def _short_months(market: Market, demand: Demand, lots: Sequence[Lot]) -> list[str]:
    """Months in which the largest suitable offers do not suffice, or not beside what others get."""
    suitable = [offer for offer in market.offers if suits(offer, demand)]
    says = []
    for month in demand.months:
        sold = {(lot.offer): 0 for lot in lots}
        for lot in lots:
            sold[lot.offer] += lot.qty if lot.month == month else 0
        there = _largest([offer.supply[month] for offer in suitable], demand.max_partners)
        left = _largest([offer.supply[month] - sold.get(offer.id, 0) for offer in suitable], demand.max_partners)
        if there < demand.qty:
            says.append(
                f"month {month}: the {demand.max_partners} largest of {len(suitable)} suitable offers have"
                f" {there}, {demand.qty - there} too little"
            )
        elif left < demand.qty:
            says.append(f"month {month}: {there} would be there, but other demands leave {left} of {demand.qty}")
    return says


def _largest(amounts: Sequence[int], count: int) -> int:
    return sum(sorted(amounts, reverse=True)[:count])
