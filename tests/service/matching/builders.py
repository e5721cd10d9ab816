"""Organisations, listings and demands for tests. Each call makes new ones; words keep tests out of each other's way."""

import itertools
from datetime import date
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from shared.actor import Actor
from shared.contracts.listings import ListingCard, ListingPublished, ListingWithdrawn
from shared.contracts.matching import DemandBody, PutDemand
from shared.contracts.registry import Kind, Organisation, OrganisationChanged, OrganisationStatus
from shared.contracts.values import Capacity, Named, Quantity, Unit
from shared.ids import uuid7
from tests.support.surroundings import Surroundings, account

_numbers = itertools.count(1)


def a_product() -> str:
    """A name that no other test uses."""
    return f"pomelo{next(_numbers)}x"


def an_organisation(kind: Kind, status: OrganisationStatus = "verified", version: int = 1) -> Organisation:
    return Organisation(
        id=uuid7(),
        version=version,
        name=f"{kind} {next(_numbers)}",
        kind=kind,
        legal_form="HTX" if kind == "coop" else "foreign",
        sector=None,
        country="VN" if kind == "coop" else "JP",
        province=None,
        status=status,
    )


def kilograms(amount: int, unit: Unit = "KGM") -> Quantity:
    return Quantity(amount=Decimal(amount), unit=unit)


def a_card(name: str, coop: Organisation, version: int = 1) -> ListingCard:
    return ListingCard(
        id=uuid7(),
        version=version,
        status="published",
        sku="A-1",
        names={"vi": name},
        organisation=Named(id=coop.id, name=coop.name),
        province="24",
        category=None,
        stars=None,
        ocop=None,
        certificates=[],
        price=None,
        moq=None,
        capacity=None,
        photo_id=None,
    )


def monthly(amount: int, unit: Unit = "KGM") -> Capacity:
    return Capacity(unit=unit, by_month=[Decimal(amount)] * 12)


def published(card: ListingCard) -> ListingPublished:
    return ListingPublished(id=card.id, version=card.version, listing=card)


def withdrawn(card: ListingCard) -> ListingWithdrawn:
    return ListingWithdrawn(id=card.id, version=card.version + 1, organisation_id=card.organisation.id)


def a_demand(what: str, buyer: UUID, deadline: date | None = None) -> PutDemand:
    return PutDemand(
        demand_id=uuid7(),
        organisation_id=buyer,
        body=DemandBody(what=what, destination="JP", deadline=deadline),
    )


def revised(card: ListingCard, **changes: object) -> ListingCard:
    return replace(card, version=card.version + 1, **changes)


async def known(around: Surroundings, kind: Kind, status: OrganisationStatus = "verified") -> Organisation:
    """An organisation of which the service has heard."""
    organisation = an_organisation(kind, status)
    await around.tell(OrganisationChanged(id=organisation.id, version=1, organisation=organisation))
    await around.settled()
    return organisation


def speaker(organisation: Organisation) -> Actor:
    return account("coop" if organisation.kind == "coop" else "buyer", speaks_for=[organisation.id])
