"""Foreign things that a command names and matching has not heard of yet: their owner is asked once."""

from uuid import UUID

import msgspec

from services.matching.models import Card, Organisation
from shared.actor import Actor
from shared.contracts.agreements import StateAgreement
from shared.contracts.baskets import AddToBasket
from shared.contracts.demand_sheets import ImportDemands
from shared.contracts.fairs.fair import Fair, GetFair
from shared.contracts.inquiries import WriteInquiry
from shared.contracts.listings import GetCards, ListingCard
from shared.contracts.matching import PutDemand, RequestMatch
from shared.contracts.registry import GetOrganisation
from shared.contracts.registry import Organisation as OrganisationFacts
from shared.messaging import Ports
from shared.messaging.transaction import open_session


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What matching did not know of a listing and its co-op."""

    card: ListingCard | None
    coop: OrganisationFacts | None


async def unknown_buyer(command: PutDemand | ImportDemands, ports: Ports, _: Actor) -> OrganisationFacts | None:
    return await _unknown_organisation(command.organisation_id, ports)


async def unknown_offer(command: RequestMatch | AddToBasket | WriteInquiry, ports: Ports, _: Actor) -> Offer | None:
    """None also for a listing that nobody knows: the handler says so."""
    async with open_session(ports.engine) as session:
        known = await session.get(Card, command.listing_id)
    if known is not None and known.card is not None:
        coop = await _unknown_organisation(known.card.organisation.id, ports)
        return Offer(card=None, coop=coop) if coop else None
    found = await ports.ask(GetCards(listing_ids=[command.listing_id]))
    if not found.items:
        return None
    [card] = found.items
    return Offer(card=card, coop=await _unknown_organisation(card.organisation.id, ports))


async def named_fair(command: StateAgreement, ports: Ports, _: Actor) -> Fair | None:
    """The fair at which an agreement was made, as its owner calls it."""
    return None if command.body.fair_id is None else await ports.ask(GetFair(fair_id=command.body.fair_id))


async def _unknown_organisation(organisation_id: UUID, ports: Ports) -> OrganisationFacts | None:
    async with open_session(ports.engine) as session:
        if await session.get(Organisation, organisation_id) is not None:
            return None
    return await ports.ask(GetOrganisation(organisation_id=organisation_id))
