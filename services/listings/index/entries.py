"""The catalogue's entries as the database has them, with the cards that they show."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.listings.cards import LISTING, card_columns, card_json, card_of
from services.listings.index.documents import Entry
from services.listings.index.statements import ENTRY, STANDING
from services.listings.indexing import thing_of
from services.listings.tags import verdicts
from shared.messaging import Reading

AT_ONCE = 100
"""Entries between two turns of the event loop."""


async def all_entries(reading: Reading) -> AsyncIterator[list[Entry]]:
    after = UUID(int=0)
    while True:
        page = _whole().where(ENTRY.c.listing_id > after).order_by(ENTRY.c.listing_id).limit(AT_ONCE)
        entries = await _read(page, reading)
        if not entries:
            return
        yield entries
        after = entries[-1].listing_id


async def _read(statement: sa.Select[Any], reading: Reading) -> list[Entry]:
    rows = await reading.execute(statement)
    return [
        Entry(
            listing_id=row.id,
            terms=row.terms,
            tags=row.tags,
            concepts=row.concepts,
            standing=row.stands,
            published=row.published,
            price=row.price,
            supply=row.supply,
            card=card_json(card_of(row, reading, verdicts(row.tags))),
            thing=thing_of(row.terms),
        )
        for row in rows
    ]


def _whole() -> sa.Select[Any]:
    columns = card_columns().add_columns(
        *(ENTRY.c[name] for name in ("tags", "concepts", "price", "supply")),
        sa.func.tsvector_to_array(ENTRY.c.terms).label("terms"),
        STANDING.label("stands"),
        sa.cast(sa.func.extract("epoch", ENTRY.c.published_at) * 1_000_000, sa.BigInteger).label("published"),
    )
    return columns.join(ENTRY, ENTRY.c.listing_id == LISTING.c.id)


async def entries_of(listing_ids: Sequence[UUID], reading: Reading) -> list[Entry]:
    """Those that are published."""
    return await _read(_whole().where(ENTRY.c.listing_id.in_(listing_ids)), reading)
