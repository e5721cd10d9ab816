"""Calendar files of fairs: for everybody, and of what somebody has there."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from litestar import Response, get

from shared.contracts.fairs.agenda import FindSeats, GetAgenda, GetSession
from shared.contracts.fairs.attendees import FindBadges, GetBadge
from shared.contracts.fairs.bookings import Booking, FindBookings
from shared.contracts.fairs.fair import GetFair
from shared.errors import Rejected
from web.calendar_files import (
    badge_appointment,
    booking_appointment,
    calendar_response,
    fair_appointment,
    session_appointment,
)
from web.visitor import Person

MOST_BADGES = 100


@get("/{lang:str}/fairs/{fair_id:uuid}/calendar.ics")
async def of_fair(person: Person, fair_id: UUID) -> Response[bytes]:
    fair = await person.ask(GetFair(fair_id=fair_id))
    return calendar_response([fair_appointment(fair, person)], person, f"fair-{fair_id}")


@get("/{lang:str}/badges/{registration_id:uuid}/calendar.ics")
async def of_badge(person: Person, registration_id: UUID) -> Response[bytes]:
    """With the sessions in which it has a place."""
    person.must_be_signed_in()
    badge, seats = await asyncio.gather(
        person.ask(GetBadge(registration_id=registration_id)), person.ask(FindSeats(registration_id=registration_id))
    )
    fair, agenda = await asyncio.gather(
        person.ask(GetFair(fair_id=badge.fair.id)), person.ask(GetAgenda(fair_id=badge.fair.id))
    )
    sessions = [session_appointment(one, fair, person) for one in agenda.sessions if one.id in seats.session_ids]
    appointments = [badge_appointment(badge, fair, person), *sessions]
    return calendar_response(appointments, person, f"badge-{registration_id}")


@get("/{lang:str}/fairs/{fair_id:uuid}/sessions/{session_id:uuid}/calendar.ics")
async def of_session(person: Person, fair_id: UUID, session_id: UUID) -> Response[bytes]:
    """Letters lead here when it has moved or was removed."""
    fair, session = await asyncio.gather(
        person.ask(GetFair(fair_id=fair_id)), person.ask(GetSession(session_id=session_id))
    )
    return calendar_response([session_appointment(session, fair, person)], person, f"session-{session_id}")


@get("/{lang:str}/fairs/{fair_id:uuid}/bookings/{booking_id:uuid}/calendar.ics")
async def of_booking(person: Person, fair_id: UUID, booking_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    fair, bookings = await asyncio.gather(person.ask(GetFair(fair_id=fair_id)), _bookings(person, fair_id))
    booking = next((one for one in bookings if one.id == booking_id), None)
    if booking is None:
        raise Rejected("booking_unknown", id=booking_id)
    return calendar_response([booking_appointment(booking, fair, person)], person, f"booth-{booking.booth_code}")


@get("/{lang:str}/my/fairs/{fair_id:uuid}/calendar.ics")
async def own(person: Person, fair_id: UUID) -> Response[bytes]:
    """All that the reader has there or had: letters lead here when something changed. Without any, the fair."""
    person.must_be_signed_in()
    fair, bookings, badges = await asyncio.gather(
        person.ask(GetFair(fair_id=fair_id)),
        _bookings(person, fair_id),
        person.ask(FindBadges(fair_id=fair_id, page_size=MOST_BADGES)),
    )
    appointments = [booking_appointment(booking, fair, person) for booking in bookings]
    appointments += [badge_appointment(badge, fair, person) for badge in badges.items]
    return calendar_response(appointments or [fair_appointment(fair, person)], person, f"fair-{fair_id}")


async def _bookings(person: Person, fair_id: UUID) -> Sequence[Booking]:
    """Also those that have ended, for calendars that show them still."""
    if person.organisation is None or not person.is_one_of("coop"):
        return ()
    found = await person.ask(FindBookings(organisation_id=person.organisation.id, fair_id=fair_id, with_ended=True))
    return found.items


HANDLERS = (of_fair, of_badge, of_session, of_booking, own)
