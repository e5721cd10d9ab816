"""Requests between buyers and co-ops, and the contacts that an acceptance shows."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.matching import DecideMatch, FindMatches, GetMatch
from shared.contracts.registry import Disclosed, GetContacts
from shared.errors import Rejected
from web.addresses import Page
from web.forms.fields import Form
from web.forms.reading import read_form
from web.refusals import sentence, status_of
from web.visitor import Person


@get("/{lang:str}/matches")
async def index(person: Person, page: Page = 1) -> Response[bytes]:
    person.must_be_signed_in()
    found = await person.ask(FindMatches(organisation_id=person.organisation_id, page=page))
    return await person.page("matches/index.html", found=found, number=page)


@get("/{lang:str}/matches/{match_request_id:uuid}")
async def show(person: Person, match_request_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    return await _show(person, match_request_id, Form(person.language))


async def _show(person: Person, match_request_id: UUID, form: Form, refusal: Rejected | None = None) -> Response[bytes]:
    match = await person.ask(GetMatch(match_request_id=match_request_id))
    contacts = Disclosed(contacts=[], withheld=[])
    if match.status == "accepted":
        contacts = await person.ask(GetContacts(match_request_id=match_request_id))
    return await person.page(
        "matches/show.html",
        status=_status(form, refusal),
        match=match,
        contacts=contacts,
        to_answer=match.status == "requested" and _is_coop(person, match.coop.id),
        form=form,
        message=sentence(refusal, person.text) if refusal else None,
    )


def _status(form: Form, refusal: Rejected | None) -> int:
    if refusal is not None:
        return status_of(refusal.code)
    return HTTPStatus.OK if form.ok else HTTPStatus.UNPROCESSABLE_ENTITY


def _is_coop(person: Person, coop_id: UUID) -> bool:
    return person.organisation is not None and person.organisation.id == coop_id


@post("/{lang:str}/matches/{match_request_id:uuid}/decision", status_code=HTTPStatus.SEE_OTHER)
async def decide(person: Person, match_request_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    accepted = form["decision"] == "accept"
    reason = form.text("reason", required=not accepted, longest=1000)
    if not form.ok:
        return await _show(person, match_request_id, form)
    try:
        await person.ask(DecideMatch(match_request_id=match_request_id, accepted=accepted, reason=reason))
    except Rejected as refusal:
        return await _show(person, match_request_id, form, refusal)
    return person.go("matches", match_request_id)


HANDLERS = (index, show, decide)
