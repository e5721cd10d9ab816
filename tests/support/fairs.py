"""A running `fairs` with real PostgreSQL and NATS, spoken to in messages; its neighbours are stand-ins on the bus."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
import pytest
import sqlalchemy as sa
from nats.aio.client import Client as Connection
from nats.aio.msg import Msg
from nats.micro.request import ERROR_CODE_HEADER
from sqlalchemy.ext.asyncio import AsyncEngine

from deploy.local.bus import Declaration
from deploy.local.provision import declared, make_databases
from deploy.local.stack import Stack
from services.fairs.models import TABLES
from services.fairs.service import SERVICE
from shared.actor import Actor, Signer
from shared.contracts import fairs as contract
from shared.contracts.fairs import BookBooth, FairBody, GetBooths, HallBody, PutFair
from shared.contracts.listings import GetCards, ListingCard, ListingPublished, OwnListings
from shared.contracts.message import Event, Reply, Request
from shared.contracts.registry import GetOrganisation, Organisation, OrganisationChanged
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.ids import uuid7
from shared.messaging.client import Client
from shared.messaging.process import Running, connect
from shared.settings import read_settings
from tests.support.eventually import eventually_async
from tests.support.stack import data_directory, running_servers

NEIGHBOURS = ("registry", "listings")
EventType = TypeVar("EventType", bound=Event)

NOON = datetime(2031, 3, 1, 12, tzinfo=UTC)
EVENING = datetime(2031, 3, 3, 18, tzinfo=UTC)


def organizer() -> Actor:
    return Actor(kind="account", account_id=uuid7(), roles=frozenset({"organizer"}))


def speaker(*organisations: UUID) -> Actor:
    """Somebody of a co-op."""
    return Actor(kind="account", account_id=uuid7(), roles=frozenset({"coop"}), organisations=frozenset(organisations))


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


@dataclass
class Stage:
    """`told`: what the service published, in its order. `cards`, `organisations`: what the neighbours answer."""

    stack: Stack
    service: Running
    web: Connection
    neighbours: dict[str, Connection]
    signer: Signer
    told: list[Msg] = field(default_factory=list)
    cards: dict[UUID, ListingCard] = field(default_factory=dict)
    organisations: dict[UUID, Organisation] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def engine(self) -> AsyncEngine:
        return self.service.engine

    def token(self, actor: Actor) -> str:
        return self.signer.token(actor, "fairs.v1.")

    async def ask(self, message: Request[Reply], actor: Actor | None = None) -> Reply:
        token = None if actor is None else self.token(actor)
        return await Client(self.web).request(message, actor=token)

    async def hear(self, event: Event) -> None:
        """A neighbour tells it; returns when the service has reacted."""
        owner = self.neighbours[event.subject.split(".", 1)[0]]
        message_id = str(uuid7())
        await owner.jetstream().publish(event.subject, msgspec.json.encode(event), headers={"ce-id": message_id})
        entered = sa.select(TABLES.inbox.c.message_id).where(TABLES.inbox.c.message_id == UUID(message_id))
        await eventually_async(lambda: self.scalar(entered))

    async def scalar(self, statement: sa.Select[Any]) -> Any:
        async with self.engine.connect() as connection:
            return await connection.scalar(statement)

    async def all_told(self, kind: type[EventType], key: UUID) -> list[EventType]:
        """Every event of that kind about that entity, once the outbox is empty."""
        waiting = sa.select(sa.func.count()).select_from(TABLES.outbox)

        async def empty() -> bool:
            return bool(await self.scalar(waiting) == 0)

        await eventually_async(empty)
        await self.web.flush()
        found = [msgspec.json.decode(heard.data, type=kind) for heard in self.told if heard.subject == kind.subject]
        return [event for event in found if event.id == key]

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
    neighbours = [Declaration(name=name, listens={}, asks=[]) for name in NEIGHBOURS]
    async with contextlib.AsyncExitStack() as opened:
        path = opened.enter_context(data_directory())
        stack = await opened.enter_async_context(running_servers(path, [declared("fairs"), *neighbours]))
        await asyncio.to_thread(make_databases, stack, ["fairs"])
        service = await opened.enter_async_context(Running(SERVICE, read_settings(stack.environment("fairs"))))
        connections = {name: await _joined(stack, name, opened) for name in (*NEIGHBOURS, "web")}
        web = connections.pop("web")
        stage = Stage(stack, service, web, connections, Signer(stack.directory.key("registry")))
        await _answer_for_neighbours(stage)
        yield stage


async def _joined(stack: Stack, user: str, opened: contextlib.AsyncExitStack) -> Connection:
    connection = await connect(read_settings(stack.environment(user)))
    opened.push_async_callback(connection.close)
    return connection


async def _answer_for_neighbours(stage: Stage) -> None:
    async def get_organisation(request: Msg) -> None:
        wanted = msgspec.json.decode(request.data, type=GetOrganisation)
        stage.asked.append(request.subject)
        found = stage.organisations.get(wanted.organisation_id)
        if found is None:
            refusal = {ERROR_CODE_HEADER: "organisation_unknown"}
            await stage.neighbours["registry"].publish(request.reply, b"{}", headers=refusal)
        else:
            await request.respond(msgspec.json.encode(found))

    async def get_cards(request: Msg) -> None:
        wanted = msgspec.json.decode(request.data, type=GetCards)
        stage.asked.append(request.subject)
        items = [stage.cards[key] for key in wanted.listing_ids if key in stage.cards]
        await request.respond(msgspec.json.encode(OwnListings(items=items, total=len(items))))

    async def listen(event: Msg) -> None:
        stage.told.append(event)

    await stage.neighbours["registry"].subscribe(GetOrganisation.subject, cb=get_organisation)
    await stage.neighbours["listings"].subscribe(GetCards.subject, cb=get_cards)
    await stage.web.subscribe("fairs.v1.evt.>", cb=listen)
    for connection in (stage.web, *stage.neighbours.values()):
        await connection.flush()
