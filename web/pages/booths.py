"""The booths of a fair: their list, who takes one and gives it back, who waits for one."""

from http import HTTPStatus
from typing import get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.applications import FindCoops
from shared.contracts.fairs.bookings import BookBooth, EndBooking, HoldBooth
from shared.contracts.fairs.booths import BlockBooth, Booth, BoothStatus, GetBooths
from shared.contracts.fairs.fair import GetFair
from shared.contracts.fairs.waiting import JoinWaitingList, LeaveWaitingList
from shared.contracts.message import Reply
from shared.contracts.message import Request as Message
from shared.errors import Rejected
from shared.text import fold
from web.addresses import Page
from web.forms.fields import Form
from web.forms.reading import read_form
from web.pages.fairs import show_fair, types_of
from web.pages.prints import STANDS_A_FILE
from web.plans import CHANGED_BY
from web.visitor import Person

PAGE = 100
MOST_WISHED = 20


@get("/{lang:str}/fairs/{fair_id:uuid}/booths")
async def index(person: Person, fair_id: UUID, page: Page = 1, q: str = "", status: str = "") -> Response[bytes]:
    """The plan as a table, for those who prefer it; `q`: a code or a part of the holder's name."""
    fair = await person.ask(GetFair(fair_id=fair_id))
    plan = await person.ask(GetBooths(fair_id=fair_id))
    found = [booth for booth in plan.items if status in {"", booth.status} and _answers(booth, q)]
    return await person.page(
        "fairs/booths.html",
        shows=CHANGED_BY,
        fair=fair,
        booths=found[(page - 1) * PAGE : page * PAGE],
        total=len(found),
        number=page,
        size=PAGE,
        stands_a_file=STANDS_A_FILE,
        q=q,
        wanted=status if status in get_args(BoothStatus) else "",
    )


def _answers(booth: Booth, q: str) -> bool:
    return fold(q.strip()) in fold(booth.code + " " + (booth.holder.name if booth.holder else ""))


@post("/{lang:str}/fairs/{fair_id:uuid}/bookings", status_code=HTTPStatus.SEE_OTHER)
async def book(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    """For one's own co-op; organizers name the one that they give the booth to. `keep`: only for a while. With the id
    of what is kept or offered it is confirmed.
    """
    form = await read_form(person)
    person.must_be_signed_in()
    booking_id, booth_id = form.uuid("booking_id"), form.uuid("booth_id")
    try:
        organisation_id = await receiver(person, form) or person.organisation_id
    except Rejected as refusal:
        return await show_fair(person, fair_id, form=form, refusal=refusal)
    if booking_id is None or booth_id is None:
        return await show_fair(person, fair_id, refusal=unreadable(person))
    kind = HoldBooth if form["keep"] else BookBooth
    command = kind(booking_id=booking_id, fair_id=fair_id, booth_id=booth_id, organisation_id=organisation_id)
    return await done(person, fair_id, command, form)


async def receiver(person: Person, form: Form) -> UUID | None:
    """To whom an organizer gives a booth: the co-op whose name was typed, or the one that was chosen."""
    name = form.line("coop")
    if not form.ok:
        raise Rejected("coop_unknown")
    if not name:
        return form.uuid("organisation_id") if form["organisation_id"] else None
    found = (await person.ask(FindCoops(names=[name]))).items
    if len(found) != 1:
        raise Rejected("coop_unknown")
    return found[0].id


@post("/{lang:str}/fairs/{fair_id:uuid}/bookings/{booking_id:uuid}/end", status_code=HTTPStatus.SEE_OTHER)
async def end_booking(person: Person, fair_id: UUID, booking_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    command = EndBooking(booking_id=booking_id, fair_id=fair_id, no_show=form.ticked("no_show"))
    return await done(person, fair_id, command, form)


@post("/{lang:str}/fairs/{fair_id:uuid}/booths/{booth_id:uuid}/blocking", status_code=HTTPStatus.SEE_OTHER)
async def block(person: Person, fair_id: UUID, booth_id: UUID) -> Response[bytes] | Redirect:
    """Keep a booth out of the market, or give it back when the form says so."""
    form = await read_form(person)
    person.must_be_signed_in()
    return await done(person, fair_id, BlockBooth(booth_id=booth_id, blocked=not form["release"]), form)


@post("/{lang:str}/fairs/{fair_id:uuid}/waiting-list", status_code=HTTPStatus.SEE_OTHER)
async def join_waiting_list(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    entry_id = form.uuid("entry_id")
    if entry_id is None:
        return await show_fair(person, fair_id, refusal=unreadable(person))
    quantity = form.integer("quantity") or 1
    if not 1 <= quantity <= MOST_WISHED:
        return await show_fair(person, fair_id, refusal=unreadable(person))
    plan = await person.ask(GetBooths(fair_id=fair_id))
    command = JoinWaitingList(
        entry_id=entry_id,
        fair_id=fair_id,
        organisation_id=person.organisation_id,
        quantity=quantity,
        booth_types=form.choices("booth_types", types_of(plan)),
    )
    return await done(person, fair_id, command, form)


@post("/{lang:str}/fairs/{fair_id:uuid}/waiting-list/{entry_id:uuid}/leave", status_code=HTTPStatus.SEE_OTHER)
async def leave_waiting_list(person: Person, fair_id: UUID, entry_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    return await done(person, fair_id, LeaveWaitingList(entry_id=entry_id), form)


async def done(person: Person, fair_id: UUID, command: Message[Reply], form: Form) -> Response[bytes] | Redirect:
    """Back to the plan; a refusal is said there, with the booth still chosen."""
    try:
        await person.ask(command)
    except Rejected as refusal:
        return await show_fair(person, fair_id, form=form, refusal=refusal)
    return person.go("fairs", fair_id)


def unreadable(person: Person) -> Rejected:
    return Rejected("malformed", reason=person.text("the form"))


HANDLERS = (index, book, end_booking, block, join_waiting_list, leave_waiting_list)
