"""The market in whole numbers, cut into parts that have nothing to do with each other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.matching.pooling.market import Demand, Market, Offer
from shared.solving.reading import refuse_too_many
from shared.solving.refusals import BadInput

MOST_PAIRS = 1_000_000
MOST_DECIMALS = 6
WHOLE = 4_000
"""Possible lots in a part that CP-SAT proves or nearly proves as a whole."""

LARGEST_TOTAL = 10**17
"""Far below 2^63, where CP-SAT counts."""


Supply = Mapping[tuple[int, int], int]
"""What is left of an offer in a month."""

Fill = dict[tuple[int, int], int]
"""Of one need: quantity by offer and month."""

Filled = dict[int, Fill]
"""The fills by demand; a demand that is not filled is not in it."""


@dataclass(frozen=True)
class Option:
    """An offer that may serve a need: points per unit, smallest lot, most per month (0: nothing there)."""

    offer: int
    gain: int
    lot: int
    most: tuple[int, ...]


@dataclass(frozen=True)
class Need:
    """A demand in whole numbers; `most` of its options goes along `months`."""

    demand: int
    months: tuple[int, ...]
    qty: int
    partners: int
    worth: int
    options: tuple[Option, ...]

    @property
    def size(self) -> int:
        return sum(1 for option in self.options for most in option.most if most)

    def holds(self, fill: Fill, left: Supply) -> bool:
        """Whether this fill keeps every rule."""
        options = {option.offer: option for option in self.options}
        return (
            len({offer for offer, _ in fill}) <= self.partners
            and all(
                offer in options and month in self.months and options[offer].lot <= qty <= left[offer, month]
                for (offer, month), qty in fill.items()
            )
            and all(sum(q for (_, m), q in fill.items() if m == month) == self.qty for month in self.months)
        )


@dataclass(frozen=True)
class Part:
    """Needs that compete, and only with each other. Points are counted in 1/`scale`."""

    needs: tuple[Need, ...]
    supply: dict[tuple[int, int], int]
    partner: int

    @property
    def size(self) -> int:
        return sum(need.size for need in self.needs)

    def value(self, filled: Filled) -> int:
        return sum(value(need, self.partner, filled[need.demand]) for need in self.needs if need.demand in filled)


@dataclass(frozen=True)
class Piece:
    """What is known of a part."""

    part: int
    filled: Filled | None = None
    bound: int | None = None


def value(need: Need, partner: int, fill: Fill) -> int:
    gains = {option.offer: option.gain for option in need.options}
    used = {offer for offer, _ in fill}
    return need.worth + sum(gains[offer] * qty for (offer, _), qty in fill.items()) - partner * len(used)


def ceiling(need: Need) -> int:
    """No fill of this need is worth more: all of it from the dearest offer, and no partner costs anything."""
    return max(0, need.worth + need.qty * len(need.months) * max((o.gain for o in need.options), default=0))


def scale_of(market: Market) -> int:
    """The power of ten that makes every number of points whole."""
    weights = market.weights
    numbers: list[tuple[float, float]] = [(weights.partner, 1)]
    numbers += [(weights.quality, offer.quality) for offer in market.offers]
    numbers += [(weights.price, offer.price) for offer in market.offers]
    numbers += [(weights.fill, demand.weight) for demand in market.demands]
    decimals = max(_decimals(one) + _decimals(other) for one, other in set(numbers))
    if decimals > MOST_DECIMALS:
        raise BadInput(f"a weight times a price, quality or weight has {decimals} decimals, at most {MOST_DECIMALS}")
    return int(10**decimals)


def _decimals(number: float) -> int:
    exponent = Decimal(str(number)).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def parts_of(market: Market, scale: int) -> list[Part]:
    """The largest last: what is easy is known first."""
    of_product: dict[str, list[int]] = defaultdict(list)
    for at, offer in enumerate(market.offers):
        of_product[offer.product].append(at)
    pairs = sum(len(of_product[demand.product]) for demand in market.demands)
    refuse_too_many("pairs of an offer and a demand for its product", pairs, MOST_PAIRS)
    needs = [
        need
        for at, demand in enumerate(market.demands)
        if (need := _need(market, at, of_product[demand.product], scale)).options
    ]
    partner = _whole(market.weights.partner, 1, scale)
    total = sum(need.worth + need.qty * len(need.months) * max(abs(o.gain) for o in need.options) for need in needs)
    if total > LARGEST_TOTAL:
        raise BadInput(f"the points of all demands together pass {LARGEST_TOTAL:.0e}")
    parts = []
    for together in _competing(needs):
        supply = {
            (option.offer, month): market.offers[option.offer].supply[month]
            for need in together
            for option in need.options
            for month in need.months
        }
        parts.append(Part(tuple(together), supply, partner))
    return sorted(parts, key=lambda part: part.size)


def _whole(weight: float, number: float, scale: int) -> int:
    return int(Decimal(str(weight)) * Decimal(str(number)) * scale)


def _need(market: Market, at: int, offers: Sequence[int], scale: int) -> Need:
    """Without options where the demand cannot be filled even if it were alone."""
    demand, weights = market.demands[at], market.weights
    options = []
    for number in offers:
        offer = market.offers[number]
        if suits(offer, demand):
            gain = _whole(weights.quality, offer.quality, scale) - _whole(weights.price, offer.price, scale)
            options.append(Option(number, gain, max(1, offer.min_lot), tuple(_most(offer, demand))))
    worth = _whole(weights.fill, demand.weight, scale) * demand.qty * len(demand.months)
    need = Need(at, demand.months, demand.qty, demand.max_partners, worth, tuple(o for o in options if any(o.most)))
    return need if can_be_filled(need) else Need(at, demand.months, demand.qty, demand.max_partners, worth, ())


def suits(offer: Offer, demand: Demand) -> bool:
    return offer.product == demand.product and offer.price <= demand.max_price and demand.certs <= offer.certs


def _most(offer: Offer, demand: Demand) -> Iterator[int]:
    for month in demand.months:
        most = min(offer.supply[month], demand.qty)
        yield most if most >= max(1, offer.min_lot) else 0


def can_be_filled(need: Need) -> bool:
    """In every month the largest offers, as many as there may be partners, reach the quantity."""
    return all(
        sum(sorted((option.most[at] for option in need.options), reverse=True)[: need.partners]) >= need.qty
        for at in range(len(need.months))
    )


def _competing(needs: Sequence[Need]) -> list[list[Need]]:
    """Connected components of needs that could use the same offer in the same month."""
    leader = list(range(len(needs)))

    def find(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    first: dict[tuple[int, int], int] = {}
    for at, need in enumerate(needs):
        for option in need.options:
            for month, most in zip(need.months, option.most, strict=True):
                if most:
                    leader[find(at)] = find(first.setdefault((option.offer, month), at))
    together: dict[int, list[Need]] = defaultdict(list)
    for at, need in enumerate(needs):
        together[find(at)].append(need)
    return list(together.values())
