"""What co-ops and organizers learn of booths."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from services.notifications.audiences import everyone_with, speakers_for
from services.notifications.news.booths import (
    BoothAnswerDue,
    BoothAwaited,
    BoothFree,
    BoothKept,
    BoothLeft,
    BoothMoved,
    BoothTaken,
    BoothYours,
    CoopWaits,
)
from services.notifications.reactions.attendance import keep_attendance, keep_exhibitors
from services.notifications.telling import are_news, is_news, tell, tell_organisations
from shared.contracts.fairs.bookings import (
    BookingConfirmed,
    BookingEnded,
    BookingHeld,
    BookingMoved,
    BookingTransferred,
    HoldReminded,
)
from shared.contracts.fairs.waiting import WaitingListJoined
from shared.messaging import Transaction

BookingEvent = BookingHeld | BookingConfirmed | BookingMoved | BookingTransferred | BookingEnded
OWN_DOING = frozenset({"refused", "replaced"})
"""Endings of what was kept for somebody that are no news to them."""


async def booking_held(event: BookingHeld, tx: Transaction) -> None:
    tx.defer(tell_of_bookings, event)


async def booking_confirmed(event: BookingConfirmed, tx: Transaction) -> None:
    tx.defer(tell_of_bookings, event)


async def booking_moved(event: BookingMoved, tx: Transaction) -> None:
    tx.defer(tell_of_bookings, event)


async def booking_transferred(event: BookingTransferred, tx: Transaction) -> None:
    tx.defer(tell_of_bookings, event)


async def booking_ended(event: BookingEnded, tx: Transaction) -> None:
    tx.defer(tell_of_bookings, event)


async def tell_of_bookings(events: Sequence[BookingEvent], tx: Transaction) -> None:
    """In their order; what is confirmed in a row is told to the organizers at once."""
    run: list[BookingConfirmed] = []
    for event in await are_news("booking", events, tx):
        if isinstance(event, BookingConfirmed):
            run.append(event)
            continue
        await _confirmed(run, tx)
        run = []
        await _happened(event, tx)
    await _confirmed(run, tx)


async def _confirmed(bookings: Sequence[BookingConfirmed], tx: Transaction) -> None:
    if not bookings:
        return
    await keep_exhibitors(bookings, tx)
    for yours in _yours(bookings).values():
        await tell_organisations(yours, tx)
    times = Counter(booking.fair_id for booking in bookings)
    for last in {booking.fair_id: booking for booking in bookings}.values():
        taken = BoothTaken(
            fair_id=last.fair_id,
            fair=last.fair_name,
            booth=last.booth_code,
            coop=last.organisation_name,
            times=times[last.fair_id],
        )
        await tell(everyone_with("organizer"), taken, tx)


def _yours(bookings: Sequence[BookingConfirmed]) -> Mapping[UUID, Mapping[UUID, BoothYours]]:
    """Fair → organisation → the last of its booths, and how many."""
    times = Counter((booking.fair_id, booking.organisation_id) for booking in bookings)
    found: dict[UUID, dict[UUID, BoothYours]] = {}
    for booking in bookings:
        fair_id, organisation_id = booking.fair_id, booking.organisation_id
        found.setdefault(fair_id, {})[organisation_id] = BoothYours(
            fair_id=fair_id,
            fair=booking.fair_name,
            booth=booking.booth_code,
            times=times[fair_id, organisation_id],
        )
    return found


async def _happened(event: BookingHeld | BookingMoved | BookingTransferred | BookingEnded, tx: Transaction) -> None:
    match event:
        case BookingHeld():
            await _held(event, tx)
        case BookingMoved():
            await _moved(event, tx)
        case BookingTransferred():
            await _transferred(event, tx)
        case BookingEnded():
            await _ended(event, tx)


async def _held(event: BookingHeld, tx: Transaction) -> None:
    if not (event.offered or event.by_organizer):
        return
    kept = BoothKept(
        fair_id=event.fair_id,
        fair=event.fair_name,
        booth=event.booth_code,
        booking_id=event.id,
        until=event.until,
        zone=event.zone,
        offered=event.offered,
    )
    await tell(speakers_for(event.organisation_id), kept, tx)


async def hold_reminded(event: HoldReminded, tx: Transaction) -> None:
    if await is_news("answer due", event, tx):
        due = BoothAnswerDue(
            fair_id=event.fair_id,
            fair=event.fair_name,
            booth=event.booth_code,
            booking_id=event.id,
            until=event.until,
            zone=event.zone,
            offered=event.offered,
        )
        await tell(speakers_for(event.organisation_id), due, tx)


async def _moved(event: BookingMoved, tx: Transaction) -> None:
    await keep_attendance(event, event.fair_id, tx, organisation_id=event.organisation_id)
    moved = BoothMoved(
        fair_id=event.fair_id, fair=event.fair_name, booth=event.booth_code, former=event.former_booth_code
    )
    await tell(speakers_for(event.organisation_id), moved, tx)


async def _transferred(event: BookingTransferred, tx: Transaction) -> None:
    await keep_attendance(event, event.fair_id, tx, organisation_id=event.organisation_id)
    left = BoothLeft(fair_id=event.fair_id, fair=event.fair_name, booth=event.booth_code, reason="by_organizer")
    await tell(speakers_for(event.former_organisation_id), left, tx)
    yours = BoothYours(fair_id=event.fair_id, fair=event.fair_name, booth=event.booth_code)
    await tell(speakers_for(event.organisation_id), yours, tx)


async def _ended(event: BookingEnded, tx: Transaction) -> None:
    await keep_attendance(event, event.fair_id, tx, organisation_id=event.organisation_id, ended=True)
    if event.reason not in OWN_DOING:
        left = BoothLeft(
            fair_id=event.fair_id,
            fair=event.fair_name,
            booth=event.booth_code,
            reason=event.reason,
            offered=event.offered,
        )
        await tell(speakers_for(event.organisation_id), left, tx)
    if event.next_organisation_id is not None:
        free = BoothFree(fair_id=event.fair_id, fair=event.fair_name, booth=event.booth_code)
        await tell(speakers_for(event.next_organisation_id), free, tx)


async def waiting_list_joined(event: WaitingListJoined, tx: Transaction) -> None:
    if not await is_news("waiting", event, tx):
        return
    await keep_attendance(event, event.fair_id, tx, organisation_id=event.organisation_id)
    await tell(speakers_for(event.organisation_id), BoothAwaited(fair_id=event.fair_id, fair=event.fair_name), tx)
    waits = CoopWaits(fair_id=event.fair_id, fair=event.fair_name, coop=event.organisation_name)
    await tell(everyone_with("organizer"), waits, tx)
