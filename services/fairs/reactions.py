"""What fairs does on hearing of organisations and listings: it keeps copies, each in its newest version."""

from typing import Any

from sqlalchemy.dialects.postgresql import Insert, insert

from services.fairs.models import Listing, Organisation, Row, table_of
from shared.contracts.listings import ListingCard, ListingPublished, ListingRevised, ListingWithdrawn
from shared.contracts.registry import Organisation as OrganisationFacts
from shared.contracts.registry import OrganisationChanged
from shared.messaging import Transaction


async def organisation_changed(event: OrganisationChanged, tx: Transaction) -> None:
    await tx.session.exec(organisation_copy(event.organisation))


async def listing_published(event: ListingPublished, tx: Transaction) -> None:
    await tx.session.exec(listing_copy(event.listing))


async def listing_revised(event: ListingRevised, tx: Transaction) -> None:
    await tx.session.exec(listing_copy(event.listing))


async def listing_withdrawn(event: ListingWithdrawn, tx: Transaction) -> None:
    """Its name stays for the applications that show it."""
    row = {"id": event.id, "version": event.version, "organisation_id": event.organisation_id, "published": False}
    await tx.session.exec(_newest(Listing, {**row, "name": ""}, keeps=("id", "name")))


def organisation_copy(facts: OrganisationFacts) -> Insert:
    columns = ("id", "version", "name", "kind", "status", "province", "country")
    return _newest(Organisation, {column: getattr(facts, column) for column in columns})


def listing_copy(card: ListingCard) -> Insert:
    row = {
        "id": card.id,
        "version": card.version,
        "organisation_id": card.organisation.id,
        "name": card.names.get("vi") or next(iter(card.names.values()), card.sku),
        "category": card.category,
        "stars": card.stars,
        "published": card.status == "published",
    }
    return _newest(Listing, row)


def _newest(model: type[Row], row: dict[str, Any], keeps: tuple[str, ...] = ("id",)) -> Insert:
    """Insert, or replace an older version: order and repeats of events do not matter."""
    table = table_of(model)
    statement = insert(table).values(row)
    return statement.on_conflict_do_update(
        index_elements=["id"],
        set_={column: statement.excluded[column] for column in row if column not in keeps},
        where=table.c.version < statement.excluded.version,
    )
