"""What surrounds one running service in its tests: people who ask it, the other services on the bus, and a listener.

The servers and the service are real. The other services are only their voices: an event on their stream, an answer to
a question, each said by their own bus user.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

import msgspec
import nats
import sqlalchemy as sa
from msgspec.structs import replace
from nats.aio.client import Client as Connection
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js import JetStreamContext
from nats.micro.request import ERROR_CODE_HEADER
from sqlalchemy.ext.asyncio import create_async_engine

from deploy.local.bus import Declaration
from deploy.local.provision import declared, make_databases
from deploy.local.stack import Stack
from shared.actor import Actor, Role, Signer
from shared.bus.client import REQUEST_TIMEOUT, Client
from shared.bus.connection import all_sent, connect
from shared.contracts.message import Event, Reply, Request
from shared.errors import Rejected
from shared.ids import uuid7
from shared.messaging import Service
from shared.messaging.process import Running
from shared.settings import read_settings
from tests.support.eventually import eventually_async
from tests.support.stack import data_directory, running_servers

E = TypeVar("E", bound=Event)

OPERATOR = Actor(kind="operator")
WEB = Actor(kind="service", service="web")
SPEAKERS = {"operator": "operator", "service": "web"}
"""Whose key signs for which kind of actor; the registry's for accounts."""


def account(*roles: Role, speaks_for: Sequence[UUID] = ()) -> Actor:
    return Actor(kind="account", account_id=uuid7(), roles=frozenset(roles), organisations=frozenset(speaks_for))


