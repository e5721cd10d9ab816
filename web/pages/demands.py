"""What buyers look for: posting it, and the suggestions that come by themselves."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.demand_reading import ReadDemand
from shared.contracts.listings import GetListing
from shared.contracts.matching import FindDemands, GetDemand, PutDemand
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.formats import territory
from web.forms.choices import COUNTRIES, CURRENCIES, INCOTERMS
from web.forms.demand_reading import Shown, fill_reading
from web.forms.demands import SERVICE_NAMES, demand_body, fill_copy, fill_demand, language_of, months_offered
from web.forms.fields import Form
from web.forms.reading import read_form
from web.visitor import Person


@get("/{lang:str}/demands")
async def index(person: Person, page: Page = 1, q: str = "") -> Response[bytes]:
    """A buyer's own demands; for everybody else the open ones."""
    person.must_be_signed_in()
    own = person.organisation_id if person.is_one_of("buyer") else None
    found = await person.ask(FindDemands(organisation_id=own, page=page, q=q[:200]))
    return await person.page("demands/index.html", found=found, number=page, q=q, own=own is not None)


@get("/{lang:str}/demands/new")
async def new(person: Person, listing: UUID | None = None, copy: UUID | None = None) -> Response[bytes]:
    """`listing`: the product that made the buyer ask. `copy`: a demand whose text and fields are to begin with."""
    person.must_be_signed_in()
    if copy is not None:
        return await _form(
            person, uuid7(), fill_copy(Form(person.language), await person.ask(GetDemand(demand_id=copy)))
        )
    form = Form(person.language).fill(status="open", visibility="coops")
    if listing is not None:
        body = (await person.ask(GetListing(listing_id=listing))).body
        name = body.names.get(person.language) or body.names.get("vi")
        form.fill(what=name, category=body.category, quantity_unit=body.moq.unit if body.moq else None)
    return await _form(person, uuid7(), form)


@get("/{lang:str}/demands/{demand_id:uuid}/edit")
async def edit(person: Person, demand_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    demand = await person.ask(GetDemand(demand_id=demand_id))
    return await _form(person, demand_id, fill_demand(Form(person.language), demand))


@post("/{lang:str}/demands/{demand_id:uuid}", status_code=HTTPStatus.SEE_OTHER)
async def save(person: Person, demand_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    body = demand_body(form)
    if body is None:
        return await _form(person, demand_id, form)
    try:
        await person.ask(
            PutDemand(
                demand_id=demand_id,
                organisation_id=person.organisation_id,
                expected_version=form.integer("version"),
                body=body,
            )
        )
    except Invalid as refusal:
        form.refused(refusal, SERVICE_NAMES)
        return await _form(person, demand_id, form)
    except Rejected as refusal:
        return await _form(person, demand_id, form, refusal)
    return person.go("demands", demand_id)


@post("/{lang:str}/demands/{demand_id:uuid}/reading", status_code=HTTPStatus.OK)
async def read(person: Person, demand_id: UUID) -> Response[bytes]:
    """Fill the form from what the buyer wrote. Nothing is kept until it is saved."""
    form = await read_form(person)
    person.must_be_signed_in()
    text = form.text("text", required=True)
    if not form.ok:
        return await _form(person, demand_id, form)
    reading = await person.ask(ReadDemand(text=text, lang=language_of(text, form.language)))
    return await _form(person, demand_id, form, shown=fill_reading(form, reading))


async def _form(
    person: Person,
    demand_id: UUID,
    form: Form,
    refusal: Rejected | None = None,
    shown: Shown | None = None,
) -> Response[bytes]:
    return await person.page(
        "demands/form.html",
        refusal=refusal,
        form=form,
        demand_id=demand_id,
        shown=shown,
        text_language=language_of(form["text"], form.language),
        countries={code: territory(code, person.language) for code in COUNTRIES},
        months=months_offered(form, person.today),
        incoterms={code: code for code in INCOTERMS},
        currencies={code: code for code in CURRENCIES},
    )


HANDLERS = (index, new, edit, read, save)
