"""Suggestions: demands held against listings, many at a time, in the transaction of whatever changed.

A demand being stated and a listing being published at the same moment do not see each other's uncommitted rows, and
neither would suggest the pair. So both sides take one advisory lock, listings exclusively, before any other lock.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Self
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from services.matching.fit import fit
from services.matching.models import CARD, DEMAND, SUGGESTION, Demand
from services.matching.recording import KEPT, Pair, record
from shared.contracts.listings import ListingCard
from shared.contracts.matching import DemandBody
from shared.contracts.values import Category
from shared.messaging import Transaction

CANDIDATES = 2000
"""Listings that a demand is held against: those that share the most words with it."""

LOCK = 0x6D61746368

decode_card = msgspec.json.Decoder(ListingCard).decode
decode_body = msgspec.json.Decoder(DemandBody).decode


async def hold_demands_still(tx: Transaction) -> None:
    """Until the commit no demand is stated and no other listing is matched."""
    await (await tx.session.connection()).execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))


async def hold_listings_still(tx: Transaction) -> None:
    """Until the commit no listing is matched; other demands may be stated."""
    await (await tx.session.connection()).execute(sa.select(sa.func.pg_advisory_xact_lock_shared(LOCK)))


async def suggest_demand(demand: Demand, tx: Transaction) -> None:
    """Hold one demand against the published listings."""
    await tx.session.flush()
    pairs: list[Pair] = []
    if demand.status == "open":
        body = demand.stated
        connection = await tx.session.connection()
        found = await connection.execute(_candidates(demand.words, body.category))
        pairs = _fitting(((demand.id, body, decode_card(row.card)) for row in found), tx.today)
        pairs = sorted(pairs, key=lambda pair: (-pair.score, pair.listing_id))[:KEPT]
    await record(pairs, SUGGESTION.c.demand_id == demand.id, tx)


async def suggest_cards(listing_ids: Sequence[UUID], tx: Transaction) -> None:
    """Hold these listings against the open demands."""
    if not listing_ids:
        return
    connection = await tx.session.connection()
    chosen = sa.select(CARD.c.words, sa.cast(CARD.c.card, sa.Text)).where(
        CARD.c.listing_id.in_(listing_ids), CARD.c.published
    )
    cards = [(words, decode_card(card)) for words, card in await connection.execute(chosen)]
    demands = await _OpenDemands.naming({word for words, _ in cards for word in words}, connection)
    triples = ((*demand, card) for words, card in cards for demand in demands.sharing(words))
    await record(_fitting(triples, tx.today), SUGGESTION.c.listing_id.in_(listing_ids), tx)


class _OpenDemands:
    """Open demands by the words that they share with a batch of listings."""

    def __init__(self) -> None:
        self._bodies: dict[UUID, DemandBody] = {}
        self._by_word: dict[str, list[UUID]] = {}

    @classmethod
    async def naming(cls, words: Iterable[str], connection: AsyncConnection) -> Self:
        found = cls()
        statement = sa.select(DEMAND.c.id, DEMAND.c.words, sa.cast(DEMAND.c.body, sa.Text)).where(
            DEMAND.c.status == "open", DEMAND.c.words.overlap(sorted(words))
        )
        for key, named, body in await connection.execute(statement):
            found._bodies[key] = decode_body(body)
            for word in named:
                found._by_word.setdefault(word, []).append(key)
        return found

    def sharing(self, words: Iterable[str]) -> list[tuple[UUID, DemandBody]]:
        keys = {key for word in words for key in self._by_word.get(word, ())}
        return [(key, self._bodies[key]) for key in keys]


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


def _fitting(triples: Iterable[tuple[UUID, DemandBody, ListingCard]], today: date) -> list[Pair]:
    fits = ((demand_id, card.id, fit(body, card, today)) for demand_id, body, card in triples)
    return [
        Pair(demand_id, listing_id, found.score, found.requirements)
        for demand_id, listing_id, found in fits
        if found.is_worth_suggesting
    ]
