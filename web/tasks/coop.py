"""What waits for a co-op."""

import asyncio

from shared.contracts.fairs.applications import FindApplications
from shared.contracts.fairs.bookings import FindBookings
from shared.contracts.fairs.fair import GetFair
from shared.contracts.listings import FindOwnListings
from web.tasks.task import SHOWN, Task
from web.visitor import Person


async def booths_to_choose(person: Person) -> list[Task]:
    """Accepted at a fair that still gives booths, and none chosen."""
    own = person.organisation_id
    accepted = await person.ask(FindApplications(organisation_id=own, status="accepted", page_size=SHOWN))
    if not accepted.items:
        return []
    has = {booking.fair.id for booking in (await person.ask(FindBookings(organisation_id=own))).items}
    without = [application.fair.id for application in accepted.items if application.fair.id not in has]
    fairs, _ = await asyncio.gather(*(person.ask(GetFair(fair_id=fair_id)) for fair_id in without)), person.text
    return [
        Task(
            tone="hold",
            due=_("Application accepted: choose your booth"),
            title=fair.body.name,
            text=_("Booths go to those who choose first."),
            link=f"fairs/{fair.id}",
            action=_("Choose a booth"),
        )
        for fair in fairs
        if fair.body.status == "open"
    ]


async def drafts(person: Person) -> list[Task]:
    own = await person.ask(FindOwnListings(organisation_id=person.organisation_id, page_size=SHOWN))
    _ = person.text
    if own.total == 0:
        return [
            Task(
                tone="plain",
                due=_("No product yet"),
                title=_("Show buyers what you make"),
                text=_("A name and a photo are enough to begin; price and capacity can follow."),
                link="listings/new",
                action=_("Write down a product"),
            )
        ]
    return [
        Task(
            tone="plain",
            due=_("Draft: buyers do not see it yet"),
            title=card.names.get("vi", card.sku),
            text="",
            link=f"listings/{card.id}",
            action=_("Check and publish"),
        )
        for card in own.items
        if card.status == "draft"
    ]
