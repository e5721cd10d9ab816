"""Who may come as what: places and approvals, set and given by organizers; badges given back by whoever has them."""

from http import HTTPStatus
from typing import get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.admissions import (
    DecideEnrolment,
    FindEnrolments,
    GetAdmissions,
    PutAdmission,
    WithdrawRegistration,
)
from shared.contracts.fairs.attendees import AttendeeKind
from shared.contracts.fairs.fair import GetFair
from shared.errors import Rejected
from web.addresses import Page
from web.forms.fields import Form
from web.forms.reading import read_form
from web.visitor import Person

PAGE = 50
MOST_PLACES = 1_000_000


@get("/{lang:str}/fairs/{fair_id:uuid}/admissions")
async def index(person: Person, fair_id: UUID, page: Page = 1) -> Response[bytes]:
    return await _index(person, fair_id, Form(person.language), page=page)


async def _index(
    person: Person, fair_id: UUID, form: Form, *, page: int = 1, refusal: Rejected | None = None
) -> Response[bytes]:
    person.must_oversee_fairs()
    fair = await person.ask(GetFair(fair_id=fair_id))
    admissions = await person.ask(GetAdmissions(fair_id=fair_id))
    found = await person.ask(FindEnrolments(fair_id=fair_id, page=page, page_size=PAGE))
    return await person.page(
        "fairs/admissions.html",
        refusal=refusal,
        fair=fair,
        admissions=admissions.items,
        found=found,
        form=form,
        number=page,
        size=PAGE,
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/admissions", status_code=HTTPStatus.SEE_OTHER)
async def state(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    """Of one kind. Without a number of places, as many as come."""
    form = await read_form(person)
    person.must_be_signed_in()
    kinds: tuple[AttendeeKind, ...] = get_args(AttendeeKind)
    kind, places = form.choice("kind", kinds, required=True), form.integer("places")
    if places is not None and not 0 <= places <= MOST_PLACES:
        form.fault("places", "out_of_range")
    if not form.ok or kind is None:
        return await _index(person, fair_id, form)
    try:
        await person.ask(PutAdmission(fair_id=fair_id, kind=kind, places=places, approval=form.ticked("approval")))
    except Rejected as refusal:
        return await _index(person, fair_id, form, refusal=refusal)
    return person.go("fairs", fair_id, "admissions")


@post("/{lang:str}/fairs/{fair_id:uuid}/enrolments/{enrolment_id:uuid}/decision", status_code=HTTPStatus.SEE_OTHER)
async def decide(person: Person, fair_id: UUID, enrolment_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    form.fill(enrolment_id=enrolment_id)
    accepted = form["decision"] == "accept"
    reason = form.text("reason", required=not accepted, longest=1000)
    if not form.ok:
        return await _index(person, fair_id, form)
    try:
        await person.ask(DecideEnrolment(enrolment_id=enrolment_id, accepted=accepted, reason=reason))
    except Rejected as refusal:
        return await _index(person, fair_id, form, refusal=refusal)
    return person.go("fairs", fair_id, "admissions")


@post("/{lang:str}/badges/{registration_id:uuid}/withdrawal", status_code=HTTPStatus.SEE_OTHER)
async def withdraw(person: Person, registration_id: UUID) -> Redirect:
    """A badge, or what waits to become one."""
    await read_form(person)
    person.must_be_signed_in()
    await person.ask(WithdrawRegistration(registration_id=registration_id))
    return person.go("my/badges")


HANDLERS = (index, state, decide, withdraw)
