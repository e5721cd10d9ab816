"""Applications for a booth, as organizers score and decide them."""

from http import HTTPStatus
from typing import Literal
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.applications import DecideApplication, FindApplications, ReviewApplication
from shared.contracts.fairs.booths import GetBooths
from shared.contracts.fairs.fair import GetFair
from shared.errors import Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.forms.fields import Form
from web.forms.reading import read_form
from web.visitor import Person

PAGE = 20
INSTEAD: tuple[Literal["waitlisted", "returned"], ...] = ("waitlisted", "returned")


@get("/{lang:str}/fairs/{fair_id:uuid}/applications")
async def index(person: Person, fair_id: UUID, page: Page = 1) -> Response[bytes]:
    person.must_be_signed_in()
    return await _index(person, fair_id, Form(person.language), number=page)


async def _index(
    person: Person, fair_id: UUID, form: Form, *, number: int = 1, refusal: Rejected | None = None
) -> Response[bytes]:
    """`form`: the decision that was typed, on the application that it names."""
    fair = await person.ask(GetFair(fair_id=fair_id))
    found = await person.ask(FindApplications(fair_id=fair_id, page=number, page_size=PAGE))
    plan = await person.ask(GetBooths(fair_id=fair_id))
    return await person.page(
        "fairs/applications.html",
        refusal=refusal,
        fair=fair,
        found=found,
        number=number,
        size=PAGE,
        form=form,
        free=[booth.code for booth in plan.items if booth.status == "free"],
        new_ids=[uuid7() for _ in found.items],
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/applications/{application_id:uuid}/decision", status_code=HTTPStatus.SEE_OTHER)
async def decide(person: Person, fair_id: UUID, application_id: UUID) -> Response[bytes] | Redirect:
    """Accept, with a booth or leaving the choice to the co-op; or decline and say why."""
    form = await read_form(person)
    person.must_be_signed_in()
    form.fill(application_id=application_id)
    accepted = form["decision"] == "accept"
    instead = form.choice("instead", INSTEAD)
    reason = form.text("reason", required=not accepted and instead != "waitlisted", longest=1000)
    booth_id = await _booth_id(person, fair_id, form) if accepted else None
    booking_id = form.uuid("booking_id") if booth_id else None
    if not form.ok:
        return await _index(person, fair_id, form)
    try:
        await person.ask(
            DecideApplication(
                application_id=application_id,
                accepted=accepted,
                instead=instead,
                reason=reason,
                booth_id=booth_id,
                booking_id=booking_id,
            )
        )
    except Rejected as refusal:
        return await _index(person, fair_id, form, refusal=refusal)
    return person.go("fairs", fair_id, "applications")


@post("/{lang:str}/fairs/{fair_id:uuid}/applications/{application_id:uuid}/review", status_code=HTTPStatus.SEE_OTHER)
async def review(person: Person, fair_id: UUID, application_id: UUID) -> Response[bytes] | Redirect:
    """One's own score, from 1 to 5; a later one replaces it."""
    form = await read_form(person)
    person.must_be_signed_in()
    score, note = form.integer("score", required=True), form.line("note", longest=500)
    if score is not None and score not in range(1, 6):
        form.fault("score", "out_of_range")
    if not form.ok or score is None:
        return await _index(person, fair_id, form)
    try:
        await person.ask(ReviewApplication(application_id=application_id, score=score, note=note))
    except Rejected as refusal:
        return await _index(person, fair_id, form, refusal=refusal)
    return person.go("fairs", fair_id, "applications")


async def _booth_id(person: Person, fair_id: UUID, form: Form) -> UUID | None:
    """Of the booth whose code was typed."""
    code = form.line("booth").upper()
    if not code:
        return None
    plan = await person.ask(GetBooths(fair_id=fair_id))
    free = {booth.code: booth.id for booth in plan.items if booth.status == "free"}
    if code not in free:
        form.fault("booth", "booth_not_free")
    return free.get(code)


HANDLERS = (index, decide, review)
