"""Applications for a booth: co-ops send them, organizers decide."""

from http import HTTPStatus
from typing import Literal
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect
from msgspec.structs import asdict, replace

from shared.contracts.fairs import (
    Application,
    ApplyForBooth,
    DecideApplication,
    FindApplications,
    FindCoops,
    GetBooths,
    GetFair,
    Needs,
    ReviewApplication,
    ReviseApplication,
)
from shared.contracts.listings import FindOwnListings
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.forms.fairs import chosen_listings
from web.forms.fields import Form
from web.forms.needs import fill_needs, rival_names, typed_needs
from web.forms.reading import read_form
from web.refusals import sentence, status_of
from web.visitor import Person

PAGE = 20
INSTEAD: tuple[Literal["waitlisted", "returned"], ...] = ("waitlisted", "returned")


@get("/{lang:str}/fairs/{fair_id:uuid}/applications/new")
async def new(person: Person, fair_id: UUID) -> Response[bytes]:
    """What was returned for changes is there as it was sent."""
    person.must_be_signed_in()
    returned = await _returned(person, fair_id)
    form = Form(person.language).fill(application_id=returned.id if returned else uuid7())
    if returned is not None:
        fill_needs(form, returned.needs)
        form.fill(wish=returned.wish, listing_ids=[listing.id for listing in returned.listings])
        form.fill(**{f"answer_{place}": answer for place, answer in enumerate(returned.answers)})
    return await _apply_form(person, fair_id, form)


async def _returned(person: Person, fair_id: UUID) -> Application | None:
    own = FindApplications(fair_id=fair_id, organisation_id=person.organisation_id, status="returned")
    return next(iter((await person.ask(own)).items), None)


async def _apply_form(person: Person, fair_id: UUID, form: Form, refusal: Rejected | None = None) -> Response[bytes]:
    fair = await person.ask(GetFair(fair_id=fair_id))
    own = await person.ask(FindOwnListings(organisation_id=person.organisation_id, page_size=100))
    return await person.page(
        "fairs/apply.html",
        status=_status(form, refusal),
        fair=fair,
        form=form,
        returned=await _returned(person, fair_id),
        zones={zone: zone for zone in await _zones(person, fair_id)},
        listings=[card for card in own.items if card.status == "published"],
        message=sentence(refusal, person.text) if refusal else None,
    )


def _status(form: Form, refusal: Rejected | None) -> int:
    if refusal is not None:
        return status_of(refusal.code)
    return HTTPStatus.OK if form.ok else HTTPStatus.UNPROCESSABLE_ENTITY


@post("/{lang:str}/fairs/{fair_id:uuid}/applications", status_code=HTTPStatus.SEE_OTHER)
async def apply(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    application_id, listing_ids = form.uuid("application_id"), chosen_listings(form)
    wish = form.text("wish", longest=1000)
    needs = await _needs(person, fair_id, form)
    fair = await person.ask(GetFair(fair_id=fair_id))
    answers = [
        form.text(f"answer_{place}", required=question.required, longest=500)
        for place, question in enumerate(fair.body.questions)
    ]
    if not form.ok or application_id is None:
        return await _apply_form(person, fair_id, form)
    said = ReviseApplication(
        application_id=application_id, listing_ids=listing_ids, wish=wish, needs=needs, answers=answers
    )
    first = ApplyForBooth(fair_id=fair_id, organisation_id=person.organisation_id, **asdict(said))
    try:
        await (person.ask(said) if form["again"] else person.ask(first))
    except Invalid as refusal:
        form.refused(refusal, dict.fromkeys(refusal.details, "listing_ids"))
        return await _apply_form(person, fair_id, form)
    except Rejected as refusal:
        return await _apply_form(person, fair_id, form, refusal)
    return person.go("fairs", fair_id)


async def _zones(person: Person, fair_id: UUID) -> list[str]:
    """In the plan's order."""
    plan = await person.ask(GetBooths(fair_id=fair_id))
    return list(dict.fromkeys(booth.zone for booth in plan.items if booth.zone))


async def _needs(person: Person, fair_id: UUID, form: Form) -> Needs:
    needs, rivals = typed_needs(form, await _zones(person, fair_id)), rival_names(form)
    if not rivals:
        return needs
    found = await person.ask(FindCoops(names=list(rivals.values())))
    known = {coop.name.lower(): coop.id for coop in found.items}
    for field, name in rivals.items():
        if name.lower() not in known:
            form.fault(field, "coop_unknown")
    return replace(needs, apart_from=list(known.values()))


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
        status=_status(form, refusal),
        fair=fair,
        found=found,
        number=number,
        size=PAGE,
        form=form,
        free=[booth.code for booth in plan.items if booth.status == "free"],
        new_ids=[uuid7() for _ in found.items],
        message=sentence(refusal, person.text) if refusal else None,
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


HANDLERS = (new, apply, index, decide, review)
