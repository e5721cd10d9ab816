"""What happens at a fair: its sessions and partners, for everybody, and the places that people take in them."""

import asyncio
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.agenda import FindSeats, GetAgenda, LeaveSeat, TakeSeat
from shared.contracts.fairs.attendees import Badge
from shared.errors import Rejected
from web.agenda_days import by_day, outside
from web.calendar_files import calendar_response, session_appointment
from web.forms.reading import read_form
from web.plans import CHANGED_BY, agenda_as_told, fair_as_told
from web.standing import standing_at
from web.visitor import Person


@get("/{lang:str}/fairs/{fair_id:uuid}/agenda")
async def show(person: Person, fair_id: UUID) -> Response[bytes]:
    return await show_agenda(person, fair_id)


async def show_agenda(person: Person, fair_id: UUID, refusal: Rejected | None = None) -> Response[bytes]:
    fair, agenda = await asyncio.gather(fair_as_told(person, fair_id), agenda_as_told(person, fair_id))
    standing = await standing_at(fair, person)
    return await person.page(
        "fairs/agenda.html",
        shows=CHANGED_BY,
        refusal=refusal,
        fair=fair,
        agenda=agenda,
        days=by_day(agenda.sessions, fair.body),
        outside=outside(agenda.sessions, fair.body),
        badges=standing.badges if standing.may_register else (),
        seats=await _seats(person, standing.badges),
    )


async def _seats(person: Person, badges: Sequence[Badge]) -> Mapping[UUID, frozenset[UUID]]:
    """Badge → sessions in which it has a place."""
    found = await asyncio.gather(*(person.ask(FindSeats(registration_id=badge.registration_id)) for badge in badges))
    return {badge.registration_id: frozenset(one.session_ids) for badge, one in zip(badges, found, strict=True)}


@get("/{lang:str}/fairs/{fair_id:uuid}/agenda.ics")
async def calendar(person: Person, fair_id: UUID) -> Response[bytes]:
    fair, agenda = await asyncio.gather(fair_as_told(person, fair_id), person.ask(GetAgenda(fair_id=fair_id)))
    if not agenda.sessions:
        raise Rejected("session_unknown")
    return calendar_response(
        [session_appointment(one, fair, person) for one in agenda.sessions], person, f"agenda-{fair_id}"
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/sessions/{session_id:uuid}/seats", status_code=HTTPStatus.SEE_OTHER)
async def seat(person: Person, fair_id: UUID, session_id: UUID) -> Response[bytes] | Redirect:
    """Taken, or with `leave` given back, for one of the reader's badges."""
    form = await read_form(person)
    person.must_be_signed_in()
    registration_id = form.uuid("registration_id")
    if registration_id is None:
        return await show_agenda(person, fair_id, Rejected("badge_unknown"))
    try:
        if form.ticked("leave"):
            await person.ask(LeaveSeat(session_id=session_id, registration_id=registration_id))
        else:
            await person.ask(TakeSeat(session_id=session_id, registration_id=registration_id))
    except Rejected as refusal:
        return await show_agenda(person, fair_id, refusal)
    return person.go("fairs", fair_id, "agenda")


HANDLERS = (show, calendar, seat)
