"""The catalogue's projection of published listings, and the card that each listing shows."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.listings.cards import cards_by_id
from services.listings.models import CatalogueEntry, Listing, Organisation
from services.listings.terms import terms
from shared.contracts.listings import ListingBody, ListingCard
from shared.contracts.registry import Organisation as OrganisationFacts
from shared.messaging import Transaction
from shared.ocop import last_day

ENTRY = CatalogueEntry.metadata.tables["catalogue_entry"]
KEPT = frozenset({"listing_id", "published_at"})
"""Columns that a revision leaves alone."""


async def show(listings: Sequence[Listing], organisation: Organisation, tx: Transaction) -> list[ListingCard]:
    """Write the catalogue's entries of one organisation's listings and return their cards."""
    bodies = [listing.stated for listing in listings]
    await tx.session.flush()
    connection = await tx.session.connection()
    rows = [_row(listing, body, organisation, tx) for listing, body in zip(listings, bodies, strict=True)]
    await connection.execute(_UPSERT, rows)
    return await cards_by_id([listing.id for listing in listings], tx)


async def hide(listing_id: UUID, tx: Transaction) -> None:
    await tx.session.exec(sa.delete(ENTRY).where(ENTRY.c.listing_id == listing_id))


async def follow(organisation: OrganisationFacts, tx: Transaction) -> None:
    """The organisation has another name or province."""
    name = sa.func.to_tsvector(sa.text("'simple'"), " ".join(terms(organisation.name)))
    others = sa.func.ts_filter(ENTRY.c.terms, sa.text("""'{a,d}'"""))
    renamed = others.op("||")(sa.func.setweight(name, sa.text("'C'")))
    entries = sa.update(ENTRY).where(ENTRY.c.organisation_id == organisation.id)
    await tx.session.exec(entries.values(province=organisation.province, terms=renamed))


def _row(listing: Listing, body: ListingBody, organisation: Organisation, tx: Transaction) -> dict[str, Any]:
    return {
        "listing_id": listing.id,
        "organisation_id": organisation.id,
        "published_at": tx.now,
        "category": body.category,
        "stars": body.ocop and body.ocop.stars,
        "stars_until": body.ocop and last_day(body.ocop.issued),
        "province": organisation.province,
        "certificates": sorted({certificate.scheme for certificate in body.certificates}),
        "name_terms": " ".join(terms(" ".join([*body.names.values(), body.sku]))),
        "organisation_terms": " ".join(terms(organisation.name)),
        "description_terms": " ".join(terms(" ".join(body.descriptions.values()))),
    }


def _vector() -> sa.ColumnElement[str]:
    """Names weigh A, the co-op C, descriptions D."""
    weighted = [
        sa.func.setweight(sa.func.to_tsvector(sa.text("'simple'"), sa.bindparam(name, type_=sa.Text)), sa.text(weight))
        for name, weight in (("name_terms", "'A'"), ("organisation_terms", "'C'"), ("description_terms", "'D'"))
    ]
    return weighted[0].op("||")(weighted[1]).op("||")(weighted[2])


_insert = insert(ENTRY).values(
    terms=_vector(), **{column.name: sa.bindparam(column.name) for column in ENTRY.c if column.name != "terms"}
)
_UPSERT = _insert.on_conflict_do_update(
    index_elements=["listing_id"],
    set_={column.name: _insert.excluded[column.name] for column in ENTRY.c if column.name not in KEPT},
)
