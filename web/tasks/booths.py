"""What a co-op has to do to get its booths at fairs."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from shared.contracts.fairs.applications import Application, FindApplications
from shared.contracts.fairs.bookings import Booking, FindBookings
from shared.contracts.fairs.fair import Fair, GetFair
from shared.moments import moment
from web.standing import REGISTERING
from web.tasks.task import SHOWN, Task
from web.visitor import Person


async def booths_at_fairs(person: Person) -> list[Task]:
    """What ends by itself comes first."""
    own = person.organisation_id
    bookings, accepted, returned = await asyncio.gather(
        person.ask(FindBookings(organisation_id=own)),
        person.ask(FindApplications(organisation_id=own, status="accepted", page_size=SHOWN)),
        person.ask(FindApplications(organisation_id=own, status="returned", page_size=SHOWN)),
    )
    kept = [booking for booking in bookings.items if booking.held_until is not None]
    has = {booking.fair.id for booking in bookings.items}
    to_choose = [application for application in accepted.items if application.fair.id not in has]
    fairs = await _fairs([*kept, *to_choose, *returned.items], person)
    return [
        *(
            _answer(booking, fairs[booking.fair.id], person)
            for booking in kept
            if fairs[booking.fair.id].body.status in REGISTERING
        ),
        *(_change(one, person) for one in returned.items if fairs[one.fair.id].body.status == "open"),
        *(_choose(one, person) for one in to_choose if fairs[one.fair.id].body.status == "open"),
    ]


async def _fairs(things: Sequence[Booking | Application], person: Person) -> dict[UUID, Fair]:
    ids = {thing.fair.id for thing in things}
    return {fair.id: fair for fair in await asyncio.gather(*(person.ask(GetFair(fair_id=key)) for key in ids))}


def _answer(booking: Booking, fair: Fair, person: Person) -> Task:
    _, until = person.text, booking.held_until or booking.confirmed_at
    return Task(
        tone="urgent",
        due=_("Answer by %(when)s") % {"when": moment(until, fair.body.zone, language=person.spoken)},
        title=f"{_('Booth %(code)s') % {'code': booking.booth_code}} · {booking.fair.name}",
        text=_("It is kept for you until then; afterwards it goes to others."),
        link=f"fairs/{booking.fair.id}/bookings/{booking.id}/answer",
        action=_("Take or refuse it"),
    )


def _change(application: Application, person: Person) -> Task:
    _ = person.text
    return Task(
        tone="urgent",
        due=_("Application: changes asked for"),
        title=application.fair.name,
        text=application.reason,
        link=f"fairs/{application.fair.id}/applications/new",
        action=_("Change the application"),
    )


def _choose(application: Application, person: Person) -> Task:
    _ = person.text
    return Task(
        tone="hold",
        due=_("Application accepted: choose your booth"),
        title=application.fair.name,
        text=_("Booths go to those who choose first."),
        link=f"fairs/{application.fair.id}",
        action=_("Choose a booth"),
    )
