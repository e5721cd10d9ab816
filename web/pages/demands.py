"""What buyers look for: posting it, and the suggestions that come by themselves."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.demand_reading import ReadDemand
from shared.contracts.listings import FindOwnListings, GetListing, ListingCard
from shared.contracts.matching import (
    Demand,
    FindDemands,
    GetDemand,
    GetSuggestions,
    PutDemand,
    RequestMatch,
    SuggestionPage,
)
from shared.contracts.pools import FindPools
from shared.contracts.questions import AskFact
from shared.contracts.values import Side
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.formats import HOME, territory
from web.forms.account import COUNTRIES
from web.forms.demand_reading import Shown, fill_reading
from web.forms.demands import SERVICE_NAMES, demand_body, fill_copy, fill_demand, language_of, months_offered
from web.forms.fields import Form
from web.forms.pools import first_wish
from web.forms.prices import CURRENCIES, INCOTERMS
from web.forms.reading import read_form
from web.refusals import sentence, status_of
from web.visitor import Person

SUGGESTIONS_SHOWN = 12
"""The best first; a buyer compares few, and each costs time to draw."""


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
        return await _form(person, demand_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)
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
        return await _form(person, demand_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    except Rejected as refusal:
        return await _form(person, demand_id, form, status_of(refusal.code), sentence(refusal, person.text))
    return person.go("demands", demand_id)


@post("/{lang:str}/demands/{demand_id:uuid}/reading", status_code=HTTPStatus.OK)
async def read(person: Person, demand_id: UUID) -> Response[bytes]:
    """Fill the form from what the buyer wrote. Nothing is kept until it is saved."""
    form = await read_form(person)
    person.must_be_signed_in()
    text = form.text("text", required=True)
    if not form.ok:
        return await _form(person, demand_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    reading = await person.ask(ReadDemand(text=text, lang=language_of(text, form.language)))
    return await _form(person, demand_id, form, shown=fill_reading(form, reading))


async def _form(
    person: Person,
    demand_id: UUID,
    form: Form,
    status: int = HTTPStatus.OK,
    message: str | None = None,
    shown: Shown | None = None,
) -> Response[bytes]:
    return await person.page(
        "demands/form.html",
        status=status,
        form=form,
        demand_id=demand_id,
        message=message,
        shown=shown,
        text_language=language_of(form["text"], form.language),
        countries={code: territory(code, person.language) for code in COUNTRIES},
        months=months_offered(form, person.now.astimezone(HOME).date()),
        incoterms={code: code for code in INCOTERMS},
        currencies={code: code for code in CURRENCIES},
    )


@get("/{lang:str}/demands/{demand_id:uuid}")
async def show(person: Person, demand_id: UUID, asked: UUID | None = None, page: Page = 1) -> Response[bytes]:
    """`asked`: the listing whose co-op was asked for a fact just now."""
    person.must_be_signed_in()
    return await show_demand(person, demand_id, asked=asked, number=page)


async def show_demand(
    person: Person,
    demand_id: UUID,
    refusal: Rejected | None = None,
    pool_form: Form | None = None,
    asked: UUID | None = None,
    number: int = 1,
) -> Response[bytes]:
    demand = await person.ask(GetDemand(demand_id=demand_id))
    own = person.organisation is not None and person.organisation.id == demand.organisation.id
    found = SuggestionPage(items=[], total=0)
    if own or person.is_one_of("officer", "organizer", "auditor"):
        found = await person.ask(GetSuggestions(demand_id=demand_id, page=number, page_size=SUGGESTIONS_SHOWN))
    return await person.page(
        "demands/show.html",
        status=_status(refusal, pool_form),
        demand=demand,
        found=found,
        own=own,
        asked=asked,
        number=number,
        more=number * SUGGESTIONS_SHOWN < found.total,
        offers=await _offers(person),
        pools=(await person.ask(FindPools(demand_id=demand_id))).items if own else [],
        pool_form=pool_form
        or first_wish(
            Form(person.language).fill(pool_id=uuid7()), demand.body.months, person.now.astimezone(HOME).date()
        ),
        new_ids=[uuid7() for _ in range(max(1, len(found.items)))],
        message=sentence(refusal, person.text) if refusal else None,
    )


def _first_wish(person: Person, demand: Demand) -> Form:
    today = person.now.astimezone(HOME).date()
    return first_wish(Form(person.language).fill(pool_id=uuid7()), demand.body.months, today)


def _status(refusal: Rejected | None, form: Form | None) -> int:
    if refusal is not None:
        return status_of(refusal.code)
    return HTTPStatus.OK if form is None or form.ok else HTTPStatus.UNPROCESSABLE_ENTITY


async def _offers(person: Person) -> list[ListingCard]:
    """A co-op's published products, any of which it may offer."""
    if not person.is_one_of("coop") or person.organisation is None:
        return []
    own = await person.ask(FindOwnListings(organisation_id=person.organisation.id, page_size=100))
    return [card for card in own.items if card.status == "published"]


@post("/{lang:str}/demands/{demand_id:uuid}/offers", status_code=HTTPStatus.SEE_OTHER)
async def offer(person: Person, demand_id: UUID) -> Response[bytes] | Redirect:
    """A co-op asks the buyer, with one of its products."""
    return await _request(person, demand_id, "coop")


@post("/{lang:str}/demands/{demand_id:uuid}/requests", status_code=HTTPStatus.SEE_OTHER)
async def request_match(person: Person, demand_id: UUID) -> Response[bytes] | Redirect:
    return await _request(person, demand_id, "buyer")


@post("/{lang:str}/demands/{demand_id:uuid}/questions", status_code=HTTPStatus.SEE_OTHER)
async def ask_fact(person: Person, demand_id: UUID) -> Response[bytes] | Redirect:
    """What is unknown is asked of the co-op, which answers in its listing."""
    form = await read_form(person)
    person.must_be_signed_in()
    listing_id, requirement = form.uuid("listing_id"), form.line("requirement", required=True, longest=60)
    if listing_id is None or not form.ok:
        return await show_demand(person, demand_id, Rejected("malformed", reason=person.text("the form")))
    try:
        await person.ask(AskFact(demand_id=demand_id, listing_id=listing_id, requirement=requirement))
    except Rejected as refusal:
        return await show_demand(person, demand_id, refusal)
    return person.go("demands", f"{demand_id}?asked={listing_id}#listing-{listing_id}")


async def _request(person: Person, demand_id: UUID, asked_by: Side) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    match_request_id, listing_id = form.uuid("match_request_id"), form.uuid("listing_id")
    if match_request_id is None or listing_id is None:
        return await show_demand(person, demand_id, Rejected("malformed", reason=person.text("the form")))
    try:
        await person.ask(
            RequestMatch(
                match_request_id=match_request_id,
                demand_id=demand_id,
                listing_id=listing_id,
                message=form.text("message", longest=2000),
                asked_by=asked_by,
            )
        )
    except Rejected as refusal:
        return await show_demand(person, demand_id, refusal)
    return person.go("matches", match_request_id)


HANDLERS = (index, new, edit, read, save, show, request_match, offer, ask_fact)
