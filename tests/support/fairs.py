"""A running `fairs`, and builders of what it is asked."""

import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
import pytest

from services.fairs.service import SERVICE
from shared.actor import Actor
from shared.contracts.fairs import booths as contract
from shared.contracts.fairs.bookings import BookBooth
from shared.contracts.fairs.booths import GetBooths
from shared.contracts.fairs.fair import FairBody, HallBody, PutFair
from shared.contracts.listings import GetCards, ListingCard, ListingPublished, OwnListings
from shared.contracts.message import Event, Reply, Request
from shared.contracts.registry import (
    AddressesShown,
    GetOrganisation,
    MetAddress,
    Organisation,
    OrganisationChanged,
    ShowAddresses,
)
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.ids import uuid7
from tests.support.surroundings import Surroundings, account, surroundings

E = TypeVar("E", bound=Event)

NOON = datetime(2031, 3, 1, 12, tzinfo=UTC)
EVENING = datetime(2031, 3, 3, 18, tzinfo=UTC)


def organizer() -> Actor:
    return account("organizer")


def speaker(*organisations: UUID) -> Actor:
    """Somebody of a co-op."""
    return account("coop", speaks_for=organisations)


def a_hall(code: str = "H1", rows: int = 2, columns: int = 3) -> HallBody:
    return HallBody(code=code, rows=rows, columns=columns)


def a_body(**changes: Any) -> FairBody:
    body = FairBody(
        name="Hội chợ OCOP",
        status="open",
        starts_at=NOON,
        ends_at=EVENING,
        venue="Nhà thi đấu Bắc Ninh",
        booking="direct",
        halls=[a_hall()],
    )
    return msgspec.structs.replace(body, **changes)


def a_booking(fair_id: UUID, booth_id: UUID, organisation_id: UUID) -> BookBooth:
    return BookBooth(booking_id=uuid7(), fair_id=fair_id, booth_id=booth_id, organisation_id=organisation_id)


async def refusal(stage: "Stage", message: Request[Any], by: Actor | UUID) -> str:
    """The code with which it is refused to that actor, or to who speaks for that organisation."""
    with pytest.raises(Rejected) as refused:
        await stage.ask(message, by if isinstance(by, Actor) else speaker(by))
    return refused.value.code


class Stage:
    """`organisations` and `cards`: what registry and listings answer when they are asked."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.organisations: dict[UUID, Organisation] = {}
        self.cards: dict[UUID, ListingCard] = {}
        self.asked: list[Request[Any]] = []

    async def ask(self, message: Request[Reply], actor: Actor | None = None) -> Reply:
        return await self.around.ask(message, actor)

    async def hear(self, event: Event) -> None:
        """Returns when the service has reacted."""
        await self.around.tell(event)
        await self.around.settled()

    async def all_told(self, kind: type[E], key: UUID) -> list[E]:
        """Every event of that kind about that entity."""
        await self.around.settled()
        return self.around.told(kind, key)

    def answer_organisation(self, query: GetOrganisation) -> Organisation:
        self.asked.append(query)
        if query.organisation_id not in self.organisations:
            raise Rejected("organisation_unknown")
        return self.organisations[query.organisation_id]

    def answer_cards(self, query: GetCards) -> OwnListings:
        self.asked.append(query)
        items = [self.cards[key] for key in query.listing_ids if key in self.cards]
        return OwnListings(items=items, total=len(items))

    def answer_addresses(self, command: ShowAddresses) -> AddressesShown:
        self.asked.append(command)
        items = [MetAddress(lead_id=one.lead_id, email=f"{one.account_id}@example.org") for one in command.met]
        return AddressesShown(items=items)

    async def coop(self, status: str = "verified", name: str = "HTX Thắng Thủy") -> UUID:
        """An organisation that the service has heard of."""
        facts = an_organisation(status=status, name=name)
        await self.hear(OrganisationChanged(id=facts.id, version=facts.version, organisation=facts))
        return facts.id

    async def listing(self, organisation_id: UUID, name: str = "Mắm tôm") -> UUID:
        card = a_card(organisation_id, name=name)
        await self.hear(ListingPublished(id=card.id, version=card.version, listing=card))
        return card.id

    async def fair(self, **changes: Any) -> UUID:
        fair_id = uuid7()
        await self.ask(PutFair(fair_id=fair_id, body=a_body(**changes)), organizer())
        return fair_id

    async def revise(self, fair_id: UUID, expected_version: int, **changes: Any) -> None:
        body = a_body(**changes)
        await self.ask(PutFair(fair_id=fair_id, expected_version=expected_version, body=body), organizer())

    async def booths(self, fair_id: UUID) -> dict[str, contract.Booth]:
        plan = await self.ask(GetBooths(fair_id=fair_id), organizer())
        return {booth.code: booth for booth in plan.items}

    async def booth(self, fair_id: UUID, code: str = "A01") -> UUID:
        return (await self.booths(fair_id))[code].id


def an_organisation(**changes: Any) -> Organisation:
    facts = Organisation(
        id=uuid7(),
        version=1,
        name="HTX Thắng Thủy",
        kind="coop",
        legal_form="HTX",
        sector="NN",
        country="VN",
        province="24",
        status="verified",
    )
    return msgspec.structs.replace(facts, **changes)


def a_card(organisation_id: UUID, **changes: Any) -> ListingCard:
    name = changes.pop("name", "Mắm tôm")
    card = ListingCard(
        id=uuid7(),
        version=1,
        status="published",
        sku="MT-500",
        names={"en": "Shrimp paste", "vi": name},
        organisation=Named(id=organisation_id, name="HTX Thắng Thủy"),
        province="24",
        category="food",
        stars=None,
        ocop=None,
        certificates=[],
        price=None,
        moq=None,
        capacity=None,
        photo_id=None,
    )
    return msgspec.structs.replace(card, **changes)


@contextlib.asynccontextmanager
async def running_fairs() -> AsyncIterator[Stage]:
    async with surroundings(SERVICE, voices=("registry", "listings")) as around:
        stage = Stage(around)
        registry = around.answering(GetOrganisation, stage.answer_organisation)
        addresses = around.answering(ShowAddresses, stage.answer_addresses)
        listings = around.answering(GetCards, stage.answer_cards)
        async with registry, addresses, listings:
            yield stage
