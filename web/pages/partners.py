"""Partners of a fair: named, changed and removed by its organizers, with their logos for everybody."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.di import Provide
from litestar.response import Redirect

from shared.contracts.fairs.agenda import GetAgenda, PutPartner, RemovePartner
from shared.contracts.fairs.fair import GetFair
from shared.errors import Rejected
from shared.ids import uuid7
from web.arrivals import person
from web.forms.fields import Form
from web.forms.partners import fill_partner, has_logo, partner_body
from web.forms.reading import LARGEST_UPLOAD, read_form
from web.pages.fair_pictures import picture_of
from web.pages.organizing import must_organize
from web.plans import agenda_as_told, fair_as_told
from web.uploads import store_upload
from web.visitor import Person


@get("/{lang:str}/fairs/{fair_id:uuid}/partners")
async def index(person: Person, fair_id: UUID) -> Response[bytes]:
    must_organize(person)
    return await _page(person, fair_id, uuid7(), Form(person.language).fill(role="sponsor"))


@get("/{lang:str}/fairs/{fair_id:uuid}/partners/{partner_id:uuid}")
async def edit(person: Person, fair_id: UUID, partner_id: UUID) -> Response[bytes]:
    must_organize(person)
    agenda = await person.ask(GetAgenda(fair_id=fair_id))
    partner = next((one for one in agenda.partners if one.id == partner_id), None)
    if partner is None:
        raise Rejected("partner_unknown")
    return await _page(person, fair_id, partner_id, fill_partner(Form(person.language), partner))


async def _page(
    person: Person, fair_id: UUID, partner_id: UUID, form: Form, refusal: Rejected | None = None
) -> Response[bytes]:
    """All of them beside the one that is named or changed. A file has to be chosen anew when the form comes back."""
    return await person.page(
        "fairs/partners.html",
        refusal=refusal,
        fair=await person.ask(GetFair(fair_id=fair_id)),
        agenda=await person.ask(GetAgenda(fair_id=fair_id)),
        partner_id=partner_id,
        form=form.fill(new_logo_id=uuid7()),
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/partners/{partner_id:uuid}", status_code=HTTPStatus.SEE_OTHER)
async def save(person: Person, fair_id: UUID, partner_id: UUID) -> Response[bytes] | Redirect:
    must_organize(person)
    form = await read_form(person, largest=LARGEST_UPLOAD)
    body, version = partner_body(form), form.integer("version")
    if body is None:
        return await _page(person, fair_id, partner_id, form)
    try:
        upload = await _kept(person, form)
        await person.ask(
            PutPartner(partner_id=partner_id, fair_id=fair_id, expected_version=version, body=body, upload=upload)
        )
    except Rejected as refusal:
        return await _page(person, fair_id, partner_id, form, refusal)
    return person.go("fairs", fair_id, "partners")


async def _kept(person: Person, form: Form) -> str | None:
    return await store_upload(person.site, f"logo-{uuid7()}", form.files["logo"]) if has_logo(form) else None


@post("/{lang:str}/fairs/{fair_id:uuid}/partners/{partner_id:uuid}/removal", status_code=HTTPStatus.SEE_OTHER)
async def remove(person: Person, fair_id: UUID, partner_id: UUID) -> Redirect:
    await read_form(person)
    must_organize(person)
    await person.ask(RemovePartner(partner_id=partner_id))
    return person.go("fairs", fair_id, "partners")


@get("/fairs/{fair_id:uuid}/logos/{logo_id:uuid}", dependencies={"person": Provide(person)}, include_in_schema=False)
async def logo(person: Person, fair_id: UUID, logo_id: UUID) -> Response[bytes]:
    """While a partner there has it, to who may see the fair."""
    fair, agenda = await fair_as_told(person, fair_id), await agenda_as_told(person, fair_id)
    if all(one.body.logo_id != logo_id for one in agenda.partners):
        raise Rejected("photo_unknown")
    return await picture_of(fair, person.site.logos, str(logo_id))


HANDLERS = (index, edit, save, remove)
