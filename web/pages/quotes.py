"""Writing a quote, or answering one with another."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.matching import GetMatch
from shared.contracts.quotes import GetThread, MakeQuote
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.forms.fields import Form
from web.forms.quotes import answered, fill_first, fill_terms, month_places, quote_terms, service_names, tier_places
from web.forms.reading import read_form
from web.forms.supply import MEANT, warn_beyond
from web.supply import capacity_of, free_by_month
from web.visitor import Person


@get("/{lang:str}/matches/{match_request_id:uuid}/quotes/new")
async def new(person: Person, match_request_id: UUID) -> Response[bytes]:
    """Begins with what was said last."""
    person.must_be_signed_in()
    thread = await person.ask(GetThread(match_request_id=match_request_id))
    form = Form(person.language).fill(quote_id=uuid7())
    if thread.quotes:
        fill_terms(form.fill(answers=thread.quotes[-1].id), thread.quotes[-1].terms, person.now, person.clock)
    else:
        fill_first(form, await person.ask(GetMatch(match_request_id=match_request_id)), person.now, person.clock)
    return await _form(person, match_request_id, form)


async def _form(person: Person, match_request_id: UUID, form: Form, refusal: Rejected | None = None) -> Response[bytes]:
    match = await person.ask(GetMatch(match_request_id=match_request_id))
    capacity = await capacity_of(match.listing.id, person)
    return await person.page(
        "matches/quote.html",
        refusal=refusal,
        match=match,
        own=person.organisation.id if person.organisation else None,
        capacity=capacity,
        free=free_by_month(capacity),
        beyond=MEANT,
        form=form,
        months=month_places(form),
        tiers=tier_places(form),
    )


@post("/{lang:str}/matches/{match_request_id:uuid}/quotes", status_code=HTTPStatus.SEE_OTHER)
async def make(person: Person, match_request_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    quote_id, terms = form.uuid("quote_id"), quote_terms(form, person.clock)
    if terms is None or quote_id is None:
        return await _form(person, match_request_id, form)
    match = await person.ask(GetMatch(match_request_id=match_request_id))
    warn_beyond(form, terms, await capacity_of(match.listing.id, person))
    if not form.ok:
        return await _form(person, match_request_id, form)
    try:
        await person.ask(
            MakeQuote(
                quote_id=quote_id,
                match_request_id=match_request_id,
                organisation_id=person.organisation_id,
                terms=terms,
                answers=answered(form),
            )
        )
    except Invalid as refusal:
        form.refused(refusal, service_names(form))
        return await _form(person, match_request_id, form)
    except Rejected as refusal:
        return await _form(person, match_request_id, form, refusal)
    return person.go("matches", match_request_id)


HANDLERS = (new, make)
