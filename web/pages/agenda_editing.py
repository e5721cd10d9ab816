"""What organizers state of a fair's sessions."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.agenda import (
    GetAgenda,
    GetSession,
    PutSession,
    RemoveSession,
)
from shared.contracts.fairs.fair import GetFair
from shared.errors import Invalid, Rejected
from shared.i18n import LANGUAGES
from shared.ids import uuid7
from web.forms.agenda import fill_session, session_body
from web.forms.fields import Form
from web.forms.moments import local
from web.forms.overtaken import join
from web.forms.reading import read_form
from web.pages.organizing import must_organize
from web.visitor import Person


@get("/{lang:str}/fairs/{fair_id:uuid}/sessions/new")
async def new_session(person: Person, fair_id: UUID) -> Response[bytes]:
    must_organize(person)
    body = (await person.ask(GetFair(fair_id=fair_id))).body
    form = Form(person.language).fill(
        language="vi", starts_at=local(body.starts_at, body.zone), ends_at=local(body.starts_at, body.zone)
    )
    return await _session_form(person, fair_id, uuid7(), form)


@get("/{lang:str}/fairs/{fair_id:uuid}/sessions/{session_id:uuid}")
async def edit_session(person: Person, fair_id: UUID, session_id: UUID) -> Response[bytes]:
    must_organize(person)
    fair, agenda = await person.ask(GetFair(fair_id=fair_id)), await person.ask(GetAgenda(fair_id=fair_id))
    session = next((one for one in agenda.sessions if one.id == session_id), None)
    if session is None:
        raise Rejected("session_unknown")
    form = fill_session(Form(person.language), session, fair.body.zone)
    return await _session_form(person, fair_id, session_id, form)


async def _session_form(
    person: Person, fair_id: UUID, session_id: UUID, form: Form, refusal: Rejected | None = None
) -> Response[bytes]:
    fair = await person.ask(GetFair(fair_id=fair_id))
    return await person.page(
        "fairs/session.html", refusal=refusal, fair=fair, session_id=session_id, form=form, spoken=LANGUAGES
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/sessions/{session_id:uuid}", status_code=HTTPStatus.SEE_OTHER)
async def save_session(person: Person, fair_id: UUID, session_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    must_organize(person)
    zone = (await person.ask(GetFair(fair_id=fair_id))).body.zone
    body, version = session_body(form, zone), form.integer("version")
    if body is None:
        return await _session_form(person, fair_id, session_id, form)
    try:
        await person.ask(PutSession(session_id=session_id, fair_id=fair_id, expected_version=version, body=body))
    except Invalid as refusal:
        form.refused(refusal)
        return await _session_form(person, fair_id, session_id, form)
    except Rejected as refusal:
        if refusal.code == "version_stale":
            join(form, fill_session(Form(person.language), await person.ask(GetSession(session_id=session_id)), zone))
        return await _session_form(person, fair_id, session_id, form, refusal)
    return person.go("fairs", fair_id, "agenda")


@post("/{lang:str}/fairs/{fair_id:uuid}/sessions/{session_id:uuid}/removal", status_code=HTTPStatus.SEE_OTHER)
async def remove_session(person: Person, fair_id: UUID, session_id: UUID) -> Redirect:
    await read_form(person)
    must_organize(person)
    await person.ask(RemoveSession(session_id=session_id))
    return person.go("fairs", fair_id, "agenda")


HANDLERS = (new_session, edit_session, save_session, remove_session)
