"""Fairs, booths, bookings, registrations and check-ins over the API."""

from http import HTTPStatus
from uuid import UUID

import msgspec
from litestar import Response, delete, get, put

from shared.contracts.fairs import (
    AttendeeKind,
    BookBooth,
    CheckIn,
    EndBooking,
    Fair,
    FairBody,
    FindFairs,
    GetBadge,
    GetBooths,
    GetFair,
    HoldBooth,
    PutFair,
    RegisterAttendee,
)
from shared.contracts.fairs.bookings import HOLD_MINUTES, Minutes
from web.addresses import PageSize, PageSizeOrAll
from web.api.lists import list_answer, page_number
from web.api.put import act_answer, answer, body_of, expected_version, record_answer
from web.visitor import AnyRequest, Visitor


class BookingPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without `organisation_id`: the one that the token's account speaks for."""

    booth_id: UUID
    organisation_id: UUID | None = None


class HoldPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without `organisation_id`: the one that the token's account speaks for."""

    booth_id: UUID
    organisation_id: UUID | None = None
    minutes: Minutes = HOLD_MINUTES


class RegistrationPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without a name: the person behind the token."""

    person_name: str | None = None
    kind: AttendeeKind = "visitor"
    organisation_id: UUID | None = None
    organisation_name: str = ""


class CheckInPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: str


@get("/fairs")
async def find(visitor: Visitor, page_size: PageSize = 24, cursor: str | None = None) -> Response[bytes]:
    """Fairs, the latest first."""
    page = page_number(cursor)
    found = await visitor.ask(FindFairs(page=page, page_size=page_size))
    return list_answer([_flat(fair) for fair in found.items], total=found.total, page=page, page_size=page_size)


@get("/fairs/{fair_id:uuid}")
async def show(visitor: Visitor, fair_id: UUID) -> Response[bytes]:
    """One fair."""
    fair = await visitor.ask(GetFair(fair_id=fair_id))
    return answer(_flat(fair), version=fair.version)


@put("/fairs/{fair_id:uuid}")
async def state(visitor: Visitor, fair_id: UUID, request: AnyRequest) -> Response[bytes]:
    """State a fair or its revision; opening and closing are revisions of `status`."""
    body = await body_of(request, FairBody)
    return record_answer(
        await visitor.ask(PutFair(fair_id=fair_id, expected_version=expected_version(request), body=body))
    )


@get("/fairs/{fair_id:uuid}/booths")
async def booths(
    visitor: Visitor, fair_id: UUID, page_size: PageSizeOrAll = None, cursor: str | None = None
) -> Response[bytes]:
    """The booths with their place, state and holder; all of them at once, as a plan needs them, or by pages."""
    found = await visitor.ask(GetBooths(fair_id=fair_id))
    page, size = page_number(cursor), page_size or max(1, found.total)
    shown = found.items[(page - 1) * size : page * size]
    return list_answer(shown, total=found.total, page=page, page_size=size)


@put("/fairs/{fair_id:uuid}/bookings/{booking_id:uuid}")
async def book(visitor: Visitor, fair_id: UUID, booking_id: UUID, request: AnyRequest) -> Response[bytes]:
    """Take a booth: confirmed at once, or refused with `booth_taken`."""
    booking = await body_of(request, BookingPut)
    command = BookBooth(
        booking_id=booking_id,
        fair_id=fair_id,
        booth_id=booking.booth_id,
        organisation_id=booking.organisation_id or visitor.organisation_id,
    )
    act = await visitor.ask(command)
    return act_answer(act)


@delete("/fairs/{fair_id:uuid}/bookings/{booking_id:uuid}", status_code=HTTPStatus.NO_CONTENT)
async def end_booking(visitor: Visitor, fair_id: UUID, booking_id: UUID) -> None:
    """Give a booth back."""
    await visitor.ask(EndBooking(booking_id=booking_id, fair_id=fair_id))


@put("/fairs/{fair_id:uuid}/holds/{booking_id:uuid}")
async def hold(visitor: Visitor, fair_id: UUID, booking_id: UUID, request: AnyRequest) -> Response[bytes]:
    """Keep a booth for a limited time; a PUT of the booking with the same id confirms it."""
    wanted = await body_of(request, HoldPut)
    command = HoldBooth(
        booking_id=booking_id,
        fair_id=fair_id,
        booth_id=wanted.booth_id,
        organisation_id=wanted.organisation_id or visitor.organisation_id,
        minutes=wanted.minutes,
    )
    act = await visitor.ask(command)
    return act_answer(act)


@put("/fairs/{fair_id:uuid}/registrations/{registration_id:uuid}")
async def register(visitor: Visitor, fair_id: UUID, registration_id: UUID, request: AnyRequest) -> Response[bytes]:
    """Register as a visitor or, with a booth, as an exhibitor. `code` is what the badge shows at the gate."""
    wanted = await body_of(request, RegistrationPut)
    command = RegisterAttendee(
        registration_id=registration_id,
        fair_id=fair_id,
        kind=wanted.kind,
        person_name=wanted.person_name or (visitor.identity.person_name if visitor.identity else ""),
        organisation_id=wanted.organisation_id,
        organisation_name=wanted.organisation_name,
    )
    act = await visitor.ask(command)
    badge = await visitor.ask(GetBadge(registration_id=registration_id))
    return act_answer(act, code=badge.code)


@put("/fairs/{fair_id:uuid}/check-ins/{check_in_id:uuid}")
async def check_in(visitor: Visitor, fair_id: UUID, check_in_id: UUID, request: AnyRequest) -> Response[bytes]:
    """Let a badge in at the gate."""
    given = await body_of(request, CheckInPut)
    act = await visitor.ask(CheckIn(check_in_id=check_in_id, fair_id=fair_id, code=given.code))
    return act_answer(act)


def _flat(fair: Fair) -> dict[str, object]:
    return {
        "id": fair.id,
        "version": fair.version,
        **msgspec.structs.asdict(fair.body),
        "booths": fair.booths,
    }


HANDLERS = (find, show, state, booths, book, end_booking, hold, register, check_in)
