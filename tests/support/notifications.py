"""`notifications` with real PostgreSQL and NATS, its neighbours' voices on the bus, and what people find in it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from nats.aio.client import Client as Connection
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription

from deploy.local.bus import Declaration
from deploy.local.provision import declared, make_databases
from deploy.local.stack import Stack
from services.notifications.models import TABLES
from services.notifications.service import SERVICE
from shared.actor import Actor, Role, Signer
from shared.bus.client import Client
from shared.bus.connection import all_sent, connect
from shared.contracts.message import Event, Reply, Request
from shared.contracts.notifications import INBOX_GREW, Entry, FindLetters, GetInbox, Inbox, InboxGrew, Letter
from shared.contracts.registry import AccountChanged, GetRecipients, Recipient, Recipients
from shared.contracts.values import Language
from shared.ids import uuid7
from shared.messaging.process import Running, open_engine
from shared.settings import Settings, read_settings
from tests.support.eventually import eventually_async
from tests.support.stack import data_directory, running_servers

VOICES = ("registry", "listings", "matching", "fairs")
AUDITOR = Actor(kind="account", account_id=uuid7(), roles=frozenset({"auditor"}))


@dataclass
class Stage:
    """`addresses`: what the registry answers when it is asked where to write to."""

    stack: Stack
    web: Connection
    voices: dict[str, Connection]
    signer: Signer
    addresses: dict[UUID, Recipient] = field(default_factory=dict)
    registry: Subscription | None = None

    @contextlib.asynccontextmanager
    async def without_registry(self) -> AsyncIterator[None]:
        """Nobody answers for the registry meanwhile."""
        assert self.registry is not None
        await self.registry.unsubscribe()
        await all_sent(self.voices["registry"])
        yield
        await answer_for_registry(self)

    @property
    def settings(self) -> Settings:
        return read_settings(self.stack.environment("notifications"))

    @contextlib.asynccontextmanager
    async def running(self, **changes: Any) -> AsyncIterator[Running]:
        """The service, told these settings."""
        async with Running(SERVICE, msgspec.structs.replace(self.settings, **changes)) as service:
            yield service

    async def ask(self, message: Request[Reply], actor: Actor | None) -> Reply:
        token = None if actor is None else self.signer.token(actor, "notifications.v1.")
        return await Client(self.web).request(message, actor=token)

    async def say(self, *events: Event) -> None:
        """Each event by its owner, as something new."""
        for event in events:
            await self.publish(event, uuid7())

    async def publish(self, event: Event, message_id: UUID) -> None:
        voice = self.voices[event.subject.split(".", 1)[0]]
        headers = {"ce-id": str(message_id)}
        await voice.jetstream().publish(event.subject, msgspec.json.encode(event), headers=headers)

    async def tell(self, *events: Event) -> None:
        """Like `say`, until the service has reacted to all of them."""
        ids = [uuid7() for _ in events]
        for event, message_id in zip(events, ids, strict=True):
            await self.publish(event, message_id)
        await self.settled(ids)

    async def settled(self, ids: Sequence[UUID]) -> None:
        entered = sa.select(sa.func.count()).where(TABLES.inbox.c.message_id.in_(ids))

        async def all_entered() -> bool:
            return bool(await self.scalar(entered) == len(set(ids)))

        await eventually_async(all_entered)

    async def scalar(self, statement: sa.Select[Any]) -> Any:
        engine = open_engine(self.settings)
        try:
            async with engine.connect() as connection:
                return await connection.scalar(statement)
        finally:
            await engine.dispose()

    async def account(
        self,
        *roles: Role,
        speaks_for: UUID | None = None,
        locale: Language = "vi",
        zone: str = "",
        email: str = "",
        person_name: str = "Nguyễn Thị Sen",
    ) -> Actor:
        """Somebody whom notifications has heard of and to whom the registry knows an address."""
        who = an_account(*roles, speaks_for=speaks_for)
        account_id = who.must_be_account()
        address = email or f"{account_id.hex}@chophien.test"
        self.addresses[account_id] = Recipient(
            account_id=account_id, email=address, person_name=person_name, locale=locale, zone=zone
        )
        await self.tell(known(who, locale, zone))
        return msgspec.structs.replace(who, zone=zone)

    async def inbox(self, who: Actor, **wishes: Any) -> Inbox:
        return await self.ask(GetInbox(**wishes), who)

    async def entries(self, who: Actor, **wishes: Any) -> list[Entry]:
        return (await self.inbox(who, **wishes)).items

    async def letters(self, q: str) -> list[Letter]:
        return (await self.ask(FindLetters(q=q), AUDITOR)).items

    async def letter_to(self, who: Actor, status: str) -> Letter:
        """The first letter to this account, once it has that status."""
        address = self.addresses[who.must_be_account()].email

        async def look() -> Letter | None:
            found = [letter for letter in await self.letters(address) if letter.status == status]
            return found[0] if found else None

        found = await eventually_async(look)
        assert found is not None
        return found


def an_account(*roles: Role, speaks_for: UUID | None = None) -> Actor:
    organisations = frozenset() if speaks_for is None else frozenset({speaks_for})
    return Actor(kind="account", account_id=uuid7(), roles=frozenset(roles), organisations=organisations)


def known(who: Actor, locale: Language = "vi", zone: str = "", version: int = 1) -> AccountChanged:
    return AccountChanged(
        id=who.must_be_account(),
        version=version,
        roles=sorted(who.roles),
        organisation_ids=sorted(who.organisations),
        locale=locale,
        zone=zone,
        active=True,
    )


@contextlib.asynccontextmanager
async def servers_for_notifications() -> AsyncIterator[Stage]:
    voices = [Declaration(name=name, listens={}, asks=(), buckets=()) for name in VOICES]
    async with contextlib.AsyncExitStack() as opened:
        path: Path = opened.enter_context(data_directory())
        stack = await opened.enter_async_context(running_servers(path, [declared("notifications"), *voices]))
        await asyncio.to_thread(make_databases, stack, ["notifications"])
        connections = {}
        for name in (*VOICES, "web"):
            connections[name] = await connect(read_settings(stack.environment(name)))
            opened.push_async_callback(connections[name].close)
        stage = Stage(stack, connections.pop("web"), connections, Signer(stack.directory.key("registry")))
        await answer_for_registry(stage)
        yield stage


async def answer_for_registry(stage: Stage) -> None:
    async def get_recipients(question: Msg) -> None:
        wanted = msgspec.json.decode(question.data, type=GetRecipients).account_ids
        items = [stage.addresses[key] for key in wanted if key in stage.addresses]
        await question.respond(msgspec.json.encode(Recipients(items=items)))

    stage.registry = await stage.voices["registry"].subscribe(GetRecipients.subject, cb=get_recipients)
    await all_sent(stage.voices["registry"])


class Nudges:
    """The sequence numbers that the web was told of for one reader."""

    def __init__(self) -> None:
        self.heard: list[int] = []

    async def includes(self, sequence: int) -> bool:
        return sequence in self.heard


async def listen_for(stage: Stage, who: Actor) -> Nudges:
    nudges = Nudges()

    async def note(message: Msg) -> None:
        grew = msgspec.json.decode(message.data, type=InboxGrew)
        if grew.account_id == who.account_id:
            nudges.heard.append(grew.sequence)

    await stage.web.subscribe(INBOX_GREW, cb=note)
    await all_sent(stage.web)
    return nudges
