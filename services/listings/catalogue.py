"""The catalogue's projection of published listings, and the card that each listing shows."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.listings.cards import cards_by_id
from services.listings.indexing import SELLER_FIELDS, Indexed, indexed, seller_terms
from services.listings.language.vocabulary import fingerprint, vocabulary
from services.listings.models import TEXTS, CatalogueChange, CatalogueEntry, Listing, Organisation, table_of
from services.listings.readiness import rules
from services.listings.standing import standing
from services.listings.supply import points
from services.listings.tags import comparable_price, fades, tags
from shared.contracts.listings import ListingBody, ListingCard
from shared.contracts.registry import Organisation as OrganisationFacts
from shared.messaging import Reading, Transaction

ENTRY = table_of(CatalogueEntry)
CHANGE = table_of(CatalogueChange)
KEPT = frozenset({"listing_id", "published_at"})
"""Columns that a revision leaves alone."""


@lru_cache(maxsize=2)
def written_with(today: date) -> str:
    """The lexicon and the markets' rules of the day: entries that were written with others are written anew."""
    return f"{fingerprint()} {rules.fingerprint(rules.rules_on(today))}"


async def show(listings: Sequence[Listing], organisation: Organisation, tx: Transaction) -> list[ListingCard]:
    """Write the catalogue's entries of one organisation's listings and return their cards."""
    await tx.session.flush()
    await write(listings, organisation, tx)
    return await cards_by_id([listing.id for listing in listings], tx)


async def write(listings: Sequence[Listing], organisation: Organisation, tx: Transaction) -> None:
    bodies = {listing.id: listing.stated for listing in listings}
    seller = seller_terms(organisation.name, organisation.provinces)
    found = {key: indexed(body, seller, vocabulary()) for key, body in bodies.items()}
    turns = await _turns(organisation.id, found, tx)
    rows = [_row(key, body, found[key], organisation, turns[key], tx) for key, body in bodies.items()]
    await tx.execute(_UPSERT, rows)
    await mark_changed(list(bodies), tx)


async def hide(listing_id: UUID, tx: Transaction) -> None:
    await tx.session.exec(sa.delete(ENTRY).where(ENTRY.c.listing_id == listing_id))
    await mark_changed([listing_id], tx)


async def mark_changed(listing_ids: Sequence[UUID], tx: Transaction) -> None:
    """The catalogue shows something else of these than before. In one order, so that no two wait for each other."""
    await tx.execute(_MARK, {"listing_ids": sorted(listing_ids)})


async def follow(organisation: OrganisationFacts, tx: Transaction) -> None:
    """The organisation has another name or province."""
    old = sa.func.unnest(sa.func.tsvector_to_array(ENTRY.c.terms)).column_valued("old")
    others = sa.select(old).where(*(old.not_like(f"{field}%") for field in SELLER_FIELDS)).scalar_subquery()
    provinces = [code for code in (organisation.province, organisation.former_province) if code is not None]
    renamed = sa.func.array(others).op("||")(sa.cast(sorted(seller_terms(organisation.name, provinces)), TEXTS))
    tag = sa.func.unnest(ENTRY.c.tags).column_valued("tag")
    elsewhere = sa.func.array(sa.select(tag).where(tag.not_like("province:%")).scalar_subquery())
    entries = sa.update(ENTRY).where(ENTRY.c.organisation_id == organisation.id).returning(ENTRY.c.listing_id)
    moved = elsewhere.op("||")(sa.cast([f"province:{code}" for code in provinces], TEXTS))
    changed = await tx.session.exec(entries.values(tags=moved, terms=sa.func.array_to_tsvector(renamed)))
    await mark_changed([row.listing_id for row in changed], tx)


def _row(
    listing_id: UUID, body: ListingBody, found: Indexed, organisation: Organisation, turn: int, tx: Transaction
) -> dict[str, Any]:
    return {
        "listing_id": listing_id,
        "organisation_id": organisation.id,
        "published_at": tx.now,
        "terms": found.terms,
        "tags": tags(body, organisation.provinces, found.chapters, tx.today),
        "price": comparable_price(body.price, tx.today),
        "supply": points(body.capacity),
        "concepts": found.concepts,
        "turn": turn,
        "standing": standing(body, turn, tx.today),
        "fades": fades(body, tx.today),
        "indexed_with": written_with(tx.today),
    }


async def _turns(organisation_id: UUID, found: dict[UUID, Indexed], reading: Reading) -> dict[UUID, int]:
    """For each listing the lowest turn that none of the co-op's listings with the same head concept has."""
    others = sa.select(ENTRY.c.concepts[1].label("head"), ENTRY.c.turn).where(
        ENTRY.c.organisation_id == organisation_id, ENTRY.c.listing_id.not_in(found)
    )
    taken: dict[str | None, set[int]] = defaultdict(set)
    for row in await reading.execute(others):
        taken[row.head].add(row.turn)
    turns = {}
    for key, one in found.items():
        free = taken[one.head]
        turns[key] = next(turn for turn in range(1, len(free) + 2) if turn not in free)
        free.add(turns[key])
    return turns


_insert = insert(ENTRY).values(
    terms=sa.func.array_to_tsvector(sa.bindparam("terms", type_=TEXTS)),
    **{column.name: sa.bindparam(column.name) for column in ENTRY.c if column.name != "terms"},
)
_UPSERT = _insert.on_conflict_do_update(
    index_elements=["listing_id"],
    set_={column.name: _insert.excluded[column.name] for column in ENTRY.c if column.name not in KEPT},
)

_listing_ids = sa.func.unnest(sa.bindparam("listing_ids", type_=sa.ARRAY(sa.Uuid)))
_TRANSACTION = sa.cast(sa.cast(sa.func.pg_current_xact_id(), sa.Text), sa.BigInteger)
_marking = insert(CHANGE).from_select(["listing_id", "transaction"], sa.select(_listing_ids, _TRANSACTION))
_MARK = _marking.on_conflict_do_update(
    index_elements=["listing_id"], set_={"transaction": _marking.excluded.transaction}
)
