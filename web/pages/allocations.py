"""Proposed plans of a fair: asked for, watched, adjusted, applied."""

from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect
from msgspec.structs import replace

from shared.contracts.fairs.allocations import (
    Allocation,
    ApplyAllocation,
    CancelAllocation,
    FindAllocations,
    GetAllocation,
    Pin,
    ProposeAllocation,
)
from shared.contracts.fairs.booths import Booth, GetBooths
from shared.contracts.fairs.fair import Fair, GetFair
from shared.errors import Rejected
from shared.ids import uuid7
from web.floor_plan import Drawing, View, draw_halls
from web.forms.fields import Form
from web.forms.reading import read_form
from web.visitor import Person

SECONDS = (10, 30, 60, 180)
FAIRNESS = 0.8
"""Of everybody's mean satisfaction, for each province."""


@get("/{lang:str}/fairs/{fair_id:uuid}/allocation")
async def show(person: Person, fair_id: UUID, plan: UUID | None = None) -> Response[bytes]:
    """`plan`: which of the proposals; else the latest."""
    person.must_be_signed_in()
    return await _page(person, fair_id, plan, Form(person.language))


async def _page(
    person: Person, fair_id: UUID, plan_id: UUID | None, form: Form, refusal: Rejected | None = None
) -> Response[bytes]:
    fair = await person.ask(GetFair(fair_id=fair_id))
    known = await person.ask(FindAllocations(fair_id=fair_id))
    chosen = plan_id or next((one.id for one in known.items), None)
    allocation = await person.ask(GetAllocation(allocation_id=chosen)) if chosen else None
    booths = (await person.ask(GetBooths(fair_id=fair_id))).items
    return await person.page(
        "fairs/allocation.html",
        refusal=refusal,
        fair=fair,
        known=known.items,
        allocation=allocation,
        drawings=_drawn(fair, booths, allocation, person),
        form=form,
        new_id=uuid7(),
        seconds=SECONDS,
    )


def _drawn(fair: Fair, booths: Sequence[Booth], allocation: Allocation | None, person: Person) -> list[Drawing]:
    """What is proposed is drawn as kept, what is moved as one's own, what is taken as taken."""
    if allocation is None:
        return []
    proposed = {one.booth_id: one for one in allocation.placements if one.booth_id}
    shown = [
        replace(booth, status="held", holder=proposed[booth.id].organisation)
        if booth.id in proposed and booth.status == "free"
        else booth
        for booth in booths
    ]
    moved = frozenset(booth_id for booth_id, one in proposed.items() if one.moved)
    return draw_halls(fair.body.halls, shown, View(own=moved), person.text)


@post("/{lang:str}/fairs/{fair_id:uuid}/allocation", status_code=HTTPStatus.SEE_OTHER)
async def propose(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    """Also from a plan that was adjusted: pinned places are kept, the others change as little as may be."""
    form = await read_form(person)
    person.must_be_signed_in()
    allocation_id, seconds = form.uuid("allocation_id"), form.integer("seconds") or SECONDS[1]
    former_id = form.uuid("former_id") if form["former_id"] else None
    pins = await _pins(person, fair_id, form)
    if not form.ok or allocation_id is None:
        return await _page(person, fair_id, former_id, form)
    command = ProposeAllocation(
        allocation_id=allocation_id,
        fair_id=fair_id,
        seconds=min(max(seconds, SECONDS[0]), SECONDS[-1]),
        pins=pins,
        former_id=former_id,
        fairness=FAIRNESS if form.ticked("fair") else None,
    )
    try:
        await person.ask(command)
    except Rejected as refusal:
        return await _page(person, fair_id, former_id, form, refusal)
    return person.go("fairs", fair_id, f"allocation?plan={allocation_id}")


async def _pins(person: Person, fair_id: UUID, form: Form) -> list[Pin]:
    """Ticked rows, each in the booth whose code stands in it."""
    pinned = form.chosen("pinned")
    if not pinned:
        return []
    plan = await person.ask(GetBooths(fair_id=fair_id))
    by_code = {booth.code: booth.id for booth in plan.items}
    pins = []
    for key in pinned:
        code = form.line(f"booth_{key}").upper()
        try:
            pins.append(Pin(application_id=UUID(key), booth_id=by_code[code]))
        except (ValueError, KeyError):
            form.fault(f"booth_{key}", "booth_not_free")
    return pins


@post("/{lang:str}/fairs/{fair_id:uuid}/allocation/{allocation_id:uuid}/stop", status_code=HTTPStatus.SEE_OTHER)
async def stop(person: Person, fair_id: UUID, allocation_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    try:
        await person.ask(CancelAllocation(allocation_id=allocation_id))
    except Rejected as refusal:
        return await _page(person, fair_id, allocation_id, form, refusal)
    return person.go("fairs", fair_id, f"allocation?plan={allocation_id}")


@post("/{lang:str}/fairs/{fair_id:uuid}/allocation/{allocation_id:uuid}/bookings", status_code=HTTPStatus.SEE_OTHER)
async def apply(person: Person, fair_id: UUID, allocation_id: UUID) -> Response[bytes] | Redirect:
    """All places of the plan become bookings, or none does."""
    form = await read_form(person)
    person.must_be_signed_in()
    try:
        await person.ask(ApplyAllocation(allocation_id=allocation_id))
    except Rejected as refusal:
        return await _page(person, fair_id, allocation_id, form, refusal)
    return person.go("fairs", fair_id)


HANDLERS = (show, propose, stop, apply)
