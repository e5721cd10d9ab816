"""The drawing behind the booths of a hall: sent, placed to scale, taken away, and shown at an address of its own."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.di import Provide
from litestar.response import Redirect

from shared.contracts.fairs.backdrops import HangBackdrop, PlaceBackdrop, RemoveBackdrop
from shared.errors import Rejected
from web.arrivals import person
from web.forms.fields import Form
from web.forms.reading import LARGEST_UPLOAD, read_form
from web.forms.shapes import placed
from web.pages.drawing import refused, show_plan
from web.pages.fair_pictures import picture_of
from web.plans import fair_as_told, plan_as_told, plan_in
from web.uploads import store_upload
from web.visitor import Person


@post("/{lang:str}/fairs/{fair_id:uuid}/plan/{hall:str}/backdrop", status_code=HTTPStatus.SEE_OTHER)
async def hang(person: Person, fair_id: UUID, hall: str) -> Response[bytes] | Redirect:
    person.must_be_signed_in()
    form = await read_form(person, largest=LARGEST_UPLOAD)
    picture_id, file = form.uuid("picture_id"), form.files.get("drawing")
    if picture_id is None or file is None or not file.filename:
        return await refused(person, (fair_id, hall), Form(person.language), Rejected("upload_unknown"))
    try:
        upload = await store_upload(person.site, f"backdrop-{picture_id}", file)
        await person.ask(HangBackdrop(fair_id=fair_id, hall=hall, picture_id=picture_id, upload=upload))
    except Rejected as refusal:
        return await refused(person, (fair_id, hall), Form(person.language), refusal)
    return person.go("fairs", fair_id, f"plan/{hall}#backdrop")


@post("/{lang:str}/fairs/{fair_id:uuid}/plan/{hall:str}/backdrop/place", status_code=HTTPStatus.SEE_OTHER)
async def place(person: Person, fair_id: UUID, hall: str) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    typed = placed(form)
    if typed is None:
        return await show_plan(person, (fair_id, hall), form)
    x, y, width = typed
    try:
        await person.ask(PlaceBackdrop(fair_id=fair_id, hall=hall, x=x, y=y, width=width))
    except Rejected as refusal:
        return await refused(person, (fair_id, hall), form, refusal)
    return person.go("fairs", fair_id, f"plan/{hall}#backdrop")


@post("/{lang:str}/fairs/{fair_id:uuid}/plan/{hall:str}/backdrop/removal", status_code=HTTPStatus.SEE_OTHER)
async def remove(person: Person, fair_id: UUID, hall: str) -> Response[bytes] | Redirect:
    await read_form(person)
    person.must_be_signed_in()
    try:
        await person.ask(RemoveBackdrop(fair_id=fair_id, hall=hall))
    except Rejected as refusal:
        return await refused(person, (fair_id, hall), Form(person.language), refusal)
    return person.go("fairs", fair_id, f"plan/{hall}")


@get(
    "/fairs/{fair_id:uuid}/backdrops/{picture_id:uuid}",
    dependencies={"person": Provide(person)},
    include_in_schema=False,
)
async def picture(person: Person, fair_id: UUID, picture_id: UUID) -> Response[bytes]:
    """While a plan shows it, to who may see the fair."""
    fair = await fair_as_told(person, fair_id)
    plan = plan_in(await plan_as_told(person, fair_id))
    if all(one.picture_id != picture_id for one in plan.backdrops):
        raise Rejected("photo_unknown")
    return await picture_of(fair, person.site.backdrops, f"{fair_id}.{picture_id}")


HANDLERS = (hang, place, remove)
