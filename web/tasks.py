"""What waits for somebody: found where it lives, the most urgent first."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal

from msgspec import Struct

from shared.contracts.fairs import FindApplications, FindBookings, GetFair
from shared.contracts.listings import FindOwnListings
from shared.contracts.matching import FindDemands, FindMatches
from shared.contracts.registry import FindOrganisations, GetDossier
from web.visitor import Person

Tone = Literal["urgent", "hold", "missing", "done", "plain"]
SHOWN = 10


class Task(Struct, frozen=True, kw_only=True):
    """One thing to do: why now, what it is, what happens, where the one button leads."""

    tone: Tone
    due: str
    title: str
    text: str
    link: str
    action: str


async def tasks_for(person: Person) -> list[Task]:
    found: list[Task] = []
    for role, finders in _FINDERS.items():
        if person.identity is not None and role in person.identity.roles:
            for finder in finders:
                found += await finder(person)
    return found


async def _verification(person: Person) -> list[Task]:
    dossier = await person.ask(GetDossier(organisation_id=person.organisation_id))
    status, _ = dossier.organisation.status, person.text
    if status == "verified":
        return []
    if status == "refused":
        return [
            Task(
                tone="missing",
                due=_("The Alliance refused the registration"),
                title=dossier.organisation.name,
                text=dossier.reason,
                link=f"organisations/{dossier.organisation.id}",
                action=_("See why"),
            )
        ]
    return [
        Task(
            tone="hold",
            due=_("The Alliance is checking your registration"),
            title=dossier.organisation.name,
            text=_("Prepare your products meanwhile: drafts can be written now and published once you are verified."),
            link="listings/new",
            action=_("Write down a product"),
        )
    ]


async def _requests_to_answer(person: Person) -> list[Task]:
    matches = await person.ask(FindMatches(organisation_id=person.organisation_id, status="requested", page_size=SHOWN))
    _ = person.text
    return [
        Task(
            tone="urgent",
            due=_("A buyer waits for your answer"),
            title=_("%(buyer)s asks for %(what)s") % {"buyer": match.buyer.name, "what": match.demand.body.what},
            text=match.message or _("Without an answer the buyer looks elsewhere."),
            link=f"matches/{match.id}",
            action=_("Read and answer"),
        )
        for match in matches.items
        if match.coop.id == person.organisation_id
    ]


async def _drafts(person: Person) -> list[Task]:
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


async def _demands(person: Person) -> list[Task]:
    demands = await person.ask(FindDemands(organisation_id=person.organisation_id, page_size=SHOWN))
    _ = person.text
    if demands.total == 0:
        return [
            Task(
                tone="plain",
                due=_("No demand yet"),
                title=_("Say what you are looking for"),
                text=_("Suggestions with their reasons appear at once, and later when something new fits."),
                link="demands/new",
                action=_("Post a demand"),
            )
        ]
    return [
        Task(
            tone="done",
            due=_("%(count)s suggestions") % {"count": demand.suggestions},
            title=demand.body.what,
            text="",
            link=f"demands/{demand.id}",
            action=_("Look at them"),
        )
        for demand in demands.items
        if demand.suggestions and demand.body.status == "open"
    ]


async def _registrations(person: Person) -> list[Task]:
    page = await person.ask(FindOrganisations(status="registered", page_size=SHOWN))
    _ = person.text
    return [
        Task(
            tone="urgent",
            due=_("Waits for verification"),
            title=organisation.name,
            text="",
            link=f"organisations/{organisation.id}",
            action=_("Check and decide"),
        )
        for organisation in page.items
    ]


async def _booths_to_choose(person: Person) -> list[Task]:
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


async def _applications(person: Person) -> list[Task]:
    page = await person.ask(FindApplications(status="submitted", page_size=SHOWN))
    _ = person.text
    return [
        Task(
            tone="urgent",
            due=_("Application for a booth"),
            title=f"{application.organisation.name} · {application.fair.name}",
            text=application.wish,
            link=f"fairs/{application.fair.id}/applications",
            action=_("Read and decide"),
        )
        for application in page.items
    ]


Finder = Callable[[Person], Awaitable[list[Task]]]
_FINDERS: dict[str, tuple[Finder, ...]] = {
    "coop": (_requests_to_answer, _booths_to_choose, _verification, _drafts),
    "buyer": (_verification, _demands),
    "officer": (_registrations,),
    "organizer": (_applications,),
}
