"""Where somebody stands at a fair: what they have there, and what the fair offers them."""

import asyncio
from collections.abc import Sequence

from msgspec import Struct

from shared.contracts.fairs.applications import Application, ApplicationStatus, FindApplications
from shared.contracts.fairs.attendees import Badge, FindBadges
from shared.contracts.fairs.bookings import Booking, FindBookings
from shared.contracts.fairs.fair import Fair, FairStatus
from shared.contracts.fairs.waiting import GetWaitingList, WaitingEntry
from web.visitor import Person

REGISTERING: frozenset[FairStatus] = frozenset({"open", "closed", "running"})
WITHDRAWING: frozenset[FairStatus] = frozenset({"open", "closed"})
OVER: frozenset[ApplicationStatus] = frozenset({"declined", "withdrawn"})
"""Of an application: the co-op may apply anew."""
SHOWN = 5


class Standing(Struct, frozen=True, kw_only=True):
    """`may_…` only hides what would be refused; `fairs` decides."""

    bookings: Sequence[Booking] = ()
    application: Application | None = None
    waiting: WaitingEntry | None = None
    badges: Sequence[Badge] = ()
    may_book: bool = False
    may_wait: bool = False
    may_apply: bool = False
    may_withdraw: bool = False
    may_register: bool = False
    reads_all: bool = False
    """Runs fairs or watches over them."""


async def standing_at(fair: Fair, person: Person) -> Standing:
    if person.identity is None:
        return Standing()
    may_register = fair.body.status in REGISTERING
    if person.oversees_fairs:
        return Standing(may_register=may_register, reads_all=True)
    badges = await person.ask(FindBadges(fair_id=fair.id, page_size=SHOWN))
    if not person.is_one_of("coop") or person.organisation is None:
        return Standing(badges=badges.items, may_register=may_register)
    organisation_id = person.organisation.id
    bookings, applications, waiting = await asyncio.gather(
        person.ask(FindBookings(organisation_id=organisation_id, fair_id=fair.id)),
        person.ask(FindApplications(organisation_id=organisation_id, fair_id=fair.id)),
        person.ask(GetWaitingList(organisation_id=organisation_id, fair_id=fair.id)),
    )
    application = _standing_one(applications.items)
    gives_booths = fair.body.status == "open" and fair.body.has_booths
    status = application.status if application else None
    return Standing(
        bookings=bookings.items,
        application=application,
        waiting=next(iter(waiting.items), None),
        badges=badges.items,
        may_book=gives_booths and (fair.body.booking == "direct" or status == "accepted"),
        may_wait=gives_booths and (fair.body.booking == "direct" or status in {"accepted", "waitlisted"}),
        may_apply=gives_booths and fair.body.booking == "approval" and status in {None, *OVER},
        may_withdraw=status is not None and status not in OVER and fair.body.status in WITHDRAWING,
        may_register=may_register,
    )


def _standing_one(applications: Sequence[Application]) -> Application | None:
    """The one that still counts, else the last of those that did."""
    standing = [application for application in applications if application.status not in OVER]
    return next(iter(standing or applications[-1:]), None)
