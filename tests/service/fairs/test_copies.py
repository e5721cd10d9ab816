"""What fairs knows of others, and what it tells again."""

from uuid import UUID

import msgspec
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from services.fairs.models import Row
from shared.actor import Actor
from shared.contracts.fairs.applications import ApplicationSubmitted, ApplyForBooth
from shared.contracts.fairs.attendees import AttendeeRegistered, RegisterAttendee
from shared.contracts.fairs.bookings import BookingConfirmed, BookingEnded, EndBooking
from shared.contracts.fairs.booths import BlockBooth, BoothBlocked
from shared.contracts.fairs.fair import FairChanged
from shared.contracts.listings import ListingPublished, ListingRevised, ListingWithdrawn
from shared.contracts.operations import Republish
from shared.contracts.registry import OrganisationChanged
from shared.ids import uuid7
from tests.support.fairs import Stage, a_booking, a_card, an_organisation, organizer, speaker


async def test_an_older_fact_changes_nothing(stage: Stage) -> None:
    now = an_organisation(version=3, name="HTX mới")
    before = msgspec.structs.replace(now, version=2, name="HTX cũ")
    for facts in (now, before, now):
        await stage.hear(OrganisationChanged(id=facts.id, version=facts.version, organisation=facts))

    [known] = await stage.around.rows("SELECT name, version FROM organisation WHERE id = :id", id=now.id)
    assert (known.name, known.version) == ("HTX mới", 3)


async def test_listings_in_any_order(stage: Stage) -> None:
    coop = await stage.coop()
    card = a_card(coop, name="Mắm tôm", version=2)
    renamed = msgspec.structs.replace(card, version=3, names={"en": "Fish sauce"})
    await stage.hear(ListingWithdrawn(id=card.id, version=4, organisation_id=coop))
    await stage.hear(ListingPublished(id=card.id, version=2, listing=card))
    await stage.hear(ListingRevised(id=card.id, version=3, listing=renamed))

    assert await listing_copy(stage, card.id) == ("", False)

    back = msgspec.structs.replace(card, version=5)
    await stage.hear(ListingPublished(id=card.id, version=5, listing=back))
    await stage.hear(ListingWithdrawn(id=card.id, version=6, organisation_id=coop))
    assert await listing_copy(stage, card.id) == ("Mắm tôm", False)


async def listing_copy(stage: Stage, key: UUID) -> tuple[str, bool]:
    [known] = await stage.around.rows("SELECT name, published FROM listing WHERE id = :id", id=key)
    return known.name, known.published


async def test_everything_is_told_again(stage: Stage) -> None:
    coop, fair, visitor = await stage.coop(), await stage.fair(), speaker()
    kept, ended = [a_booking(fair, await stage.booth(fair, code), coop) for code in ("A01", "A02")]
    blocked = await stage.booth(fair, "A03")
    for command in (kept, ended):
        await stage.ask(command, speaker(coop))
    await stage.ask(EndBooking(booking_id=ended.booking_id, fair_id=fair), speaker(coop))
    await stage.ask(BlockBooth(booth_id=blocked, blocked=True), organizer())
    registration = RegisterAttendee(registration_id=uuid7(), fair_id=fair, person_name="Đào")
    await stage.ask(registration, visitor)
    application = ApplyForBooth(
        application_id=uuid7(), fair_id=fair, organisation_id=coop, listing_ids=[await stage.listing(coop)]
    )
    await stage.ask(application, speaker(coop))
    draft = await stage.fair(status="draft")
    current = (
        (FairChanged, fair),
        (BookingConfirmed, kept.booking_id),
        (BookingEnded, ended.booking_id),
        (BoothBlocked, blocked),
        (AttendeeRegistered, registration.registration_id),
        (ApplicationSubmitted, application.application_id),
    )
    before = [len(await stage.all_told(kind, key)) for kind, key in current]

    await republish_all(stage)

    assert [len(await stage.all_told(kind, key)) for kind, key in current] == [number + 1 for number in before]
    assert await stage.all_told(FairChanged, draft) == []
    assert len(await stage.all_told(BookingConfirmed, ended.booking_id)) == 1


async def republish_all(stage: Stage) -> None:
    admin = Actor(kind="account", account_id=uuid7(), roles=frozenset({"admin"}))
    entity: str | None = None
    after: UUID | None = None
    while True:
        told = await stage.ask(Republish(service="fairs", entity=entity, after=after), admin)
        entity, after = told.next_entity, told.after
        if entity is None:
            return


async def test_the_migrations_make_what_the_models_say(stage: Stage) -> None:
    def differences(connection: sa.Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Row.metadata))

    async with stage.around.running.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
