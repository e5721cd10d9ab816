"""A buyer's basket of interest: collected from the catalogue, sent as one request to each co-op."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID, uuid5

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.baskets import AddToBasket, GetBasket, GetBasketSize, TakeFromBasket
from shared.contracts.listings import GetCards
from shared.contracts.matching import Demand, FindDemands, PutDemand, RequestMatch
from shared.contracts.values import Named
from shared.errors import Invalid, Rejected, Unavailable
from web.addresses import is_own_path
from web.formats import territory
from web.forms.baskets import ANEW, Group, fill_sending, groups, new_demand, sent_listings
from web.forms.choices import COUNTRIES
from web.forms.fields import Form
from web.forms.reading import read_form
from web.refusals import sentence
from web.visitor import Person, see_other

SHOWN_DEMANDS = 50


@dataclass(frozen=True)
class Sent:
    """What became of the request to one co-op."""

    coop: Named
    match_request_id: UUID
    refusal: str = ""


async def basket_size(person: Person) -> int | None:
    """None for whoever has no basket."""
    if not person.is_one_of("buyer") or person.organisation is None:
        return None
    return (await person.ask(GetBasketSize(organisation_id=person.organisation.id))).size


@get("/{lang:str}/basket")
async def show(person: Person) -> Response[bytes]:
    person.must_be_signed_in()
    return await _show(person)


async def _show(person: Person, form: Form | None = None, refusal: Rejected | None = None) -> Response[bytes]:
    organisation_id = person.organisation_id
    basket, found = await asyncio.gather(
        person.ask(GetBasket(organisation_id=organisation_id)),
        person.ask(FindDemands(organisation_id=organisation_id, page_size=SHOWN_DEMANDS)),
    )
    demands: list[Demand] = [one for one in found.items if one.body.status == "open"]
    country = next((one.country for one in found.items), None)
    return await person.page(
        "baskets/show.html",
        status=HTTPStatus.OK if form is None else HTTPStatus.UNPROCESSABLE_ENTITY,
        refusal=refusal,
        basket=basket,
        groups=groups(basket.items),
        demands=demands,
        countries={code: territory(code, person.language) for code in COUNTRIES},
        form=form or fill_sending(Form(person.language), basket.items, country),
        anew=ANEW,
    )


@post("/{lang:str}/basket/items", status_code=HTTPStatus.SEE_OTHER)
async def add(person: Person) -> Response[bytes] | Redirect:
    """Back to where it was seen, when the form says where."""
    form = await read_form(person)
    person.must_be_signed_in()
    listing_id = form.uuid("listing")
    try:
        if listing_id is not None:
            await person.ask(AddToBasket(organisation_id=person.organisation_id, listing_id=listing_id))
    except Rejected as refusal:
        return await _show(person, refusal=refusal)
    seen = f"/{person.language}{form['here']}"
    return see_other(seen) if form["here"] and is_own_path(seen) else person.go("basket")


@post("/{lang:str}/basket/items/{listing_id:uuid}/removal", status_code=HTTPStatus.SEE_OTHER)
async def take_out(person: Person, listing_id: UUID) -> Redirect:
    await read_form(person)
    person.must_be_signed_in()
    await person.ask(TakeFromBasket(organisation_id=person.organisation_id, listing_id=listing_id))
    return person.go("basket")


@post("/{lang:str}/basket/requests", status_code=HTTPStatus.OK)
async def send(person: Person) -> Response[bytes]:
    """One request to each co-op. The same form once more asks nobody twice: all its ids come from it."""
    form = await read_form(person)
    person.must_be_signed_in()
    sending_id, listings, message = form.uuid("sending_id"), sent_listings(form), form.text("message", longest=2000)
    try:
        demand_id = await _demand(form, person)
    except Invalid as refusal:
        form.refused(refusal)
        return await _show(person, form)
    except Rejected as refusal:
        return await _show(person, form, refusal)
    if not form.ok or sending_id is None or demand_id is None:
        return await _show(person, form)
    cards = (await person.ask(GetCards(listing_ids=listings))).items
    order = {listing_id: place for place, listing_id in enumerate(listings)}
    asked = groups(sorted(cards, key=lambda card: order[card.id]))
    sent = [await _request(group, sending_id, demand_id, message, person) for group in asked]
    return await person.page("baskets/sent.html", sent=sent, demand_id=demand_id, missing=len(listings) - len(cards))


async def _demand(form: Form, person: Person) -> UUID | None:
    """The one that was chosen, or a new one under the id that came with the form."""
    body = new_demand(form)
    if body is None:
        return form.uuid("demand") if form["demand"] != ANEW else None
    demand_id = form.uuid("demand_id")
    if demand_id is not None:
        await person.ask(PutDemand(demand_id=demand_id, organisation_id=person.organisation_id, body=body))
    return demand_id


async def _request(group: Group, sending_id: UUID, demand_id: UUID, message: str, person: Person) -> Sent:
    """What was asked for leaves the basket; what was refused stays."""
    coop, cards = group
    first, *further = [card.id for card in cards]
    request = RequestMatch(
        match_request_id=uuid5(sending_id, str(coop.id)),
        demand_id=demand_id,
        listing_id=first,
        further=further,
        message=message,
    )
    try:
        await person.ask(request)
        await _empty([first, *further], person)
    except (Rejected, Unavailable) as refusal:
        told = refusal if isinstance(refusal, Rejected) else Rejected("unavailable")
        return Sent(coop, request.match_request_id, sentence(told, person.text))
    return Sent(coop, request.match_request_id)


async def _empty(listings: Sequence[UUID], person: Person) -> None:
    for listing_id in listings:
        await person.ask(TakeFromBasket(organisation_id=person.organisation_id, listing_id=listing_id))


HANDLERS = (show, add, take_out, send)
