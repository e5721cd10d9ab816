"""The forms of fairs: a fair with its halls, an application, a registration."""

import re
from collections.abc import Mapping
from decimal import Decimal
from string import ascii_uppercase
from typing import get_args
from uuid import UUID
from zoneinfo import available_timezones

from shared.contracts.fairs.attendees import AttendeeKind
from shared.contracts.fairs.fair import (
    BookingPolicy,
    Fair,
    FairBody,
    FairKind,
    FairStatus,
    HallBody,
    Promotion,
    Question,
)
from web.formats import number
from web.forms.fair_texts import fill_texts, typed_descriptions, typed_names
from web.forms.fields import Form
from web.forms.moments import local

ZONES = (
    "Asia/Ho_Chi_Minh",
    "Asia/Tokyo",
    "Asia/Seoul",
    "Asia/Jerusalem",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Bangkok",
    "Europe/Berlin",
    "Europe/Paris",
    "America/Los_Angeles",
)
"""Suggested; any IANA zone may be written."""
MOST_HALLS = 10
MOST_LISTINGS = 20
MOST_QUESTIONS, LONGEST_QUESTION = 10, 200
MOST_OFFER_HOURS, USUAL_OFFER_HOURS = 720, 24
HALL_CODE = re.compile(r"[A-Z][A-Z0-9]{0,5}")
METRES = {"width": (1, 20, 3), "depth": (1, 20, 3), "aisle": (0, 20, 3)}
"""Field → least, most, and what is meant when nothing is written."""
HALL_FIELDS = ("code", "name", "rows", "columns", *METRES)

STEPS: Mapping[FairStatus, tuple[FairStatus, ...]] = {
    "draft": ("open",),
    "open": ("closed", "running"),
    "closed": ("running", "open"),
    "running": ("finished",),
    "finished": (),
    "cancelled": (),
}
"""Status → the buttons that lead on from it, the usual one first. `fairs` decides."""
MAY_BE_CANCELLED: frozenset[FairStatus] = frozenset({"draft", "open", "closed", "running"})


def fair_body(form: Form) -> FairBody | None:
    """The fair as typed, or None with the faults in the form. Its times are meant at the venue."""
    name = form.line("name", required=True)
    zone = form.line("zone", required=True, longest=64)
    if zone and zone not in available_timezones():
        form.fault("zone", "zone_unknown")
    known_zone = "UTC" if "zone" in form.faults else zone
    starts_at = form.moment("starts_at", known_zone, required=True)
    ends_at = form.moment("ends_at", known_zone, required=True)
    if starts_at and ends_at and ends_at <= starts_at:
        form.fault("ends_at", "not_after_start")
    opens_at, closes_at = form.moment("opens_at", known_zone), form.moment("closes_at", known_zone)
    if opens_at and closes_at and closes_at <= opens_at:
        form.fault("closes_at", "not_after_start")
    questions = typed_questions(form)
    kind: FairKind = form.choice("kind", get_args(FairKind)) or "trade_fair"
    venue, description = form.line("venue", longest=300), form.text("description")
    names, descriptions = typed_names(form), typed_descriptions(form)
    booking = form.choice("booking", get_args(BookingPolicy), required=True)
    promotion: Promotion = form.choice("promotion", get_args(Promotion)) or "by_hand"
    offer_hours = _count(form, "offer_hours", MOST_OFFER_HOURS) if form["offer_hours"] else USUAL_OFFER_HOURS
    status: FairStatus = form.choice("status", get_args(FairStatus)) or "draft"
    halls = [_hall(form, place) for place in hall_places(form)]
    if not form.ok or starts_at is None or ends_at is None or booking is None or offer_hours is None:
        return None
    return FairBody(
        name=name,
        kind=kind,
        status=status,
        opens_at=opens_at,
        closes_at=closes_at,
        questions=questions,
        starts_at=starts_at,
        ends_at=ends_at,
        zone=zone,
        venue=venue,
        description=description,
        names=names,
        descriptions=descriptions,
        booking=booking,
        promotion=promotion,
        offer_hours=offer_hours,
        halls=[hall for hall in halls if hall],
    )


