"""What organizers state of a fair: dates, halls, and the way from its preparation to its end."""

from http import HTTPStatus
from typing import get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect
from msgspec.structs import replace

from shared.contracts.fairs.copying import CopyParts, Part
from shared.contracts.fairs.fair import FairStatus, GetFair, PutFair
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.forms.fairs import MOST_HALLS, ZONES, fair_body, fill_fair, hall_places, service_names
from web.forms.fields import Form
from web.forms.overtaken import join
from web.forms.putting_off import ALONG, moved_along
from web.forms.reading import read_form
from web.pages.fairs import show_fair
from web.visitor import Person

PARTS: tuple[Part, ...] = get_args(Part)


@get("/{lang:str}/fairs/new")
async def new(person: Person, copied: UUID | None = None) -> Response[bytes]:
    """`copied`: the fair to begin with; its dates are to be chosen anew."""
    must_organize(person)
    if copied is not None:
        former = fill_fair(Form(person.language), await person.ask(GetFair(fair_id=copied)))
        for field in ("version", "status", "starts_at", "ends_at", "opens_at", "closes_at"):
            former.values.pop(field, None)
        return await _form(person, uuid7(), former.fill(copied=copied, parts=PARTS))
    form = Form(person.language).fill(kind="trade_fair", zone=ZONES[0], booking="approval", promotion="by_hand")
    return await _form(person, uuid7(), form)


@get("/{lang:str}/fairs/{fair_id:uuid}/edit")
async def edit(person: Person, fair_id: UUID) -> Response[bytes]:
    must_organize(person)
    fair = await person.ask(GetFair(fair_id=fair_id))
    return await _form(person, fair_id, fill_fair(Form(person.language), fair))


@post("/{lang:str}/fairs/{fair_id:uuid}", status_code=HTTPStatus.SEE_OTHER)
async def save(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    must_organize(person)
    typed, version = fair_body(form), form.integer("version")
    body = moved_along(form, typed, person.now) if typed else None
    if body is None:
        return await _form(person, fair_id, form)
    try:
        await person.ask(
            PutFair(
                fair_id=fair_id,
                expected_version=version,
                body=body,
                early_prices_stay=not form.ticked(ALONG),
            )
        )
    except Invalid as refusal:
        form.refused(refusal, service_names(form))
        return await _form(person, fair_id, form)
    except Rejected as refusal:
        if refusal.code == "version_stale":
            join(form, fill_fair(Form(person.language), await person.ask(GetFair(fair_id=fair_id))))
        return await _form(person, fair_id, form, refusal)
    return await _take_over(person, fair_id, form)


async def _take_over(person: Person, fair_id: UUID, form: Form) -> Response[bytes] | Redirect:
    """What was ticked of the fair that this one was begun with. Without it the new fair is there all the same."""
    parts = form.choices("parts", PARTS)
    former_id = form.uuid("copied") if form["copied"] and parts else None
    if former_id is not None:
        try:
            await person.ask(CopyParts(fair_id=fair_id, former_id=former_id, parts=parts))
        except Rejected as refusal:
            return await show_fair(person, fair_id, refusal=refusal)
    return person.go("fairs", fair_id)


def must_organize(person: Person) -> None:
    person.must_be_signed_in()
    if not person.is_one_of("organizer"):
        raise Rejected("forbidden")


@post("/{lang:str}/fairs/{fair_id:uuid}/further-hall", status_code=HTTPStatus.OK)
async def further_hall(person: Person, fair_id: UUID) -> Response[bytes]:
    """The form as typed, with room for one more. Nothing is saved."""
    form = await read_form(person)
    must_organize(person)
    return await _form(person, fair_id, form, further=1)


async def _form(
    person: Person, fair_id: UUID, form: Form, refusal: Rejected | None = None, *, further: int = 0
) -> Response[bytes]:
    """`further`: halls to be described besides those that are."""
    halls = max((place + 1 for place in hall_places(form)), default=0)
    return await person.page(
        "fairs/form.html",
        refusal=refusal,
        form=form,
        fair_id=fair_id,
        zones=ZONES,
        rows=min(MOST_HALLS, max(1, halls + further)),
        most_halls=MOST_HALLS,
        parts=PARTS,
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/status", status_code=HTTPStatus.SEE_OTHER)
async def change_status(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    """A revision of the fair that the organizer has seen, in nothing but its status."""
    form = await read_form(person)
    person.must_be_signed_in()
    status, version = form.choice("status", get_args(FairStatus), required=True), form.integer("version")
    fair = await person.ask(GetFair(fair_id=fair_id))
    if status is None:
        raise Rejected("malformed", reason=person.text("the form"))
    try:
        await person.ask(PutFair(fair_id=fair_id, expected_version=version, body=replace(fair.body, status=status)))
    except Rejected as refusal:
        return await show_fair(person, fair_id, refusal=refusal)
    return person.go("fairs", fair_id)


HANDLERS = (new, edit, save, further_hall, change_status)
