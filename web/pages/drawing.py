"""The plan of a hall as organizers draw it: on the drawing itself, or in a table that says the same."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import NamedTuple
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.enums import MediaType
from litestar.response import Redirect

from shared.contracts.fairs.booths import Booth, BoothList, DrawHall, GetBooths, MergeBooths, SplitBooth
from shared.contracts.fairs.fair import GetFair
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.field_faults import field_sentence
from web.forms.fields import Form
from web.forms.reading import read_form
from web.forms.shapes import fill_backdrop, fill_shapes, sent_shapes, shape_of, typed_shapes
from web.refusals import sentence, status_of
from web.visitor import Person

PARTS = range(2, 7)
"""Into so many parts a booth is split, and from so many one is made."""
ROWS = 12
"""Booths of a page of the table: it stays light."""


@get("/{lang:str}/fairs/{fair_id:uuid}/plan/{hall:str}")
async def show(person: Person, fair_id: UUID, hall: str, page: Page = 1) -> Response[bytes]:
    person.must_be_signed_in()
    plan = await person.ask(GetBooths(fair_id=fair_id))
    return await _page(person, (fair_id, hall), page, _filled(Form(person.language), plan, hall, page), plan)


async def show_plan(person: Person, address: tuple[UUID, str], form: Form) -> Response[bytes]:
    """With what was typed of it in another form than the table's, and its faults."""
    plan = await person.ask(GetBooths(fair_id=address[0]))
    return await _page(person, address, 1, _filled(form, plan, address[1], 1), plan)


async def refused(person: Person, address: tuple[UUID, str], form: Form, refusal: Rejected) -> Response[bytes]:
    return await _refused(person, address, form, await person.ask(GetBooths(fair_id=address[0])), refusal)


def _filled(form: Form, plan: BoothList, hall: str, page: int) -> Form:
    return fill_shapes(form, _of(plan, hall)[(page - 1) * ROWS : page * ROWS])


def _of(plan: BoothList, hall: str) -> list[Booth]:
    return [booth for booth in plan.items if booth.hall == hall]


class Fault(NamedTuple):
    """Why the drawing was not taken. Without words: they stand at the fields."""

    status: int
    message: str | None = None


async def _page(
    person: Person, address: tuple[UUID, str], number: int, form: Form, plan: BoothList, fault: Fault | None = None
) -> Response[bytes]:
    fair_id, hall = address
    fair = await person.ask(GetFair(fair_id=fair_id))
    found = next((one for one in fair.body.halls if one.code == hall), None)
    if found is None or not person.is_one_of("organizer"):
        raise Rejected("hall_unknown" if found is None else "forbidden")
    there = _of(plan, hall)
    backdrop = next((one for one in plan.backdrops if one.hall == hall), None)
    return await person.page(
        "fairs/drawing.html",
        status=fault.status if fault else HTTPStatus.OK,
        fair=fair,
        hall=found,
        booths=there[(number - 1) * ROWS : number * ROWS],
        total=len(there),
        number=number,
        size=ROWS,
        form=form if backdrop is None else fill_backdrop(form, backdrop),
        backdrop=backdrop,
        plan_version=plan.plan_version,
        message=fault.message if fault else None,
        change_id=uuid7(),
        picture_id=uuid7(),
    )


@get("/{lang:str}/fairs/{fair_id:uuid}/plan/{hall:str}/booths", media_type=MediaType.JSON)
async def booths(person: Person, fair_id: UUID, hall: str) -> Response[bytes]:
    """For the drawing: every booth of the hall, with the version of the plan."""
    person.must_be_signed_in()
    plan = await person.ask(GetBooths(fair_id=fair_id))
    there = _of(plan, hall)
    taken = [booth.id for booth in there if booth.booking_id is not None]
    body = {"version": plan.plan_version, "booths": [shape_of(booth) for booth in there], "taken": taken}
    return Response(msgspec.json.encode(body), media_type=MediaType.JSON, headers={"Cache-Control": "no-store"})