def typed_questions(form: Form) -> list[Question]:
    """One a line; those that end with an asterisk must be answered."""
    lines = [line.strip() for line in form.text("questions").splitlines() if line.strip(" *")]
    if len(lines) > MOST_QUESTIONS or any(len(line) > LONGEST_QUESTION for line in lines):
        form.fault("questions", "too_many")
        return []
    return [Question(text=line.rstrip(" *"), required=line.endswith("*")) for line in lines]


def hall_places(form: Form) -> list[int]:
    """Places of the form's rows in which something identifies a hall; the others stay empty."""
    return [place for place in range(MOST_HALLS) if any(form[f"hall_{place}_{field}"] for field in HALL_FIELDS[:4])]


def service_names(form: Form) -> dict[str, str]:
    """What the service calls a field → what the form calls it; it counts only the halls that are there."""
    names = {"halls": "hall_0_rows"}
    for counted, place in enumerate(hall_places(form)):
        names |= {f"halls.{counted}.{field}": f"hall_{place}_{field}" for field in HALL_FIELDS}
    return names


def _hall(form: Form, place: int) -> HallBody | None:
    field = f"hall_{place}_"
    code = form.line(f"{field}code", longest=6).upper() or ascii_uppercase[place]
    if not HALL_CODE.fullmatch(code):
        form.fault(f"{field}code", "hall_code")
    name = form.line(f"{field}name")
    rows, columns = _count(form, f"{field}rows", 40), _count(form, f"{field}columns", 60)
    width, depth, aisle = (_metres(form, f"{field}{size}", *METRES[size]) for size in METRES)
    if not form.ok or rows is None or columns is None:
        return None
    return HallBody(code=code, name=name, rows=rows, columns=columns, booth_width=width, booth_depth=depth, aisle=aisle)


def _count(form: Form, name: str, most: int) -> int | None:
    count = form.integer(name, required=True)
    if count is not None and not 1 <= count <= most:
        form.fault(name, "out_of_range")
    return count


def _metres(form: Form, name: str, least: int, most: int, usual: int) -> float:
    metres = form.decimal(name)
    if metres is None:
        return usual
    if not least <= metres <= most:
        form.fault(name, "out_of_range")
    return float(metres)


def fill_fair(form: Form, fair: Fair) -> Form:
    """The form as a person would have typed this fair."""
    body = fair.body
    form.fill(
        version=fair.version,
        along="1",
        name=body.name,
        status=body.status,
        starts_at=local(body.starts_at, body.zone),
        ends_at=local(body.ends_at, body.zone),
        zone=body.zone,
        venue=body.venue,
        description=body.description,
        booking=body.booking,
        promotion=body.promotion,
        offer_hours=body.offer_hours,
        kind=body.kind,
        opens_at=body.opens_at and local(body.opens_at, body.zone),
        closes_at=body.closes_at and local(body.closes_at, body.zone),
        questions="\n".join(one.text + (" *" if one.required else "") for one in body.questions),
    )
    fill_texts(form, body)
    for place, hall in enumerate(body.halls):
        sizes = {"width": hall.booth_width, "depth": hall.booth_depth, "aisle": hall.aisle}
        typed = {"code": hall.code, "name": hall.name, "rows": hall.rows, "columns": hall.columns}
        typed |= {size: _typed(metres, form) for size, metres in sizes.items()}
        form.fill(**{f"hall_{place}_{field}": value for field, value in typed.items()})
    return form


def _typed(metres: float, form: Form) -> str:
    return number(Decimal(str(metres)), form.language)


def chosen_listings(form: Form) -> list[UUID]:
    """The products that an applicant will show."""
    try:
        listing_ids = [UUID(chosen) for chosen in form.chosen("listing_ids")]
    except ValueError:
        form.fault("listing_ids", "malformed")
        return []
    if not listing_ids:
        form.fault("listing_ids", "choose_one")
    if len(listing_ids) > MOST_LISTINGS:
        form.fault("listing_ids", "too_many")
    return listing_ids


def attendee_kinds(*, has_booth: bool, is_organizer: bool) -> tuple[AttendeeKind, ...]:
    """As what somebody may register people."""
    booth: tuple[AttendeeKind, ...] = ("exhibitor",) if has_booth else ()
    guest: tuple[AttendeeKind, ...] = ("guest",) if is_organizer else ()
    return ("visitor", "buyer", *booth, "press", "official", "trainee", *guest)
