"""Suggestions: demands held against listings, many at a time, in the transaction of whatever changed.

A demand being stated and a listing being published at the same moment do not see each other's uncommitted rows, and
neither would suggest the pair. So both sides take one advisory lock, listings exclusively, before any other lock.
"""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, Self
from uuid import UUID

import msgspec
import sqlalchemy as sa

from services.matching.fit import WEIGHTS, fit_to_suggest
from services.matching.models import CARD, DEMAND, SUGGESTION, Demand
from services.matching.past import Pasts
from services.matching.recording import KEPT, Pair, record
from services.matching.turns import in_turns, lot
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DemandBody
from shared.contracts.rankings import ScoreBasis
from shared.contracts.values import Category
from shared.messaging import Reading, Transaction

CANDIDATES = 2000
"""Listings that a demand is held against: those that share the most words with it."""

AT_A_STRETCH = 25
"""Pairs that are judged before others have their turn: 2,000 take half a second."""

LOCK = 0x6D61746368

decode_card = msgspec.json.Decoder(ListingCard).decode
decode_body = msgspec.json.Decoder(DemandBody).decode


async def hold_demands_still(tx: Transaction) -> None:
    """Until the commit no demand is stated and no other listing is matched."""
    await tx.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))


async def hold_listings_still(tx: Transaction) -> None:
    """Until the commit no listing is matched; other demands may be stated."""
    await tx.execute(sa.select(sa.func.pg_advisory_xact_lock_shared(LOCK)))


class _Stated(NamedTuple):
    """A demand as listings are held against it."""

    id: UUID
    version: int
    buyer_id: UUID
    body: DemandBody


async def suggest_demand(demand: Demand, tx: Transaction) -> None:
    """Hold one demand against the published listings."""
    demand.weights = WEIGHTS.version
    await tx.session.flush()
    pairs: Sequence[Pair] = []
    if demand.status == "open":
        stated = _Stated(demand.id, demand.version, demand.organisation_id, demand.body)
        found = await tx.execute(_candidates(demand.words, stated.body.category))
        cards = [decode_card(row.card) for row in found]
        pasts = await _pasts([stated], cards, tx)
        pairs = in_turns(await _fitting(((stated, card) for card in cards), pasts, tx.today))[:KEPT]
    await record(pairs, SUGGESTION.c.demand_id == demand.id, tx)


async def suggest_cards(listing_ids: Sequence[UUID], tx: Transaction) -> None:
    """Hold these listings against the open demands."""
    if not listing_ids:
        return
    chosen = sa.select(CARD.c.words, sa.cast(CARD.c.card, sa.Text)).where(
        CARD.c.listing_id.in_(listing_ids), CARD.c.published
    )
    cards = [(words, decode_card(card)) for words, card in await tx.execute(chosen)]
    demands = await _OpenDemands.naming({word for words, _ in cards for word in words}, tx)
    pairs = [(demand, card) for words, card in cards for demand in demands.sharing(words)]
    pasts = await _pasts((demand for demand, _ in pairs), (card for _, card in cards), tx)
    await record(await _fitting(pairs, pasts, tx.today), SUGGESTION.c.listing_id.in_(listing_ids), tx)


class _OpenDemands:
    """Open demands by the words that they share with a batch of listings."""

    def __init__(self) -> None:
        self._stated: dict[UUID, _Stated] = {}
        self._by_word: dict[str, list[UUID]] = {}

    @classmethod
    async def naming(cls, words: Iterable[str], reading: Reading) -> Self:
        found = cls()
        columns = DEMAND.c["id", "version", "organisation_id"]
        statement = sa.select(*columns, sa.cast(DEMAND.c.body, sa.Text).label("body"), DEMAND.c.words).where(
            DEMAND.c.status == "open", DEMAND.c.words.overlap(sorted(words))
        )
        for row in await reading.execute(statement):
            found._stated[row.id] = _Stated(row.id, row.version, row.organisation_id, decode_body(row.body))
            for word in row.words:
                found._by_word.setdefault(word, []).append(row.id)
        return found

    def sharing(self, words: Iterable[str]) -> list[_Stated]:
        keys = {key for word in words for key in self._by_word.get(word, ())}
        return [self._stated[key] for key in keys]


async def _pasts(demands: Iterable[_Stated], cards: Iterable[ListingCard], reading: Reading) -> Pasts:
    return await Pasts.of([*(it.buyer_id for it in demands), *(card.organisation.id for card in cards)], reading)


def _candidates(words: Sequence[str], category: Category | None) -> sa.Select[str]:
    """Published cards that share a word, most words first."""
    word = sa.func.unnest(CARD.c.words).column_valued("word")
    shared = sa.select(sa.func.count(word)).where(word.in_(words)).scalar_subquery()
    statement = sa.select(sa.cast(CARD.c.card, sa.Text).label("card")).where(
        CARD.c.published, CARD.c.words.overlap(words)
    )
    if category is not None:
        statement = statement.where(sa.or_(CARD.c.category == category, CARD.c.category.is_(None)))
    return statement.order_by(shared.desc(), CARD.c.listing_id.desc()).limit(CANDIDATES)


async def _fitting(found: Iterable[tuple[_Stated, ListingCard]], pasts: Pasts, today: date) -> list[Pair]:
    pairs = []
    for place, (demand, card) in enumerate(found, 1):
        if (pair := _pair(demand, card, pasts, today)) is not None:
            pairs.append(pair)
        if not place % AT_A_STRETCH:
            await asyncio.sleep(0)
    return pairs


def _pair(demand: _Stated, card: ListingCard, pasts: Pasts, today: date) -> Pair | None:
    coop, buyer = pasts[card.organisation.id], pasts[demand.buyer_id]
    found = fit_to_suggest(demand.body, card, today, coop, buyer)
    if found is None:
        return None
    return Pair(
        demand_id=demand.id,
        listing_id=card.id,
        score=found.score,
        requirements=found.requirements,
        coop_id=card.organisation.id,
        band=found.band,
        lot=lot(demand.id, card.id),
        basis=ScoreBasis(
            weights=WEIGHTS.version,
            day=today,
            demand_version=demand.version,
            listing_version=card.version,
            weighed=found.weighed,
            coop=coop,
            buyer=buyer,
        ),
    )
