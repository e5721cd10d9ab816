"""What listings does on hearing of organisations."""

import sqlalchemy as sa

from services.listings.catalogue import ENTRY
from services.listings.models import Organisation
from shared.contracts.registry import Organisation as OrganisationFacts
from shared.contracts.registry import OrganisationChanged
from shared.messaging import Transaction


async def organisation_changed(event: OrganisationChanged, tx: Transaction) -> None:
    await know_organisation(event.organisation, tx)


async def know_organisation(facts: OrganisationFacts, tx: Transaction) -> None:
    """Keep the newest version of the copy; the catalogue follows its province."""
    known = await tx.session.get(Organisation, facts.id, with_for_update=True)
    if known is None:
        tx.add(Organisation.of(facts))
    elif known.version < facts.version:
        known.take(facts)
        moved = sa.update(ENTRY).where(ENTRY.c.organisation_id == facts.id).values(province=facts.province)
        await tx.session.exec(moved)
