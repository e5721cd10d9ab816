"""The outside world as a preparation or a background task sees it: other services, files, settings."""

from dataclasses import dataclass, field
from uuid import UUID

from nats.aio.client import Client as Connection
from nats.js import JetStreamContext
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.actor import Actor, Signer
from shared.bus.client import Client
from shared.contracts.message import Reply, Request
from shared.settings import Settings


@dataclass(frozen=True)
class Ports:
    service: str
    settings: Settings
    connection: Connection
    jetstream: JetStreamContext
    engine: AsyncEngine
    signer: Signer
    known: set[UUID] = field(default_factory=set)
    """Foreign things whose copies are in this database: copies are never taken away, so one look is enough."""

    async def ask(self, message: Request[Reply]) -> Reply:
        """Ask another service in this service's own name."""
        prefix = message.subject.rsplit(".", 1)[0] + "."
        token = self.signer.token(Actor(kind="service", service=self.service), prefix)
        return await Client(self.connection).request(message, actor=token)
