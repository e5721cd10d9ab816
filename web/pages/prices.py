"""What organizers state of a fair's money: prices by rules, and programmes that pay for exhibitors."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.fair import GetFair
from shared.contracts.fairs.fees import GetFees, GetPrices, Programme, PutPrices, PutProgramme
from shared.errors import Invalid, Rejected
from web.forms.choices import CURRENCIES
from web.forms.fees import (
    PER,
    SHOWN_BASES,
    STARS,
    fill_prices,
    fill_programme,
    price_body,
    price_fields,
    programme_body,
)
from web.forms.fields import Form
from web.forms.reading import read_form
from web.pages.organizing import must_organize
from web.visitor import Person


@get("/{lang:str}/fairs/{fair_id:uuid}/prices")
async def show(person: Person, fair_id: UUID) -> Response[bytes]:
    """For organizers to change; for everybody else to know before they ask for a booth."""
    fair = await person.ask(GetFair(fair_id=fair_id))
    prices = await person.ask(GetPrices(fair_id=fair_id))
    if not person.is_one_of("organizer"):
        return await person.page("fairs/booth_prices.html", fair=fair, prices=prices.body)
    form = fill_prices(Form(person.language).fill(version=prices.version or None), prices.body, fair.body.zone)
    return await _prices(person, fair_id, form)


async def _prices(person: Person, fair_id: UUID, form: Form, refusal: Rejected | None = None) -> Response[bytes]:
    return await person.page(
        "fairs/prices.html",
        refusal=refusal,
        fair=await person.ask(GetFair(fair_id=fair_id)),
        form=form,
        bases=range(SHOWN_BASES),
        per=PER,
        stars=STARS,
        currencies=CURRENCIES,
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/prices", status_code=HTTPStatus.SEE_OTHER)
async def save(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    must_organize(person)
    fair = await person.ask(GetFair(fair_id=fair_id))
    former = await person.ask(GetPrices(fair_id=fair_id))
    version = form.integer("version")
    body = price_body(form, fair.body.zone, former.body)
    if body is None:
        return await _prices(person, fair_id, form)
    try:
        await person.ask(PutPrices(fair_id=fair_id, expected_version=version, body=body))
    except Invalid as refusal:
        form.refused(refusal, price_fields())
        return await _prices(person, fair_id, form)
    except Rejected as refusal:
        return await _prices(person, fair_id, form, refusal)
    return person.go("fairs", fair_id, "fees")


@get("/{lang:str}/fairs/{fair_id:uuid}/programmes/{programme_id:uuid}")
async def programme(person: Person, fair_id: UUID, programme_id: UUID) -> Response[bytes]:
    must_organize(person)
    known = await programme_of(person, fair_id, programme_id)
    form = Form(person.language)
    if known is None:
        form.fill(share=100)
    else:
        fill_programme(form.fill(version=known.version), known.body)
    return await _programme(person, fair_id, programme_id, form)


async def programme_of(person: Person, fair_id: UUID, programme_id: UUID) -> Programme | None:
    found = await person.ask(GetFees(fair_id=fair_id))
    return next((one for one in found.programmes if one.id == programme_id), None)


async def _programme(
    person: Person, fair_id: UUID, programme_id: UUID, form: Form, refusal: Rejected | None = None
) -> Response[bytes]:
    return await person.page(
        "fairs/programme.html",
        refusal=refusal,
        fair=await person.ask(GetFair(fair_id=fair_id)),
        currency=(await person.ask(GetPrices(fair_id=fair_id))).body.currency,
        programme_id=programme_id,
        form=form,
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/programmes/{programme_id:uuid}", status_code=HTTPStatus.SEE_OTHER)
async def save_programme(person: Person, fair_id: UUID, programme_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    must_organize(person)
    known = await programme_of(person, fair_id, programme_id)
    version = form.integer("version")
    body = programme_body(form, known.body if known else None)
    if body is None:
        return await _programme(person, fair_id, programme_id, form)
    command = PutProgramme(programme_id=programme_id, fair_id=fair_id, expected_version=version, body=body)
    try:
        await person.ask(command)
    except Invalid as refusal:
        form.refused(refusal)
        return await _programme(person, fair_id, programme_id, form)
    except Rejected as refusal:
        return await _programme(person, fair_id, programme_id, form, refusal)
    return person.go("fairs", fair_id, "fees")


HANDLERS = (show, save, programme, save_programme)
