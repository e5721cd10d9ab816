"""A buyer says why a suggestion does not help, or wants it back."""

from http import HTTPStatus
from typing import get_args
from uuid import UUID

from litestar import Response, post
from litestar.response import Redirect

from shared.contracts.dismissals import DismissSuggestion, NotRelevant, RestoreSuggestion
from shared.errors import Rejected
from web.addresses import Page
from web.forms.reading import read_form
from web.pages.suggestions import place_of, show_demand
from web.visitor import Person

REASONS: tuple[NotRelevant, ...] = get_args(NotRelevant)


@post("/{lang:str}/demands/{demand_id:uuid}/dismissals", status_code=HTTPStatus.SEE_OTHER)
async def dismiss(person: Person, demand_id: UUID, page: Page = 1) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    listing_id, reason = form.uuid("listing_id"), form.choice("reason", REASONS, required=True)
    note = form.text("note", longest=1000)
    if listing_id is None or reason is None or not form.ok:
        return await show_demand(person, demand_id, form=form, number=page)
    try:
        await person.ask(DismissSuggestion(demand_id=demand_id, listing_id=listing_id, reason=reason, note=note))
    except Rejected as refusal:
        return await show_demand(person, demand_id, refusal, form=form, number=page)
    return person.go("demands", place_of(demand_id, page, hidden=listing_id))


@post("/{lang:str}/demands/{demand_id:uuid}/restored", status_code=HTTPStatus.SEE_OTHER)
async def restore(person: Person, demand_id: UUID, page: Page = 1) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    listing_id = form.uuid("listing_id")
    if listing_id is None:
        return await show_demand(person, demand_id, Rejected("malformed", reason=person.text("the form")), number=page)
    try:
        await person.ask(RestoreSuggestion(demand_id=demand_id, listing_id=listing_id))
    except Rejected as refusal:
        return await show_demand(person, demand_id, refusal, number=page)
    return person.go("demands", f"{place_of(demand_id, page)}#listing-{listing_id}")


HANDLERS = (dismiss, restore)
