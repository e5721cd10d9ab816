"""What listings does on hearing of organisations."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import Insert, insert

from services.listings.cards import ORGANISATION
from services.listings.catalogue import ENTRY
from services.listings.models import Organisation
from shared.contracts.registry import Organisation as OrganisationFacts
from shared.contracts.registry import OrganisationChanged
from shared.messaging import Transaction


async def organisation_changed(event: OrganisationChanged, tx: Transaction) -> None:
    await know_organisation(event.organisation, tx)


async def know_organisation(facts: OrganisationFacts, tx: Transaction) -> None:
    """Keep the newest version of the copy, whoever else is just told of it; the catalogue follows its province."""
    told = (await tx.session.exec(_KEEPING, params=Organisation.of(facts).model_dump())).rowcount
    if told:
        moved = sa.update(ENTRY).where(ENTRY.c.organisation_id == facts.id).values(province=facts.province)
        await tx.session.exec(moved)


def _keeping() -> Insert:
    stating = insert(ORGANISATION)
    return stating.on_conflict_do_update(
        index_elements=["id"],
        set_={column.name: stating.excluded[column.name] for column in ORGANISATION.c},
        where=ORGANISATION.c.version < stating.excluded.version,
    )


_KEEPING = _keeping()
