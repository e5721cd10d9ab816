"""Markets as they are: six products, seasons, certificates that some have, demands of one to three months."""

import random
from collections.abc import Sequence

from services.matching.pooling.market import Demand, Market, Offer, Weights

PRODUCTS = ("mango", "coffee", "pepper", "tea", "durian", "rice")
CERTIFICATES = ("VietGAP", "GlobalGAP", "OCOP4", "HACCP", "organic")
MONTHS = 6


def a_market(offers: int, demands: int, seed: int, products: Sequence[str] = PRODUCTS) -> Market:
    chance = random.Random(seed)  # noqa: S311
    price = {product: chance.randint(100, 220) for product in products}
    return Market(
        kind="C",
        offers=tuple(_offer(number, price, chance) for number in range(offers)),
        demands=tuple(_demand(number, price, chance) for number in range(demands)),
        weights=Weights(fill=300, quality=1, price=1, partner=400),
        unit="0.1 t",
    )


def _offer(number: int, price: dict[str, int], chance: random.Random) -> Offer:
    product, harvest, seasonal = chance.choice(list(price)), chance.randint(18, 58), chance.random() < 0.4
    return Offer(
        id=f"o{number}",
        coop=f"HTX{number}",
        product=product,
        supply=tuple(
            0 if seasonal and chance.random() < 0.35 else round(harvest * chance.uniform(0.75, 1.25))
            for _ in range(MONTHS)
        ),
        price=round(price[product] * chance.uniform(0.75, 1.32)),
        quality=chance.randint(30, 100),
        certs=frozenset(c for c in CERTIFICATES if chance.random() < (0.77 if c == "VietGAP" else 0.4)),
        min_lot=chance.choice((5, 10, 15)),
    )


def _demand(number: int, price: dict[str, int], chance: random.Random) -> Demand:
    product, length = chance.choice(list(price)), chance.randint(1, 3)
    start = chance.randint(0, MONTHS - length)
    return Demand(
        id=f"d{number}",
        product=product,
        months=tuple(range(start, start + length)),
        qty=chance.randint(60, 260),
        max_price=round(price[product] * chance.uniform(0.92, 1.25)),
        certs=frozenset(chance.sample(CERTIFICATES, chance.choice((0, 1, 1, 2)))),
        max_partners=chance.randint(4, 10),
        weight=chance.choice((1, 1, 1, 1, 2)),
    )
