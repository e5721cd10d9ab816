"""Fairs: their list, and each with its floor plan."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from litestar import Response, get

from shared.contracts.fairs.applications import FindApplications
from shared.contracts.fairs.booths import Booth, BoothList
from shared.contracts.fairs.fair import Fair, FindFairs, HallBody
from shared.contracts.fairs.fees import Quote, QuoteBooth
from shared.contracts.fairs.waiting import GetWaitingList, WaitingList
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.agenda_days import outside
from web.floor_plan import View
from web.forms.fairs import MAY_BE_CANCELLED, STEPS
from web.forms.fields import Form
from web.plans import CHANGED_BY, agenda_as_told, drawn, fair_as_told, plan_as_told, plan_in
from web.standing import REGISTERING, Standing, standing_at
from web.visitor import Person

ALL_AT_ONCE = 600
"""Booths; the plans of larger fairs are shown hall by hall."""
OVER = frozenset({"finished", "cancelled"})
EVERY = frozenset({"free", "held", "confirmed", "blocked"})


@get("/{lang:str}/fairs")
async def index(person: Person, page: Page = 1) -> Response[bytes]:
    """What comes, the next first; then what was, the latest first."""
    found, now = await person.ask(FindFairs(page=page)), datetime.now(UTC)
    coming = [fair for fair in found.items if fair.body.ends_at >= now and fair.body.status not in OVER]
    past = [fair for fair in found.items if fair not in coming]
    return await person.page(
        "fairs/index.html",
        shows=frozenset({"fairs"}),
        coming=coming[::-1],
        past=past,
        number=page,
        total=found.total,
        now=now,
    )


@get("/{lang:str}/fairs/{fair_id:uuid}")
async def show(person: Person, fair_id: UUID, booth: str = "", hall: str = "") -> Response[bytes]:
    """`booth`: the code of the one that was chosen on the plan. `hall`: the one to show of a large fair."""
    return await show_fair(person, fair_id, chosen=booth, hall=hall)


async def show_fair(
    person: Person,
    fair_id: UUID,
    *,
    chosen: str = "",
    hall: str = "",
    form: Form | None = None,
    refusal: Rejected | None = None,
) -> Response[bytes]:
    """With `refusal`: what was asked for on this page, by `form`, and not given. The form's booth is still chosen."""
    form = form or Form(person.language).fill(booth=chosen)
    fair, told, agenda = await asyncio.gather(
        fair_as_told(person, fair_id), plan_as_told(person, fair_id), agenda_as_told(person, fair_id)
    )
    plan = plan_in(told)
    standing = await standing_at(fair, person)
    booth = next((booth for booth in plan.items if booth.code == form["booth"]), None)
    waiting = await _waiting(person, fair)
    halls = _halls(fair, plan.total, booth.hall if booth else hall)
    return await person.page(
        "fairs/show.html",
        shows=CHANGED_BY,
        form=form,
        refusal=refusal,
        fair=fair,
        agenda=agenda,
        outside=outside(agenda.sessions, fair.body),
        standing=standing,
        booth=booth,
        plans=drawn(told, fair_id, tuple(halls), _view(person, standing, booth), person.site.pages, person.spoken),
        hall=halls[0].code if len(halls) < len(fair.body.halls) else "",
        waiting=waiting,
        candidates=await _candidates(person, fair, booth, waiting),
        quote=await _quote(person, fair, booth, standing),
        booth_types=types_of(plan),
        new_id=uuid7(),
        now=datetime.now(UTC),
        steps=STEPS[fair.body.status],
        may_be_cancelled=fair.body.status in MAY_BE_CANCELLED,
        may_wait=refusal is not None and bool(refusal.details.get("may_wait")),
    )


def types_of(plan: BoothList) -> list[str]:
    """Types of booths that somebody may wait for."""
    return sorted({booth.booth_type for booth in plan.items if booth.booth_type})


def _halls(fair: Fair, booths: int, wanted: str) -> Sequence[HallBody]:
    """All of them, or one when they are many."""
    halls = fair.body.halls
    if booths <= ALL_AT_ONCE:
        return halls
    return [next((hall for hall in halls if hall.code == wanted), halls[0])]


def _view(person: Person, standing: Standing, booth: Booth | None) -> View:
    free = frozenset({"free"}) if standing.may_book else frozenset[str]()
    return View(
        links=EVERY if person.is_one_of("organizer") else free,
        own=frozenset(booking.booth_id for booking in standing.bookings),
        chosen=booth.id if booth else None,
    )


async def _quote(person: Person, fair: Fair, booth: Booth | None, standing: Standing) -> Quote | None:
    """What the chosen booth would cost who may book it."""
    if booth is None or booth.status != "free" or not standing.may_book:
        return None
    return await person.ask(QuoteBooth(fair_id=fair.id, booth_id=booth.id, organisation_id=person.organisation_id))


async def _waiting(person: Person, fair: Fair) -> WaitingList:
    if not person.oversees_fairs:
        return WaitingList(items=[], total=0)
    return await person.ask(GetWaitingList(fair_id=fair.id))


async def _candidates(person: Person, fair: Fair, booth: Booth | None, waiting: WaitingList) -> list[Named]:
    """To whom an organizer may give the booth: accepted applicants, and who waits."""
    if booth is None or booth.status == "blocked" or fair.body.status not in REGISTERING:
        return []
    if not person.is_one_of("organizer"):
        return []
    accepted = await person.ask(FindApplications(fair_id=fair.id, status="accepted", page_size=100))
    known = [application.organisation for application in accepted.items]
    known += [entry.organisation for entry in waiting.items]
    holder = booth.holder.id if booth.holder else None
    return list({one.id: one for one in known if one.id != holder}.values())


HANDLERS = (index, show)
