"""The catalogue's projection of published listings, and the card that each listing shows."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.listings.cards import cards_by_id
from services.listings.indexing import Indexed, indexed, seller_terms
from services.listings.language.vocabulary import fingerprint, vocabulary
from services.listings.models import CatalogueEntry, Listing, Organisation
from shared.contracts.listings import ListingBody, ListingCard
from shared.contracts.registry import Organisation as OrganisationFacts
from shared.messaging import Transaction
from shared.ocop import last_day, valid_stars

ENTRY = CatalogueEntry.metadata.tables["catalogue_entry"]
KEPT = frozenset({"listing_id", "published_at"})
"""Columns that a revision leaves alone."""


async def show(listings: Sequence[Listing], organisation: Organisation, tx: Transaction) -> list[ListingCard]:
    """Write the catalogue's entries of one organisation's listings and return their cards."""
    await tx.session.flush()
    await write(listings, organisation, tx)
    return await cards_by_id([listing.id for listing in listings], tx)


async def write(listings: Sequence[Listing], organisation: Organisation, tx: Transaction) -> None:
    connection = await tx.session.connection()
    bodies = {listing.id: listing.stated for listing in listings}
    found = {key: indexed(body, organisation.name, vocabulary()) for key, body in bodies.items()}
    turns = await _turns(organisation.id, found, connection)
    rows = [_row(key, body, organisation, tx) | _terms(found[key], turns[key]) for key, body in bodies.items()]
    await connection.execute(_UPSERT, rows)


async def hide(listing_id: UUID, tx: Transaction) -> None:
    await tx.session.exec(sa.delete(ENTRY).where(ENTRY.c.listing_id == listing_id))


async def follow(organisation: OrganisationFacts, tx: Transaction) -> None:
    """The organisation has another name or province."""
    old = sa.func.unnest(sa.func.tsvector_to_array(ENTRY.c.terms)).column_valued("old")
    others = sa.select(old).where(old.not_like("o:%")).scalar_subquery()
    renamed = sa.func.array(others).op("||")(sa.cast(sorted(seller_terms(organisation.name)), sa.ARRAY(sa.Text)))
    entries = sa.update(ENTRY).where(ENTRY.c.organisation_id == organisation.id)
    await tx.session.exec(entries.values(province=organisation.province, terms=sa.func.array_to_tsvector(renamed)))


def _row(listing_id: UUID, body: ListingBody, organisation: Organisation, tx: Transaction) -> dict[str, Any]:
    stars = valid_stars(body.ocop, tx.today)
    return {
        "listing_id": listing_id,
        "organisation_id": organisation.id,
        "published_at": tx.now,
        "category": body.category,
        "stars": stars,
        "stars_until": last_day(body.ocop.issued) if body.ocop and stars else None,
        "province": organisation.province,
        "certificates": sorted({certificate.scheme for certificate in body.certificates}),
    }


def _terms(found: Indexed, turn: int) -> dict[str, Any]:
    return {
        "terms": found.terms,
        "concepts": found.concepts,
        "turn": turn,
        "completeness": found.completeness,
        "indexed_with": fingerprint(),
    }


async def _turns(organisation_id: UUID, found: dict[UUID, Indexed], connection: AsyncConnection) -> dict[UUID, int]:
    """For each listing the lowest turn that none of the co-op's listings with the same head concept has."""
    others = sa.select(ENTRY.c.concepts[1].label("head"), ENTRY.c.turn).where(
        ENTRY.c.organisation_id == organisation_id, ENTRY.c.listing_id.not_in(found)
    )
    taken: dict[str | None, set[int]] = defaultdict(set)
    for row in await connection.execute(others):
        taken[row.head].add(row.turn)
    turns = {}
    for key, one in found.items():
        free = taken[one.head]
        turns[key] = next(turn for turn in range(1, len(free) + 2) if turn not in free)
        free.add(turns[key])
    return turns


_insert = insert(ENTRY).values(
    terms=sa.func.array_to_tsvector(sa.bindparam("terms", type_=sa.ARRAY(sa.Text))),
    **{column.name: sa.bindparam(column.name) for column in ENTRY.c if column.name != "terms"},
)
_UPSERT = _insert.on_conflict_do_update(
    index_elements=["listing_id"],
    set_={column.name: _insert.excluded[column.name] for column in ENTRY.c if column.name not in KEPT},
)
