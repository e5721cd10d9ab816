"""Pools keep the rules, bounds hold, proofs are optimal: judged by rules written here once more."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from services.matching.pooling.bound import upper_bounds
from services.matching.pooling.explaining import why_not
from services.matching.pooling.market import Demand, Lot, Market, Offer, Weights
from services.matching.pooling.parts import Filled, parts_of, scale_of
from services.matching.pooling.sharing import proportional, shared
from shared.solving.clock import Deadline
from shared.solving.workers import Task
from tests.support.pool_runs import pools_of
from tests.support.pools import a_market
from tests.support.workers import in_a_worker

Amounts = dict[tuple[int, int, int], int]
"""Quantity by offer, demand and month."""


@st.composite
def tiny_markets(draw: st.DrawFn) -> Market:
    products, certificates = ("tea", "rice"), ("VietGAP", "organic")
    return Market(
        kind="C",
        offers=tuple(
            Offer(
                id=f"o{at}",
                product=draw(st.sampled_from(products)),
                supply=(draw(st.integers(0, 4)), draw(st.integers(0, 4))),
                price=draw(st.integers(0, 9)),
                quality=draw(st.integers(0, 9)),
                certs=draw(st.frozensets(st.sampled_from(certificates))),
                min_lot=draw(st.integers(0, 3)),
            )
            for at in range(draw(st.integers(1, 4)))
        ),
        demands=tuple(
            Demand(
                id=f"d{at}",
                product=draw(st.sampled_from(products)),
                months=draw(st.sampled_from(((0,), (1,), (0, 1)))),
                qty=draw(st.integers(1, 6)),
                max_price=draw(st.integers(3, 9)),
                max_partners=draw(st.integers(0, 3)),
                certs=draw(st.frozensets(st.sampled_from(certificates), max_size=1)),
                weight=draw(st.integers(0, 2)),
            )
            for at in range(draw(st.integers(1, 2)))
        ),
        weights=Weights(fill=draw(st.integers(0, 12)), quality=1, price=1, partner=draw(st.integers(0, 9))),
    )


def points(market: Market, amounts: Amounts) -> float | None:
    """None where a rule is broken."""
    total: float = 0
    sold = Counter[tuple[int, int]]()
    for (o, d, month), qty in amounts.items():
        offer, demand = market.offers[o], market.demands[d]
        if offer.product != demand.product or offer.price > demand.max_price or demand.certs - offer.certs:
            return None
        if month not in demand.months or qty < 1 or qty < offer.min_lot:
            return None
        sold[o, month] += qty
        total += qty * (market.weights.quality * offer.quality - market.weights.price * offer.price)
    if any(qty > market.offers[o].supply[month] for (o, month), qty in sold.items()):
        return None
    for d, demand in enumerate(market.demands):
        partners = {o for o, to, _ in amounts if to == d}
        if partners:
            for month in demand.months:
                if sum(qty for (_, to, at), qty in amounts.items() if (to, at) == (d, month)) != demand.qty:
                    return None
            total += market.weights.fill * demand.weight * demand.qty * len(demand.months)
        if len(partners) > demand.max_partners:
            return None
        total -= market.weights.partner * len(partners)
    return total


def fills(market: Market, d: int) -> list[Amounts]:
    """Every way to fill one demand, and not to."""
    demand = market.demands[d]
    months = []
    for month in demand.months:
        ranges = [range(min(offer.supply[month], demand.qty) + 1) for offer in market.offers]
        months.append([split for split in itertools.product(*ranges) if sum(split) == demand.qty])
    ways: list[Amounts] = [{}]
    for choice in itertools.product(*months):
        way = {
            (o, d, month): qty
            for month, split in zip(demand.months, choice, strict=True)
            for o, qty in enumerate(split)
            if qty
        }
        if points(market, way) is not None:
            ways.append(way)
    return ways


def best(market: Market) -> float:
    ways = [fills(market, d) for d in range(len(market.demands))]
    together: Iterator[Amounts] = (
        {k: q for way in choice for k, q in way.items()} for choice in itertools.product(*ways)
    )
    return max(value for amounts in together if (value := points(market, amounts)) is not None)


def amounts_of(filled: Filled) -> Amounts:
    return {(o, d, month): qty for d, fill in filled.items() for (o, month), qty in fill.items()}


def of_lots(market: Market, lots: Sequence[Lot]) -> Amounts:
    offers = {offer.id: at for at, offer in enumerate(market.offers)}
    demands = {demand.id: at for at, demand in enumerate(market.demands)}
    return {(offers[lot.offer], demands[lot.demand], lot.month): lot.qty for lot in lots}


@settings(max_examples=4, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.lists(tiny_markets(), min_size=8, max_size=16))
def test_tiny_markets_are_proved_as_exhaustive_search_finds_them(markets: list[Market]) -> None:
    for market, (proved, improved, scale, bounds) in zip(markets, in_a_worker(Task(pools_of, (markets,))), strict=True):
        optimum = best(market)
        assert points(market, amounts_of(proved)) == optimum
        assert all(bound >= optimum * scale for bound in bounds)
        assert bounds[-1] == optimum * scale
        reached = points(market, amounts_of(improved))
        assert reached is not None
        assert reached <= optimum


@settings(max_examples=25, deadline=None)
@given(tiny_markets())
def test_prices_bound_what_exhaustive_search_finds(market: Market) -> None:
    parts = parts_of(market, scale_of(market))
    bounds = [list(upper_bounds(part, Deadline.in_seconds(0.05)))[-1] for part in parts if part.size]
    assert sum(bounds) >= best(market)


def test_neighbourhoods_come_near_the_proof() -> None:
    market = a_market(60, 6, seed=2, products=("tea",))
    [(proved, improved, scale, bounds)] = in_a_worker(Task(pools_of, ([market],)))
    value, near = points(market, amounts_of(proved)), points(market, amounts_of(improved))
    assert value is not None
    assert near is not None
    assert 0.9 * value <= near <= bounds[-1] / scale
    assert value <= bounds[-1] / scale


def test_the_same_seed_gives_the_same_lots() -> None:
    market = a_market(120, 10, seed=4)
    once, again = (in_a_worker(Task(pools_of, ([market],)))[0] for _ in range(2))
    assert once == again


def _equals(*supply: int, min_lot: int = 1) -> Market:
    return Market(
        kind="C",
        offers=tuple(
            Offer(id=f"o{at}", product="tea", supply=(there,), price=5, min_lot=min_lot)
            for at, there in enumerate(supply)
        ),
        demands=(Demand(id="d", product="tea", months=(0,), qty=30, max_price=9, max_partners=3),),
        weights=Weights(fill=100, quality=1, price=1, partner=1),
    )


def test_equals_share_in_proportion() -> None:
    market = _equals(40, 20)
    lots = (Lot(offer="o0", demand="d", month=0, qty=29), Lot(offer="o1", demand="d", month=0, qty=1))
    assert [lot.qty for lot in shared(market, lots)] == [20, 10]


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 40)), min_size=1, max_size=6),
    st.data(),
)
def test_shares_stay_in_their_rooms(pairs: list[tuple[int, int]], data: st.DataObject) -> None:
    rooms = [(low, low + more) for low, more in pairs]
    total = data.draw(st.integers(sum(low for low, _ in rooms), sum(high for _, high in rooms)))
    shares = proportional(total, rooms)
    assert sum(shares) == total
    assert all(low <= share <= high for share, (low, high) in zip(shares, rooms, strict=True))


@settings(max_examples=4, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.lists(tiny_markets(), min_size=8, max_size=16))
def test_sharing_changes_neither_value_nor_partners(markets: list[Market]) -> None:
    for market, (filled, _, _, _) in zip(markets, in_a_worker(Task(pools_of, (markets,))), strict=True):
        lots = [
            Lot(offer=market.offers[o].id, demand=market.demands[d].id, month=month, qty=qty)
            for (o, d, month), qty in amounts_of(filled).items()
        ]
        after = of_lots(market, shared(market, lots))
        assert points(market, after) == points(market, amounts_of(filled))
        assert {(o, d) for o, d, _ in after} == {(o, d) for o, d, _ in amounts_of(filled)}


def test_an_empty_demand_is_explained() -> None:
    market = _equals(10, 5)
    assert why_not(market, (), "d").says == ("month 0: the 3 largest of 2 suitable offers have 15, 15 too little",)
