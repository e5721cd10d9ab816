"""The registry: the organisations of the province, and the officer's decision on new ones."""

from http import HTTPStatus
from typing import get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.registry import (
    DecideVerification,
    FindOrganisations,
    GetDossier,
    Kind,
    OrganisationStatus,
    Sector,
)
from shared.errors import Rejected
from web.forms.fields import Form
from web.forms.reading import read_form
from web.visitor import Person


@get("/{lang:str}/organisations")
async def index(person: Person) -> Response[bytes]:
    person.must_be_signed_in()
    asked = Form(person.language).fill(**dict(person.request.query_params))
    query = FindOrganisations(
        q=asked.line("q"),
        kind=asked.choice("kind", get_args(Kind)),
        status=asked.choice("status", get_args(OrganisationStatus)),
        sector=asked.choice("sector", get_args(Sector)),
        page=max(1, asked.integer("page") or 1),
    )
    found = await person.ask(query)
    return await person.page("organisations/index.html", found=found, query=query)


@get("/{lang:str}/organisations/{organisation_id:uuid}")
async def show(person: Person, organisation_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    return await _show(person, organisation_id, Form(person.language))


async def _show(person: Person, organisation_id: UUID, form: Form, refusal: Rejected | None = None) -> Response[bytes]:
    dossier = await person.ask(GetDossier(organisation_id=organisation_id))
    return await person.page(
        "organisations/show.html",
        refusal=refusal,
        dossier=dossier,
        form=form,
    )


@post("/{lang:str}/organisations/{organisation_id:uuid}/verification", status_code=HTTPStatus.SEE_OTHER)
async def decide(person: Person, organisation_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    verified = form["decision"] == "verify"
    reason = form.text("reason", required=not verified, longest=1000)
    if not form.ok:
        return await _show(person, organisation_id, form)
    try:
        await person.ask(DecideVerification(organisation_id=organisation_id, verified=verified, reason=reason))
    except Rejected as refusal:
        return await _show(person, organisation_id, form, refusal)
    return person.go("organisations", organisation_id)


HANDLERS = (index, show, decide)
