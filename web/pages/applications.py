"""Applications for a booth, as co-ops send them."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect
from msgspec.structs import asdict, replace

from shared.contracts.fairs.applications import (
    Application,
    ApplyForBooth,
    FindApplications,
    FindCoops,
    Needs,
    ReviseApplication,
    WithdrawApplication,
)
from shared.contracts.fairs.booths import GetBooths
from shared.contracts.fairs.fair import GetFair
from shared.contracts.fairs.fees import GetPrices
from shared.contracts.listings import FindOwnListings
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.forms.fairs import chosen_listings
from web.forms.fields import Form
from web.forms.needs import fill_needs, rival_names, typed_needs
from web.forms.reading import read_form
from web.pages.fairs import show_fair
from web.visitor import Person


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
        refusal=refusal,
        fair=fair,
        form=form,
        returned=await _returned(person, fair_id),
        zones={zone: zone for zone in await _zones(person, fair_id)},
        listings=[card for card in own.items if card.status == "published"],
        prices=(await person.ask(GetPrices(fair_id=fair_id))).body,
    )


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


@post(
    "/{lang:str}/fairs/{fair_id:uuid}/applications/{application_id:uuid}/withdrawal", status_code=HTTPStatus.SEE_OTHER
)
async def withdraw(person: Person, fair_id: UUID, application_id: UUID) -> Response[bytes] | Redirect:
    await read_form(person)
    person.must_be_signed_in()
    try:
        await person.ask(WithdrawApplication(application_id=application_id))
    except Rejected as refusal:
        return await show_fair(person, fair_id, refusal=refusal)
    return person.go("fairs", fair_id)


HANDLERS = (new, apply, withdraw)
