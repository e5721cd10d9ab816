"""Leads: whom one met at fairs, by each other's badges. Only the two of them see it."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.attendees import FindBadges
from shared.contracts.fairs.leads import AnswerLead, CaptureLead, FindLeads, NoteLead
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.forms.fields import Form
from web.forms.reading import read_form
from web.visitor import Person

MOST_BADGES = 100


@get("/{lang:str}/my/leads")
async def index(person: Person) -> Response[bytes]:
    return await _page(person, Form(person.language))


async def _page(person: Person, form: Form, refusal: Rejected | None = None) -> Response[bytes]:
    person.must_be_signed_in()
    badges = (await person.ask(FindBadges(page_size=MOST_BADGES))).items
    return await person.page(
        "leads/index.html",
        refusal=refusal,
        leads=await person.ask(FindLeads()),
        badges=sorted(badges, key=lambda badge: badge.starts_at, reverse=True),
        form=form,
        lead_id=uuid7(),
    )


@post("/{lang:str}/my/leads", status_code=HTTPStatus.SEE_OTHER)
async def capture(person: Person) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    lead_id, registration_id = form.uuid("lead_id"), form.uuid("registration_id")
    code = form.line("code", required=True, longest=100)
    if not form.ok or lead_id is None or registration_id is None:
        return await _page(person, form)
    try:
        await person.ask(CaptureLead(lead_id=lead_id, registration_id=registration_id, code=code))
    except Rejected as refusal:
        return await _page(person, form, refusal)
    return person.go("my/leads")


@post("/{lang:str}/my/leads/{lead_id:uuid}/answer", status_code=HTTPStatus.SEE_OTHER)
async def answer(person: Person, lead_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    try:
        await person.ask(AnswerLead(lead_id=lead_id, agreed=form["agreed"] == "yes"))
    except Rejected as refusal:
        return await _page(person, form, refusal)
    return person.go("my/leads")


@post("/{lang:str}/my/leads/{lead_id:uuid}/note", status_code=HTTPStatus.SEE_OTHER)
async def note(person: Person, lead_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    words, follow_up = form.text("note", longest=2000), form.date("follow_up")
    if not form.ok:
        return await _page(person, form)
    try:
        await person.ask(NoteLead(lead_id=lead_id, note=words, follow_up=follow_up, done=form.ticked("done")))
    except Invalid as refusal:
        form.refused(refusal)
        return await _page(person, form)
    except Rejected as refusal:
        return await _page(person, form, refusal)
    return person.go("my/leads")


HANDLERS = (index, capture, answer, note)
