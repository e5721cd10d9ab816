"""Requests between buyers and co-ops: the answer, the contacts that it shows, and what both sides say then."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.matching import DecideMatch, FindMatches, GetMatch
from shared.contracts.quotes import AcceptQuote, GetThread, PostMessage, Quote, Thread
from shared.contracts.registry import Disclosed, GetContacts
from shared.contracts.samples import GetSamples, SampleList, SampleStatus
from shared.contracts.values import Side
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.forms.fields import Form
from web.forms.reading import read_form
from web.supply import beyond_supply, capacity_of
from web.visitor import Person

SAMPLE_STEPS: Mapping[Side, frozenset[SampleStatus]] = {
    "coop": frozenset({"asked"}),
    "buyer": frozenset({"sent", "received"}),
}
"""In which states a sample waits for that side."""


@get("/{lang:str}/matches")
async def index(person: Person, page: Page = 1) -> Response[bytes]:
    person.must_be_signed_in()
    found = await person.ask(FindMatches(organisation_id=person.organisation_id, page=page))
    return await person.page("matches/index.html", found=found, number=page)


@get("/{lang:str}/matches/{match_request_id:uuid}")
async def show(person: Person, match_request_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    return await show_match(person, match_request_id, Form(person.language))


async def show_match(
    person: Person, match_request_id: UUID, form: Form, refusal: Rejected | None = None
) -> Response[bytes]:
    match = await person.ask(GetMatch(match_request_id=match_request_id))
    contacts, thread, samples = Disclosed(contacts=[], withheld=[]), None, None
    if match.status == "accepted":
        contacts, thread, samples = await asyncio.gather(
            person.ask(GetContacts(match_request_id=match_request_id)),
            person.ask(GetThread(match_request_id=match_request_id)),
            person.ask(GetSamples(match_request_id=match_request_id)),
        )
    own_side = person.side(buyer_id=match.buyer.id, coop_id=match.coop.id)
    to_take = _to_take(thread, own_side, person.now) if thread and own_side else None
    capacity = await capacity_of(match.listing.id, person) if to_take else None
    return await person.page(
        "matches/show.html",
        refusal=refusal,
        match=match,
        contacts=contacts,
        thread=thread,
        samples=samples,
        sample_id=uuid7(),
        sample_next=samples is not None and own_side is not None and _waits_for_sample(samples, own_side),
        own_side=own_side,
        to_take=to_take,
        capacity=capacity,
        beyond=beyond_supply(to_take.terms, capacity) if to_take and capacity else {},
        message_id=uuid7(),
        now=person.now,
        form=form,
    )


def _waits_for_sample(samples: SampleList, own_side: Side) -> bool:
    """Whether what this side has to do next is about a sample."""
    if not samples.items:
        return samples.required and own_side == "buyer"
    return any(one.status in SAMPLE_STEPS[own_side] for one in samples.items)


def _to_take(thread: Thread, own_side: Side, now: datetime) -> Quote | None:
    """The other side's, as long as it may be accepted."""
    last = thread.quotes[-1] if thread.quotes and not thread.agreement_id else None
    waits = last is not None and last.status == "open" and last.side != own_side and last.terms.valid_until > now
    return last if waits else None


@post("/{lang:str}/matches/{match_request_id:uuid}/decision", status_code=HTTPStatus.SEE_OTHER)
async def decide(person: Person, match_request_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    accepted = form["decision"] == "accept"
    reason = form.text("reason", required=not accepted, longest=1000)
    if not form.ok:
        return await show_match(person, match_request_id, form)
    try:
        await person.ask(DecideMatch(match_request_id=match_request_id, accepted=accepted, reason=reason))
    except Rejected as refusal:
        return await show_match(person, match_request_id, form, refusal)
    return person.go("matches", match_request_id)


@post("/{lang:str}/matches/{match_request_id:uuid}/messages", status_code=HTTPStatus.SEE_OTHER)
async def post_message(person: Person, match_request_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    message_id, text = form.uuid("message_id"), form.text("text", required=True, longest=2000)
    if not form.ok or message_id is None:
        return await show_match(person, match_request_id, form)
    try:
        await person.ask(
            PostMessage(
                message_id=message_id,
                match_request_id=match_request_id,
                organisation_id=person.organisation_id,
                text=text,
            )
        )
    except Invalid as refusal:
        form.refused(refusal)
        return await show_match(person, match_request_id, form)
    except Rejected as refusal:
        return await show_match(person, match_request_id, form, refusal)
    return person.go("matches", match_request_id)


@post("/{lang:str}/matches/{match_request_id:uuid}/quotes/{quote_id:uuid}/acceptance", status_code=HTTPStatus.SEE_OTHER)
async def accept_quote(person: Person, match_request_id: UUID, quote_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    try:
        await person.ask(
            AcceptQuote(quote_id=quote_id, match_request_id=match_request_id, organisation_id=person.organisation_id)
        )
    except Rejected as refusal:
        return await show_match(person, match_request_id, form, refusal)
    return person.go("agreements", quote_id)


HANDLERS = (index, show, decide, post_message, accept_quote)
