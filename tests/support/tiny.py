"""A service of a few lines, to see the shell that carries every service.

It keeps a picture for each id that it is told, remembers what it hears, and misbehaves when it is asked to. It uses the
name, the tables and the place on the bus of `listings`.
"""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import structlog

from services.listings.models import Picture
from services.listings.reactions import know_organisation
from services.listings.service import SERVICE
from shared.actor import Actor
from shared.contracts.listings import ListingWithdrawn
from shared.contracts.message import Command, Done, Query
from shared.contracts.registry import OrganisationChanged
from shared.errors import Rejected
from shared.messaging import Ports, Reading, Service, Transaction
from shared.messaging.transaction import open_session


class Keep(Command[Done], frozen=True, kw_only=True):
    """Keeps a picture, tells it, and waits for the gate between the two."""

    subject = "listings.v1.cmd.keep"
    anonymous = True
    id: UUID
    version: int = 1
    waits: bool = False


class Break(Command[Done], frozen=True, kw_only=True):
    subject = "listings.v1.cmd.break"
    anonymous = True
    id: UUID


class Prepare(Command[Done], frozen=True, kw_only=True):
    """All that happens, happens in its preparation."""

    subject = "listings.v1.cmd.prepare"
    anonymous = True
    fails: bool = False
    waits: bool = False


class Count(Query[Done], frozen=True, kw_only=True):
    subject = "listings.v1.qry.count"
    anonymous = True


@dataclass
class Tiny:
    """`digests`: whether it can bear an organisation whose name begins with “poison”. “tough” waits for the gate."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    inside: set[UUID] = field(default_factory=set)
    digests: bool = False
    heard: list[OrganisationChanged] = field(default_factory=list)
    traces: dict[UUID, Any] = field(default_factory=dict)

    @property
    def service(self) -> Service:
        async def keep(command: Keep, tx: Transaction) -> Done:
            if await tx.session.get(Picture, command.id) is None:
                tx.add(Picture(id=command.id, width=1, height=1))
                await tx.session.flush()
            if command.waits:
                self.inside.add(command.id)
                await self.gate.wait()
                self.inside.discard(command.id)
            tx.emit(withdrawn(command.id, command.version))
            return Done()

        async def break_(command: Break, tx: Transaction) -> Done:
            tx.add(Picture(id=command.id, width=1, height=1))
            tx.emit(withdrawn(command.id, 1))
            await tx.session.flush()
            raise RuntimeError("the secret of the house")

        async def prepare(_: Prepare, __: Transaction) -> Done:
            return Done()

        async def count(_: Count, reading: Reading) -> Done:
            await reading.session.get(Picture, UUID(int=0))
            return Done()

        async def organisation_changed(event: OrganisationChanged, tx: Transaction) -> None:
            self.heard.append(event)
            self.traces[event.id] = structlog.contextvars.get_contextvars().get("correlation_id")
            await know_organisation(event.organisation, tx)
            tx.emit(withdrawn(event.id, event.version))
            await self.digest(event.organisation.name)

        return replace(
            SERVICE,
            commands=(keep, break_, prepare),
            queries=(count,),
            events=(organisation_changed,),
            preparations={Keep: looks_first, Prepare: misbehaves},
            background=(),
        )

    async def digest(self, name: str) -> None:
        if name.startswith("tough"):
            await self.gate.wait()
        if name.startswith("refused"):
            raise Rejected("organisation_unknown")
        if name.startswith("poison") and not self.digests:
            raise RuntimeError(f"cannot digest {name}")


async def looks_first(command: Keep, ports: Ports, _: Actor) -> None:
    """A preparation that reads."""
    async with open_session(ports.engine) as session:
        await session.get(Picture, command.id)


async def misbehaves(command: Prepare, _: Ports, __: Actor) -> None:
    if command.fails:
        raise RuntimeError("unprepared")
    if command.waits:
        await asyncio.Event().wait()


def withdrawn(key: UUID, version: int) -> ListingWithdrawn:
    return ListingWithdrawn(id=key, version=version, organisation_id=key)
