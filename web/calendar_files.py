"""Calendar files (RFC 5545): what somebody comes to, in the time of the venue.

A calendar program takes a file for the newer state of what it knows when the UID is the same and SEQUENCE has grown:
both come from the owner of the fact, so files made anywhere at any time agree.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from litestar import Response
from msgspec import Struct
from msgspec.structs import replace

from shared.contracts.fairs.agenda import Session
from shared.contracts.fairs.attendees import Badge
from shared.contracts.fairs.bookings import Booking
from shared.contracts.fairs.fair import Fair
from shared.i18n import N_
from shared.moments import moment
from web.languages import in_best
from web.visitor import Person

BADGE, BOOTH = N_("%(fair)s: badge of %(person)s"), N_("%(fair)s: booth %(booth)s")
CODE, KEPT = N_("Code of the badge"), N_("Kept for you: booth %(code)s")


class Appointment(Struct, frozen=True, kw_only=True):
    """`sequence` grows with every change that `uid` has seen."""

    uid: UUID
    sequence: int
    title: str
    text: str
    place: str
    link: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    cancelled: bool


def calendar_file(appointments: Sequence[Appointment], now: datetime) -> bytes:
    """METHOD CANCEL when none of them stands any more (RFC 5546, 3.2.5)."""
    calendar = Calendar()
    calendar.add("prodid", "-//Chợ Phiên//Fairs//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if all(one.cancelled for one in appointments) else "PUBLISH")
    for one in appointments:
        calendar.add_component(_event(one, now))
    years = [at.year for one in appointments for at in (one.starts_at, one.ends_at)]
    calendar.add_missing_timezones(first_date=date(min(years) - 1, 1, 1), last_date=date(max(years) + 2, 1, 1))
    content: bytes = calendar.to_ical()
    return content


def _event(one: Appointment, now: datetime) -> Event:
    event, zone = Event(), ZoneInfo(one.zone)
    event.add("uid", str(one.uid))
    event.add("sequence", one.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", one.starts_at.astimezone(zone))
    event.add("dtend", one.ends_at.astimezone(zone))
    event.add("summary", one.title)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    event.add("url", one.link)
    if one.place:
        event.add("location", one.place)
    if one.text:
        event.add("description", one.text)
    return event


def fair_appointment(fair: Fair, person: Person) -> Appointment:
    body, language = fair.body, person.language
    return Appointment(
        uid=fair.id,
        sequence=fair.version,
        title=in_best(body.named, language),
        text=in_best(body.described, language),
        place=body.venue,
        link=_link(person, "fairs", fair.id),
        starts_at=body.starts_at,
        ends_at=body.ends_at,
        zone=body.zone,
        cancelled=body.status == "cancelled",
    )


def badge_appointment(badge: Badge, fair: Fair, person: Person) -> Appointment:
    return replace(
        fair_appointment(fair, person),
        uid=badge.registration_id,
        title=person.text(BADGE) % {"fair": in_best(fair.body.named, person.language), "person": badge.person_name},
        text=f"{person.text(CODE)}: {badge.code}",
        link=_link(person, "badges", badge.registration_id),
    )


def session_appointment(session: Session, fair: Fair, person: Person) -> Appointment:
    """At its own time. The venue, and where there."""
    body, of_fair = session.body, fair_appointment(fair, person)
    return replace(
        of_fair,
        uid=session.id,
        sequence=of_fair.sequence + session.version,
        title=body.title,
        text="\n".join(part for part in (body.speaker, body.description) if part),
        place=", ".join(part for part in (body.place, fair.body.venue) if part),
        link=_link(person, "fairs", fair.id, "agenda"),
        starts_at=body.starts_at,
        ends_at=body.ends_at,
        cancelled=of_fair.cancelled or session.removed,
    )


def booking_appointment(booking: Booking, fair: Fair, person: Person) -> Appointment:
    """What is only kept says until when."""
    of_fair = fair_appointment(fair, person)
    text = ""
    if booking.held_until is not None:
        until = moment(booking.held_until, fair.body.zone, language=person.spoken)
        text = f"{person.text(KEPT) % {'code': booking.booth_code}} – {until}"
    return replace(
        of_fair,
        uid=booking.id,
        sequence=of_fair.sequence + booking.version,
        title=person.text(BOOTH) % {"fair": in_best(fair.body.named, person.language), "booth": booking.booth_code},
        text=text,
        cancelled=of_fair.cancelled or booking.ended_at is not None,
    )


def _link(person: Person, *path: object) -> str:
    return "/".join([person.site.settings.base_url, person.language, *map(str, path)])


def calendar_response(appointments: Sequence[Appointment], person: Person, name: str) -> Response[bytes]:
    return Response(
        calendar_file(appointments, person.now),
        media_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.ics"',
            "Cache-Control": "private, no-store",
        },
    )
