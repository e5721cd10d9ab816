"""A demand and what may fill it, as the solver sees it: whole units, prices as shares of the dearest.

Only co-ops with the very product, every certificate and star that the demand asks for take part, so all have the same
grade; none whose price is known to be above the target. A partner costs more than any difference in price: the
smallest group comes first, then the cheapest.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from services.matching.models import CARD, SUGGESTION
from services.matching.models.agreement import AGREEMENT
from services.matching.models.pool import Pool
from services.matching.pooling.market import LARGEST, Demand, Market, Offer, Weights
from services.matching.queries.demands import decode_requirements
from services.matching.suggesting import decode_card
from shared.contracts.capacity import GetCapacity, ListingCapacity
from shared.contracts.listings import ListingCard
from shared.contracts.requirements import Requirement
from shared.messaging import Ports
from shared.quantity import converted

CANDIDATES = 60
"""The best suggestions; each one's capacity is asked for."""
LEVELS = 100
"""Prices are told to the solver in so many steps."""
GRADE = ("product", "certificate:", "registration:", "ocop")
"""What must be known to be met: a co-op that is asked to join binds the buyer when it agrees."""


class Candidate(msgspec.Struct, frozen=True):
    card: ListingCard
    supply: tuple[int, ...]
    """Free in each month of the pool, in the demand's unit."""
    price: Decimal
    """Of one of the demand's units."""


async def candidates(pool: Pool, ports: Ports) -> list[Candidate]:
    """Those that may take part, in the currency that most of them use."""
    cards = await _suggested(pool.demand_id, ports.engine)
    found: list[Candidate] = []
    for card in cards:
        price = _price(card, pool.unit)
        if price is not None:
            capacity = await ports.ask(GetCapacity(listing_id=card.id))
            found.append(Candidate(card, _supply(capacity, pool), price))
    currencies = Counter(one.card.price.currency for one in found if one.card.price)
    usual = currencies.most_common(1)[0][0] if currencies else ""
    return [one for one in found if one.card.price and one.card.price.currency == usual and any(one.supply)]


def market_of(pool: Pool, found: Sequence[Candidate]) -> Market:
    dearest = max((one.price for one in found), default=Decimal(1))
    size = int(pool.quantity) * len(pool.months)
    offers = tuple(
        Offer(
            id=str(one.card.id),
            coop=one.card.organisation.name,
            product="",
            supply=one.supply,
            price=int(one.price * LEVELS / dearest),
            min_lot=_smallest(one.card, pool.unit),
        )
        for one in found
    )
    wanted = Demand(
        id=str(pool.demand_id),
        product="",
        months=tuple(range(len(pool.months))),
        qty=int(pool.quantity),
        max_price=LEVELS,
        max_partners=pool.most_partners,
    )
    weights = Weights(fill=LEVELS * (pool.most_partners + 2), quality=0, price=1, partner=min(LARGEST, LEVELS * size))
    return Market(kind="C", offers=offers, demands=(wanted,), weights=weights, unit=pool.unit)


async def _suggested(demand_id: UUID, engine: AsyncEngine) -> list[ListingCard]:
    agreed = sa.exists().where(
        AGREEMENT.c.demand_id == demand_id,
        AGREEMENT.c.listing_id == SUGGESTION.c.listing_id,
        AGREEMENT.c.status != "refused",
    )
    statement = (
        sa.select(
            sa.cast(CARD.c.card, sa.Text).label("card"), sa.cast(SUGGESTION.c.requirements, sa.Text).label("asked")
        )
        .join(CARD, CARD.c.listing_id == SUGGESTION.c.listing_id)
        .where(SUGGESTION.c.demand_id == demand_id, SUGGESTION.c.current, CARD.c.published, ~agreed)
        .order_by(SUGGESTION.c.score.desc(), SUGGESTION.c.listing_id)
        .limit(CANDIDATES)
    )
    async with engine.connect() as connection:
        rows = (await connection.execute(statement)).all()
    return [decode_card(row.card) for row in rows if all(map(_is_kept, decode_requirements(row.asked)))]


def _is_kept(requirement: Requirement) -> bool:
    if requirement.name == "price":
        return requirement.verdict != "unmet"
    return requirement.verdict == "met" or not requirement.name.startswith(GRADE)


def _price(card: ListingCard, unit: str) -> Decimal | None:
    if card.price is None:
        return None
    units = converted(Decimal(1), unit, card.price.unit)
    return None if units is None else card.price.amount * units


def _supply(capacity: ListingCapacity, pool: Pool) -> tuple[int, ...]:
    free = {one.month: one.capacity - one.promised for one in capacity.months}
    return tuple(_whole(free.get(month, Decimal(0)), capacity.unit, pool) for month in pool.months)


def _whole(amount: Decimal, unit: str | None, pool: Pool) -> int:
    """Never more than the whole demand: then no number is too large for the solver."""
    there = None if unit is None else converted(amount, unit, pool.unit)
    return 0 if there is None else int(min(max(there, Decimal(0)), pool.quantity))


def _smallest(card: ListingCard, unit: str) -> int:
    moq = None if card.moq is None else converted(card.moq.amount, card.moq.unit, unit)
    return 0 if moq is None else min(LARGEST, int(moq.to_integral_value(ROUND_CEILING)))
