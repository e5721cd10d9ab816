"""A demand's page: what fits it and why; asking co-ops, and what a co-op offers."""

from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.listings import FindOwnListings, ListingCard
from shared.contracts.matching import Demand, RequestMatch
from shared.contracts.overviews import GetDemandOverview, PoolMark
from shared.contracts.questions import AskFact
from shared.contracts.values import Side
from shared.errors import Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.forms.fields import Form
from web.forms.pools import first_wish
from web.forms.reading import read_form
from web.fragments import WrittenSuggestion
from web.visitor import Person

SUGGESTIONS_SHOWN = 6
"""The best first; a buyer compares few, on a telephone one below the other."""


class FoundSuggestions(msgspec.Struct, frozen=True, kw_only=True):
    """`DemandOverview` with its suggestions unread: most have been drawn before."""

    demand: Demand
    suggestions: list[WrittenSuggestion]
    pools: list[PoolMark]


@get("/{lang:str}/demands/{demand_id:uuid}")
async def show(
    person: Person, demand_id: UUID, asked: UUID | None = None, hidden: UUID | None = None, page: Page = 1
) -> Response[bytes]:
    """`asked`: the listing whose co-op was asked for a fact just now; `hidden`: the one that was set aside."""
    person.must_be_signed_in()
    return await show_demand(person, demand_id, asked=asked, hidden=hidden, number=page)


async def show_demand(
    person: Person,
    demand_id: UUID,
    refusal: Rejected | None = None,
    form: Form | None = None,
    asked: UUID | None = None,
    hidden: UUID | None = None,
    number: int = 1,
) -> Response[bytes]:
    """`form`: what was sent from here and not taken; the page's other forms are as at the start."""
    said = await person.ask_kept(GetDemandOverview(demand_id=demand_id, page=number, page_size=SUGGESTIONS_SHOWN))
    found = msgspec.json.decode(said, type=FoundSuggestions)
    demand, draw = found.demand, person.site.pages.fragments.suggestion
    own = person.speaks_for(demand.organisation.id)
    return await person.page(
        "demands/show.html",
        form=_with_first_wishes(person, demand, form or Form(person.language)),
        refusal=refusal,
        demand=demand,
        suggestions=[draw(person.voice, it) for it in found.suggestions],
        own=own,
        asked=asked,
        hidden=hidden,
        number=number,
        more=bool(found.suggestions) and number * SUGGESTIONS_SHOWN < demand.suggestions,
        offers=await _offers(person),
        pools=found.pools if own else [],
        new_ids=[uuid7() for _ in range(max(1, len(found.suggestions)))],
    )


def place_of(demand_id: UUID, page: int, **said: UUID) -> str:
    """Where the list goes on after a form on this page of it."""
    asked = {**said, "page": page} if page > 1 else said
    return f"{demand_id}?{urlencode(asked)}" if asked else str(demand_id)


def _with_first_wishes(person: Person, demand: Demand, form: Form) -> Form:
    if not form["match_request_id"]:
        form.fill(match_request_id=uuid7())
    if not form["pool_id"]:
        first_wish(form.fill(pool_id=uuid7()), demand.body.months, person.today)
    return form


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
async def request_match(person: Person, demand_id: UUID, page: Page = 1) -> Response[bytes] | Redirect:
    return await _request(person, demand_id, "buyer", page)


@post("/{lang:str}/demands/{demand_id:uuid}/questions", status_code=HTTPStatus.SEE_OTHER)
async def ask_fact(person: Person, demand_id: UUID, page: Page = 1) -> Response[bytes] | Redirect:
    """What is unknown is asked of the co-op, which answers in its listing."""
    form = await read_form(person)
    person.must_be_signed_in()
    listing_id, requirement = form.uuid("listing_id"), form.line("requirement", required=True, longest=60)
    if listing_id is None or not form.ok:
        return await show_demand(person, demand_id, Rejected("malformed", reason=person.text("the form")), number=page)
    try:
        await person.ask(AskFact(demand_id=demand_id, listing_id=listing_id, requirement=requirement))
    except Rejected as refusal:
        return await show_demand(person, demand_id, refusal, number=page)
    return person.go("demands", f"{place_of(demand_id, page, asked=listing_id)}#listing-{listing_id}")


async def _request(person: Person, demand_id: UUID, asked_by: Side, page: int = 1) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    match_request_id, listing_id = form.uuid("match_request_id"), form.uuid("listing_id")
    message = form.text("message", longest=2000)
    if match_request_id is None or listing_id is None or not form.ok:
        return await show_demand(person, demand_id, form=form, number=page)
    try:
        await person.ask(
            RequestMatch(
                match_request_id=match_request_id,
                demand_id=demand_id,
                listing_id=listing_id,
                message=message,
                asked_by=asked_by,
            )
        )
    except Rejected as refusal:
        return await show_demand(person, demand_id, refusal, form=form, number=page)
    return person.go("matches", match_request_id)


HANDLERS = (show, request_match, offer, ask_fact)
