"""Organisations and listings that fairs was handed but has not heard of: their owners are asked once."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import Insert

from services.fairs.models import Listing, Organisation, Row, table_of
from services.fairs.reactions import listing_copy, organisation_copy
from shared.actor import Actor
from shared.contracts.fairs.applications import ApplyForBooth, ReviseApplication
from shared.contracts.fairs.attendee_groups import RegisterGroup
from shared.contracts.fairs.attendees import RegisterAttendee
from shared.contracts.fairs.bookings import BookBooth, HoldBooth, TransferBooking
from shared.contracts.fairs.waiting import JoinWaitingList
from shared.contracts.listings import GetCards
from shared.contracts.registry import GetOrganisation
from shared.errors import Rejected
from shared.messaging import Ports

Named = BookBooth | HoldBooth | TransferBooking | JoinWaitingList | RegisterAttendee | RegisterGroup


MOST_KNOWN = 50_000
"""Ids in memory, some five megabytes."""


async def know_organisation(command: Named, ports: Ports, _: Actor) -> None:
    if command.organisation_id is not None:
        await _know(command.organisation_id, ports)


async def know_applicant(command: ApplyForBooth | ReviseApplication, ports: Ports, _: Actor) -> None:
    if isinstance(command, ApplyForBooth):
        await _know(command.organisation_id, ports)
    strangers = await _strangers(Listing, command.listing_ids, ports)
    if strangers:
        answer = await ports.ask(GetCards(listing_ids=strangers))
        await _keep([listing_copy(card) for card in answer.items], ports)


async def _know(organisation_id: UUID, ports: Ports) -> None:
    if not await _strangers(Organisation, [organisation_id], ports):
        return
    try:
        facts = await ports.ask(GetOrganisation(organisation_id=organisation_id))
    except Rejected:
        return  # the handler says that it is unknown
    await _keep([organisation_copy(facts)], ports)


async def _strangers(model: type[Row], ids: Sequence[UUID], ports: Ports) -> list[UUID]:
    asked = [key for key in dict.fromkeys(ids) if key not in ports.known]
    if not asked:
        return []
    table = table_of(model)
    engine = ports.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        known = set(await connection.scalars(sa.select(table.c.id).where(table.c.id.in_(asked))))
    if len(ports.known) > MOST_KNOWN:
        ports.known.clear()
    ports.known.update(known)
    return [key for key in asked if key not in known]


async def _keep(copies: Sequence[Insert], ports: Ports) -> None:
    async with ports.engine.begin() as connection:
        for copy in copies:
            await connection.execute(copy)
