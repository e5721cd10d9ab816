"""What organizers do with booths that are taken or waited for: move, exchange, hand over, offer; and its history."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.bookings import MoveBooking, SwapBookings, TransferBooking
from shared.contracts.fairs.booths import Booth, GetBooths
from shared.contracts.fairs.changes import FindChanges
from shared.contracts.fairs.fair import GetFair
from shared.contracts.fairs.waiting import OfferBooth, PrecedeInWaitingList
from shared.errors import Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.forms.reading import read_form
from web.pages.booths import done, receiver, unreadable
from web.pages.fairs import show_fair
from web.visitor import Person

PAGE = 50


@post("/{lang:str}/fairs/{fair_id:uuid}/bookings/{booking_id:uuid}/place", status_code=HTTPStatus.SEE_OTHER)
async def place(person: Person, fair_id: UUID, booking_id: UUID) -> Response[bytes] | Redirect:
    """To the booth with the code that was typed: moved when it is free, exchanged when somebody has it."""
    form = await read_form(person)
    person.must_be_signed_in()
    target = await _booth_called(person, fair_id, form.line("to").upper())
    if target is None:
        refusal = Rejected("booth_unknown")
        return await show_fair(person, fair_id, form=form, refusal=refusal)
    change_id = form.uuid("change_id") or uuid7()
    if target.booking_id is None:
        move = MoveBooking(change_id=change_id, booking_id=booking_id, booth_id=target.id)
        return await done(person, fair_id, move, form)
    swap = SwapBookings(change_id=change_id, booking_id=booking_id, other_booking_id=target.booking_id)
    return await done(person, fair_id, swap, form)


async def _booth_called(person: Person, fair_id: UUID, code: str) -> Booth | None:
    plan = await person.ask(GetBooths(fair_id=fair_id))
    return next((booth for booth in plan.items if booth.code == code), None)


@post("/{lang:str}/fairs/{fair_id:uuid}/bookings/{booking_id:uuid}/holder", status_code=HTTPStatus.SEE_OTHER)
async def transfer(person: Person, fair_id: UUID, booking_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    change_id = form.uuid("change_id")
    try:
        organisation_id = await receiver(person, form)
    except Rejected as refusal:
        return await show_fair(person, fair_id, form=form, refusal=refusal)
    if change_id is None or organisation_id is None:
        return await show_fair(person, fair_id, form=form, refusal=unreadable(person))
    command = TransferBooking(change_id=change_id, booking_id=booking_id, organisation_id=organisation_id)
    return await done(person, fair_id, command, form)


@post("/{lang:str}/fairs/{fair_id:uuid}/offers", status_code=HTTPStatus.SEE_OTHER)
async def offer(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    """A free booth to somebody in the waiting list."""
    form = await read_form(person)
    person.must_be_signed_in()
    booking_id, booth_id, entry_id = form.uuid("booking_id"), form.uuid("booth_id"), form.uuid("entry_id")
    if booking_id is None or booth_id is None or entry_id is None:
        return await show_fair(person, fair_id, form=form, refusal=unreadable(person))
    fair = await person.ask(GetFair(fair_id=fair_id))
    command = OfferBooth(
        booking_id=booking_id,
        fair_id=fair_id,
        booth_id=booth_id,
        entry_id=entry_id,
        minutes=60 * fair.body.offer_hours,
    )
    return await done(person, fair_id, command, form)


@post("/{lang:str}/fairs/{fair_id:uuid}/waiting-list/{entry_id:uuid}/precedence", status_code=HTTPStatus.SEE_OTHER)
async def precede(person: Person, fair_id: UUID, entry_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    precedence = form.integer("precedence", required=True)
    if precedence is None or precedence not in range(10):
        return await show_fair(person, fair_id, refusal=unreadable(person))
    return await done(person, fair_id, PrecedeInWaitingList(entry_id=entry_id, precedence=precedence), form)


@get("/{lang:str}/fairs/{fair_id:uuid}/changes")
async def changes(person: Person, fair_id: UUID, page: Page = 1, booth: str = "") -> Response[bytes]:
    """The audit trail; `booth`: the code that a booth has now."""
    person.must_be_signed_in()
    fair = await person.ask(GetFair(fair_id=fair_id))
    wanted = await _booth_called(person, fair_id, booth) if booth else None
    found = await person.ask(
        FindChanges(fair_id=fair_id, booth_id=wanted.id if wanted else None, page=page, page_size=PAGE)
    )
    return await person.page(
        "fairs/changes.html",
        fair=fair,
        found=found,
        number=page,
        size=PAGE,
        booth=booth if wanted else "",
    )


HANDLERS = (place, transfer, offer, precede, changes)