class Surroundings:
    def __init__(self, stack: Stack, running: Running, voices: dict[str, Connection]) -> None:
        self.running = running
        self.stack = stack
        self._voices = voices
        self._signers = {name: Signer(stack.directory.key(name)) for name in ("registry", "operator", "web")}
        self._said: set[UUID] = set()
        self._heard: list[Msg] = []
        self._ear: Subscription | None = None
        self._database = create_async_engine(running.settings.database_url, pool_size=2, pool_pre_ping=True)

    async def listen(self) -> None:
        """Hear what the service tells, from now on."""
        self._ear = await self._voices["web"].subscribe(f"{self.running.service.name}.v1.evt.>", cb=self._hear)
        await all_sent(self._voices["web"])

    async def close(self) -> None:
        await self._database.dispose()

    async def _hear(self, message: Msg) -> None:
        self._heard.append(message)

    @contextlib.asynccontextmanager
    async def provisioning(self) -> AsyncIterator[JetStreamContext]:
        """The streams, as those see them who made them."""
        connection = await nats.connect(
            self.stack.nats_url,
            user="provision",
            password=self.stack.credentials.bus["provision"],
            inbox_prefix=b"_INBOX_provision",
        )
        try:
            yield connection.jetstream()
        finally:
            await connection.close()

    def voice(self, name: str) -> Connection:
        """The connection of one of the others."""
        return self._voices[name]

    async def ask(
        self, message: Request[Reply], actor: Actor | None = None, patience: float = REQUEST_TIMEOUT
    ) -> Reply:
        """As web does, with a token for `actor`, for so many seconds."""
        return await self.ask_with(None if actor is None else self.token(actor, message.sent_to()), message, patience)

    async def ask_with(self, token: str | None, message: Request[Reply], patience: float = REQUEST_TIMEOUT) -> Reply:
        return await Client(self._voices["web"]).request(message, actor=token, timeout=patience)

    def token(self, actor: Actor, audience: str) -> str:
        return self._signers[SPEAKERS.get(actor.kind, "registry")].token(actor, audience)

    async def refusal(self, message: Request[Any], actor: Actor | None = None) -> Rejected:
        """What `message` is refused with."""
        try:
            reply = await self.ask(message, actor)
        except Rejected as rejected:
            return rejected
        raise AssertionError(f"not refused: {reply}")

    async def outcome(self, message: Request[Any], actor: Actor | None = None) -> str:
        """What became of it, in one word."""
        try:
            return str(getattr(await self.ask(message, actor), "outcome", "done"))
        except Rejected as rejected:
            return rejected.code

    async def tell(self, *events: Event) -> None:
        """Each said by its owner, in this order."""
        for event in events:
            await self.tell_as(uuid7(), event)

    async def tell_as(self, message_id: UUID, event: Event, **headers: str) -> None:
        """Under an id, which may have been used before."""
        voice = self._voices[event.subject.split(".", 1)[0]]
        named = {"ce-id": str(message_id), **headers}
        await voice.jetstream().publish(event.subject, msgspec.json.encode(event), headers=named)
        if event.subject in self.running.service.reactions:
            self._said.add(message_id)

    def forget(self, message_id: UUID) -> None:
        """It was told and will have no effect."""
        self._said.discard(message_id)

    async def tell_at_once(self, events: Sequence[Event]) -> None:
        """Without waiting for one after the other."""
        await asyncio.gather(*(self.tell(event) for event in events))

    @contextlib.asynccontextmanager
    async def answering(self, kind: type[Request[Reply]], answer: Callable[[Any], Reply]) -> AsyncIterator[list[Any]]:
        """The owner of `kind` answers with it; yields the questions that it was asked."""
        asked: list[Any] = []
        voice = self._voices[kind.subject.split(".", 1)[0]]

        async def respond(message: Msg) -> None:
            question = msgspec.json.decode(message.data, type=kind)
            asked.append(question)
            try:
                await message.respond(msgspec.json.encode(answer(question)))
            except Rejected as refusal:
                headers = {ERROR_CODE_HEADER: refusal.code}
                await voice.publish(message.reply, b"{}", headers=headers)

        subscription = await voice.subscribe(kind.subject, cb=respond)
        await all_sent(voice)
        try:
            yield asked
        finally:
            await subscription.unsubscribe()

    @property
    def heard(self) -> Sequence[Msg]:
        """All that the service published, in the order of its stream."""
        return self._heard

    def told(self, kind: type[E], entity: UUID | None = None) -> list[E]:
        """Events of the service under test that it has published so far."""
        events = [msgspec.json.decode(one.data, type=kind) for one in self._heard if one.subject == kind.subject]
        return [event for event in events if entity in {None, event.id}]

    async def settled(self) -> None:
        """Everything that was told to the service has had its effect, and everything it tells has been published."""
        await eventually_async(self._is_settled)
        await all_sent(self._voices["web"])
        await eventually_async(self._has_heard_all)

    async def _has_heard_all(self) -> bool:
        return self._ear is not None and self._ear.pending_msgs == 0

    async def _is_settled(self) -> bool:
        taken = await self.rows("SELECT message_id FROM inbox UNION SELECT message_id FROM dead_letters")
        return self._said <= {row.message_id for row in taken} and not await self.rows("SELECT 1 FROM outbox")

    async def rows(self, statement: str, **values: object) -> Sequence[sa.Row[Any]]:
        """What the service's database says."""
        async with self._database.connect() as connection:
            return (await connection.execute(sa.text(statement), values)).all()


@contextlib.asynccontextmanager
async def surroundings(
    service: Service, voices: Sequence[str], **changed_settings: object
) -> AsyncIterator[Surroundings]:
    """`service` running on servers of its own; `voices` are the services that it hears or asks."""
    others = [Declaration(name=name, listens={}, asks=(), buckets=()) for name in voices]
    with data_directory() as path:
        async with running_servers(path, [declared(service.name), *others]) as stack:
            await asyncio.to_thread(make_databases, stack, [service.name])
            connected = {name: await connect(read_settings(stack.environment(name))) for name in (*voices, "web")}
            settings = replace(read_settings(stack.environment(service.name)), **changed_settings)
            async with Running(service, settings) as running:
                around = Surroundings(stack, running, connected)
                await around.listen()
                yield around
                await around.close()
            for connection in connected.values():
                await connection.close()