@post("/{lang:str}/fairs/{fair_id:uuid}/plan/{hall:str}", status_code=HTTPStatus.SEE_OTHER)
async def save(person: Person, fair_id: UUID, hall: str, page: Page = 1) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    plan = await person.ask(GetBooths(fair_id=fair_id))
    version = form.integer("plan_version", required=True)
    shapes = sent_shapes(form) if form["booths"] else typed_shapes(form, _of(plan, hall))
    if not form.ok or version is None or shapes is None:
        return await _page(person, (fair_id, hall), page, form, plan, Fault(HTTPStatus.UNPROCESSABLE_ENTITY))
    try:
        await person.ask(DrawHall(fair_id=fair_id, hall=hall, plan_version=version, booths=shapes))
    except Invalid as refusal:
        message = _in_words(refusal, [shape.code for shape in shapes], person)
        return await _page(person, (fair_id, hall), page, form, plan, Fault(HTTPStatus.UNPROCESSABLE_ENTITY, message))
    except Rejected as refusal:
        message = sentence(refusal, person.text)
        return await _page(person, (fair_id, hall), page, form, plan, Fault(status_of(refusal.code), message))
    return person.go("fairs", fair_id, f"plan/{hall}?page={page}")


def _in_words(refusal: Invalid, codes: Sequence[str], person: Person) -> str:
    """The booths by the codes that they were given."""
    said = []
    for field, code in refusal.details.items():
        _, place, *_ = [*field.split("."), ""]
        name = codes[int(place)] if place.isdecimal() and int(place) < len(codes) else ""
        said.append(f"{name}: {field_sentence(code, person.text)}")
    return " ".join(said)


@post("/{lang:str}/fairs/{fair_id:uuid}/plan/{hall:str}/parts", status_code=HTTPStatus.SEE_OTHER)
async def split(person: Person, fair_id: UUID, hall: str) -> Response[bytes] | Redirect:
    """The booth with the code that was typed, into parts of one size."""
    form = await read_form(person)
    person.must_be_signed_in()
    plan = await person.ask(GetBooths(fair_id=fair_id))
    by_code = {booth.code: booth.id for booth in _of(plan, hall)}
    booth_id, parts = by_code.get(form.line("code").upper()), form.integer("parts") or 0
    change_id = form.uuid("change_id")
    if booth_id is None or change_id is None or parts not in PARTS:
        return await _refused(person, (fair_id, hall), form, plan, Rejected("booth_unknown"))
    try:
        await person.ask(SplitBooth(change_id=change_id, booth_id=booth_id, parts=parts))
    except Rejected as refusal:
        return await _refused(person, (fair_id, hall), form, plan, refusal)
    return person.go("fairs", fair_id, f"plan/{hall}")


@post("/{lang:str}/fairs/{fair_id:uuid}/plan/{hall:str}/blocks", status_code=HTTPStatus.SEE_OTHER)
async def merge(person: Person, fair_id: UUID, hall: str) -> Response[bytes] | Redirect:
    """Booths by their codes, with spaces or commas between them."""
    form = await read_form(person)
    person.must_be_signed_in()
    plan = await person.ask(GetBooths(fair_id=fair_id))
    by_code = {booth.code: booth.id for booth in _of(plan, hall)}
    codes = list(dict.fromkeys(form.line("codes").upper().replace(",", " ").split()))
    change_id = form.uuid("change_id")
    if change_id is None or len(codes) not in PARTS or not by_code.keys() >= set(codes):
        return await _refused(person, (fair_id, hall), form, plan, Rejected("booth_unknown"))
    try:
        await person.ask(MergeBooths(change_id=change_id, booth_ids=[by_code[code] for code in codes]))
    except Rejected as refusal:
        return await _refused(person, (fair_id, hall), form, plan, refusal)
    return person.go("fairs", fair_id, f"plan/{hall}")


async def _refused(
    person: Person, address: tuple[UUID, str], form: Form, plan: BoothList, refusal: Rejected
) -> Response[bytes]:
    fault = Fault(status_of(refusal.code), sentence(refusal, person.text))
    return await _page(person, address, 1, _filled(form, plan, address[1], 1), plan, fault)


HANDLERS = (show, booths, save, split, merge)
