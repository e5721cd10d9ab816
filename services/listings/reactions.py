"""What listings does on hearing of organisations."""

from msgspec.structs import asdict
from sqlalchemy.dialects.postgresql import insert

from services.listings import catalogue
from services.listings.models import Organisation
from shared.contracts.registry import Organisation as OrganisationFacts
from shared.contracts.registry import OrganisationChanged
from shared.messaging import Transaction

COPY = Organisation.metadata.tables["organisation"]


async def organisation_changed(event: OrganisationChanged, tx: Transaction) -> None:
    await know_organisation(event.organisation, tx)


async def know_organisation(facts: OrganisationFacts, tx: Transaction) -> None:
    """Keep the newest version of the copy; the catalogue follows. Many may bring the first one at once.

    A former province is read off the address: a registry that has learnt to do so tells more of the same version.
    """
    stated = insert(COPY).values({column.name: asdict(facts)[column.name] for column in COPY.c})
    told = stated.excluded
    newer = stated.on_conflict_do_update(
        index_elements=["id"],
        set_={column.name: told[column.name] for column in COPY.c},
        where=(COPY.c.version < told.version)
        | ((COPY.c.version == told.version) & COPY.c.former_province.is_(None) & told.former_province.is_not(None)),
    )
    taken = await tx.session.exec(newer)
    if taken.rowcount:
        await catalogue.follow(facts, tx)
