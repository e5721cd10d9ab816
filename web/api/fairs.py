"""Fairs, booths, bookings, registrations and check-ins over the API."""

from uuid import UUID

import msgspec
from litestar import Response

from shared.contracts.fairs.attendees import AttendeeKind, CheckedIn, CheckIn, RegisterAttendee, Registered
from shared.contracts.fairs.bookings import HOLD_MINUTES, BookBooth, BookingMade, EndBooking, HoldBooth, Minutes
from shared.contracts.fairs.booths import Booth, GetBooths
from shared.contracts.fairs.fair import BoothCounts, Fair, FairBody, FindFairs, GetFair, PutFair
from web.addresses import PageSize, PageSizeOrAll
from web.api.answers import (
    IfMatch,
    RecordAnswer,
    act_answer,
    answer,
    expected_version,
    record_answer,
)
from web.api.lists import next_cursor, page_number
from web.api.operations import ending, reading_openly, stating, stating_record
from web.visitor import Visitor


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
    consents: bool = False


class CheckInPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: str


class FairShown(FairBody, frozen=True, kw_only=True):
    """What is stated, and how many booths there are in each state."""

    id: UUID
    version: int
    booths: BoothCounts


class FairList(msgspec.Struct, frozen=True, kw_only=True):
    """Descriptions are cut after 300 characters."""

    items: list[FairShown]
    total: int
    next_cursor: str | None


class BoothsShown(msgspec.Struct, frozen=True, kw_only=True):
    items: list[Booth]
    total: int
    next_cursor: str | None


@reading_openly("/fairs")
async def find(visitor: Visitor, page_size: PageSize = 24, cursor: str | None = None) -> Response[FairList]:
    """Fairs, the latest first."""
    page = page_number(cursor)
    found = await visitor.ask(FindFairs(page=page, page_size=page_size))
    following = next_cursor(found.total, page, page_size)
    return answer(FairList(items=[_shown(fair) for fair in found.items], total=found.total, next_cursor=following))


@reading_openly("/fairs/{fair_id:uuid}")
async def show(visitor: Visitor, fair_id: UUID) -> Response[FairShown]:
    """One fair."""
    fair = await visitor.ask(GetFair(fair_id=fair_id))
    return answer(_shown(fair), version=fair.version)


@stating_record("/fairs/{fair_id:uuid}")
async def state(visitor: Visitor, fair_id: UUID, data: FairBody, if_match: IfMatch = None) -> Response[RecordAnswer]:
    """State a fair or its revision; opening and closing are revisions of `status`."""
    command = PutFair(fair_id=fair_id, expected_version=expected_version(if_match), body=data)
    return record_answer(await visitor.ask(command))


@reading_openly("/fairs/{fair_id:uuid}/booths")
async def booths(
    visitor: Visitor, fair_id: UUID, page_size: PageSizeOrAll = None, cursor: str | None = None
) -> Response[BoothsShown]:
    """The booths with their place, state and holder; all of them at once, as a plan needs them, or by pages."""
    found = await visitor.ask(GetBooths(fair_id=fair_id))
    page, size = page_number(cursor), page_size or max(1, found.total)
    shown = found.items[(page - 1) * size : page * size]
    return answer(BoothsShown(items=shown, total=found.total, next_cursor=next_cursor(found.total, page, size)))


@stating(BookingMade)("/fairs/{fair_id:uuid}/bookings/{booking_id:uuid}")
async def book(visitor: Visitor, fair_id: UUID, booking_id: UUID, data: BookingPut) -> Response[BookingMade]:
    """Take a booth: confirmed at once, or refused with `booth_taken`."""
    command = BookBooth(
        booking_id=booking_id,
        fair_id=fair_id,
        booth_id=data.booth_id,
        organisation_id=data.organisation_id or visitor.organisation_id,
    )
    return act_answer(await visitor.ask(command))


@ending("/fairs/{fair_id:uuid}/bookings/{booking_id:uuid}")
async def end_booking(visitor: Visitor, fair_id: UUID, booking_id: UUID) -> None:
    """Give a booth back."""
    await visitor.ask(EndBooking(booking_id=booking_id, fair_id=fair_id))


@stating(BookingMade)("/fairs/{fair_id:uuid}/holds/{booking_id:uuid}")
async def hold(visitor: Visitor, fair_id: UUID, booking_id: UUID, data: HoldPut) -> Response[BookingMade]:
    """Keep a booth for a limited time; a PUT of the booking with the same id confirms it."""
    command = HoldBooth(
        booking_id=booking_id,
        fair_id=fair_id,
        booth_id=data.booth_id,
        organisation_id=data.organisation_id or visitor.organisation_id,
        minutes=data.minutes,
    )
    return act_answer(await visitor.ask(command))


@stating(Registered)("/fairs/{fair_id:uuid}/registrations/{registration_id:uuid}")
async def register(
    visitor: Visitor, fair_id: UUID, registration_id: UUID, data: RegistrationPut
) -> Response[Registered]:
    """Register as a visitor or, with a booth, as an exhibitor. Each id is a person, whatever the name."""
    command = RegisterAttendee(
        registration_id=registration_id,
        fair_id=fair_id,
        kind=data.kind,
        person_name=data.person_name or (visitor.identity.person_name if visitor.identity else ""),
        organisation_id=data.organisation_id,
        organisation_name=data.organisation_name,
        consents=data.consents,
        namesake=True,
    )
    return act_answer(await visitor.ask(command))


@stating(CheckedIn)("/fairs/{fair_id:uuid}/check-ins/{check_in_id:uuid}")
async def check_in(visitor: Visitor, fair_id: UUID, check_in_id: UUID, data: CheckInPut) -> Response[CheckedIn]:
    """Let a badge in at the gate."""
    return act_answer(await visitor.ask(CheckIn(check_in_id=check_in_id, fair_id=fair_id, code=data.code)))


def _shown(fair: Fair) -> FairShown:
    return FairShown(**msgspec.structs.asdict(fair.body), id=fair.id, version=fair.version, booths=fair.booths)


HANDLERS = (find, show, state, booths, book, end_booking, hold, register, check_in)
