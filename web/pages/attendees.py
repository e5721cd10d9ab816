"""People at a fair: their registration, the organizers' list of them, the gate."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.admissions import GetAdmissions
from shared.contracts.fairs.attendees import CheckIn, FindBadges, GetBadge, RegisterAttendee
from shared.contracts.fairs.doubles import FindDoubles
from shared.contracts.fairs.fair import GetFair
from shared.contracts.fairs.gate import FindOddScans
from shared.errors import Invalid, Rejected
from shared.fair_days import is_day_of
from shared.ids import uuid7
from web.addresses import Page
from web.forms.fairs import attendee_kinds
from web.forms.fields import Form
from web.forms.reading import read_form
from web.pages.prints import BADGES_A_FILE
from web.standing import standing_at
from web.visitor import Person

PAGE = 50


@get("/{lang:str}/fairs/{fair_id:uuid}/registrations/new")
async def new(person: Person, fair_id: UUID, kind: str = "", namesake: str = "") -> Response[bytes]:
    """`namesake`: somebody else of a name that one has registered already."""
    identity = person.must_be_signed_in()
    form = Form(person.language).fill(
        registration_id=uuid7(), kind=kind, namesake=namesake, person_name=identity.person_name
    )
    if person.organisation is not None:
        form.fill(organisation_name=person.organisation.name)
    return await _register_form(person, fair_id, form)


async def _register_form(person: Person, fair_id: UUID, form: Form, refusal: Rejected | None = None) -> Response[bytes]:
    fair = await person.ask(GetFair(fair_id=fair_id))
    standing = await standing_at(fair, person)
    kinds = attendee_kinds(has_booth=bool(standing.bookings), is_organizer=person.is_one_of("organizer"))
    if not form["kind"]:
        usual = "buyer" if person.is_one_of("buyer") else "visitor"
        form.fill(kind="trainee" if fair.body.kind == "training_class" else usual)
    return await person.page(
        "fairs/register.html",
        refusal=refusal,
        fair=fair,
        form=form,
        open=standing.may_register,
        admissions={one.kind: one for one in (await person.ask(GetAdmissions(fair_id=fair_id))).items},
        kinds=[kind for kind in kinds if kind != "trainee" or fair.body.kind == "training_class"],
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/registrations", status_code=HTTPStatus.SEE_OTHER)
async def register(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    """Oneself or a colleague; in one's own organisation's name unless another is written."""
    form = await read_form(person)
    person.must_be_signed_in()
    registration_id = form.uuid("registration_id")
    kind = form.choice("kind", attendee_kinds(has_booth=True, is_organizer=True), required=True)
    name, organisation_name = form.line("person_name", required=True), form.line("organisation_name")
    if not form.ok or registration_id is None or kind is None:
        return await _register_form(person, fair_id, form)
    own = person.organisation
    is_own = own is not None and (kind == "exhibitor" or organisation_name == own.name)
    try:
        made = await person.ask(
            RegisterAttendee(
                registration_id=registration_id,
                fair_id=fair_id,
                kind=kind,
                person_name=name,
                organisation_id=own.id if own and is_own else None,
                organisation_name="" if is_own else organisation_name,
                consents=form.ticked("consents"),
                namesake=form.ticked("namesake"),
            )
        )
    except Invalid as refusal:
        form.refused(refusal, {"organisation_id": "organisation_name"})
        return await _register_form(person, fair_id, form)
    except Rejected as refusal:
        if refusal.code == "registered_already":
            return _to_first(person, refusal)
        return await _register_form(person, fair_id, form, refusal)
    return person.go("badges", registration_id) if made.status == "admitted" else person.go("my/badges")


def _to_first(person: Person, refusal: Rejected) -> Redirect:
    """Whoever comes back to the form has forgotten the badge, or means somebody else."""
    if refusal.details["status"] == "admitted":
        return person.go("badges", f"{refusal.details['id']}?again=1")
    return person.go("my/badges?again=1")


@get("/{lang:str}/fairs/{fair_id:uuid}/attendees")
async def index(person: Person, fair_id: UUID, q: str = "", page: Page = 1) -> Response[bytes]:
    person.must_oversee_fairs()
    fair = await person.ask(GetFair(fair_id=fair_id))
    found = await person.ask(FindBadges(fair_id=fair_id, q=q[:200], page=page, page_size=PAGE))
    return await person.page(
        "fairs/attendees.html",
        fair=fair,
        found=found,
        doubled=0 if q or page > 1 else (await person.ask(FindDoubles(fair_id=fair_id, page_size=1))).total,
        q=q,
        number=page,
        size=PAGE,
        new_ids=[uuid7() for _ in found.items],
        badges_a_file=BADGES_A_FILE,
    )


@get("/{lang:str}/fairs/{fair_id:uuid}/check-in")
async def gate(person: Person, fair_id: UUID, badge: UUID | None = None, outcome: str = "") -> Response[bytes]:
    """`badge`: who has just come; `outcome`: whether for the first time."""
    return await _gate(person, fair_id, Form(person.language), badge=badge, outcome=outcome)


async def _gate(
    person: Person,
    fair_id: UUID,
    form: Form,
    *,
    badge: UUID | None = None,
    outcome: str = "",
    refusal: Rejected | None = None,
) -> Response[bytes]:
    person.must_oversee_fairs()
    fair = await person.ask(GetFair(fair_id=fair_id))
    counts = await person.ask(FindBadges(fair_id=fair_id, page_size=1))
    return await person.page(
        "fairs/check_in.html",
        refusal=refusal,
        fair=fair,
        counts=counts,
        odd=await person.ask(FindOddScans(fair_id=fair_id)),
        is_fair_day=is_day_of(fair.body, person.now),
        badge=await person.ask(GetBadge(registration_id=badge)) if badge else None,
        outcome=outcome,
        form=form,
        check_in_id=uuid7(),
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/check-ins", status_code=HTTPStatus.SEE_OTHER)
async def check_in(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    check_in_id, code = form.uuid("check_in_id"), form.line("code", required=True, longest=100)
    if not form.ok or check_in_id is None:
        return await _gate(person, fair_id, form)
    try:
        done = await person.ask(CheckIn(check_in_id=check_in_id, fair_id=fair_id, code=code))
    except Rejected as refusal:
        return await _gate(person, fair_id, form, refusal=refusal)
    outcome = "already" if done.outcome == "already" else "first"
    return person.go("fairs", fair_id, f"check-in?badge={done.badge.registration_id}&outcome={outcome}")


HANDLERS = (new, register, index, gate, check_in)
