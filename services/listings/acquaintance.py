"""An organisation that listings was handed but has not heard of: the registry is asked once."""

from datetime import UTC, datetime

from services.listings.models import Organisation
from services.listings.reactions import know_organisation
from shared.actor import Actor
from shared.contracts.importing import ImportListings
from shared.contracts.listings import PutListing
from shared.contracts.registry import GetOrganisation
from shared.errors import Rejected
from shared.messaging import Ports
from shared.messaging.transaction import Transaction, open_session


async def know_seller(command: PutListing | ImportListings, ports: Ports, _: Actor) -> None:
    async with open_session(ports.engine) as session:
        if await session.get(Organisation, command.organisation_id) is not None:
            return
    try:
        facts = await ports.ask(GetOrganisation(organisation_id=command.organisation_id))
    except Rejected:
        return  # the handler says that it is unknown
    async with open_session(ports.engine) as session:
        await know_organisation(
            facts, Transaction(session, Actor(kind="service", service="listings"), datetime.now(UTC))
        )
        await session.commit()
