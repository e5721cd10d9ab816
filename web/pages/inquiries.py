"""Requests without an account: a visitor writes one and proves the e-mail, the Alliance decides, the co-op answers."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.inquiries import (
    ConfirmInquiry,
    FindInquiries,
    GetInquiry,
    InquiryStatus,
    InviteInquirer,
)
from shared.contracts.listings import GetListing
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.forms.fields import Form
from web.forms.inquiries import REASONS, countries, decision, inquiry
from web.forms.reading import read_form
from web.visitor import Person

SECRET: Mapping[str, str] = {"Cache-Control": "private, no-store"}
"""Of a page whose address is a right."""


@get("/{lang:str}/listings/{listing_id:uuid}/inquiry")
async def write(person: Person, listing_id: UUID) -> Response[bytes]:
    return await _form(person, listing_id, Form(person.language).fill(inquiry_id=uuid7()))


@post("/{lang:str}/listings/{listing_id:uuid}/inquiry", status_code=HTTPStatus.SEE_OTHER)
async def send(person: Person, listing_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    command = inquiry(form, listing_id, person.language)
    if command is None:
        return await _form(person, listing_id, form)
    try:
        await person.site.attempts.count_inquiry(person.address)
        await person.ask(command)
    except Invalid as refusal:
        form.refused(refusal, {name: name.removeprefix("body.") for name in refusal.details})
        return await _form(person, listing_id, form)
    except Rejected as refusal:
        return await _form(person, listing_id, form, refusal)
    return person.go("inquiries", "sent")


async def _form(person: Person, listing_id: UUID, form: Form, refusal: Rejected | None = None) -> Response[bytes]:
    listing = await person.ask(GetListing(listing_id=listing_id))
    return await person.page(
        "inquiries/form.html",
        refusal=refusal,
        listing=listing,
        form=form,
        countries=countries(person.language),
    )


@get("/{lang:str}/inquiries/sent")
async def sent(person: Person) -> Response[bytes]:
    return await person.page("inquiries/sent.html")


@get("/{lang:str}/inquiries/confirm/{token:str}")
async def confirming(person: Person, token: str) -> Response[bytes]:
    """Looking at the link proves nothing: mail servers look at every link."""
    return await person.page("inquiries/confirm.html", headers=SECRET, token=token, confirmed=False)


@post("/{lang:str}/inquiries/confirm/{token:str}", status_code=HTTPStatus.OK)
async def confirm(person: Person, token: str) -> Response[bytes]:
    await read_form(person)
    await person.ask(ConfirmInquiry(token=token))
    return await person.page("inquiries/confirm.html", headers=SECRET, token=token, confirmed=True)


@get("/{lang:str}/inquiries")
async def index(person: Person, page: Page = 1) -> Response[bytes]:
    """All of them, for the Alliance."""
    person.must_be_signed_in()
    asked = Form(person.language).fill(**dict(person.request.query_params))
    query = FindInquiries(status=asked.choice("status", get_args(InquiryStatus)), page=page)
    return await person.page("inquiries/index.html", found=await person.ask(query), query=query)


@get("/{lang:str}/my/inquiries")
async def own(person: Person, page: Page = 1) -> Response[bytes]:
    """A co-op's."""
    person.must_be_signed_in()
    query = FindInquiries(organisation_id=person.organisation_id, page=page)
    return await person.page("inquiries/index.html", found=await person.ask(query), query=query)


@get("/{lang:str}/inquiries/{inquiry_id:uuid}")
async def show(person: Person, inquiry_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    return await _show(person, inquiry_id, Form(person.language))


async def _show(person: Person, inquiry_id: UUID, form: Form, refusal: Rejected | None = None) -> Response[bytes]:
    found = await person.ask(GetInquiry(inquiry_id=inquiry_id))
    return await person.page(
        "inquiries/show.html",
        refusal=refusal,
        inquiry=found,
        form=form,
        reasons=REASONS,
        own=person.speaks_for(found.coop.id),
    )


@post("/{lang:str}/inquiries/{inquiry_id:uuid}/decision", status_code=HTTPStatus.SEE_OTHER)
async def decide(person: Person, inquiry_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    command = decision(form, inquiry_id)
    if command is None:
        return await _show(person, inquiry_id, form)
    try:
        await person.ask(command)
    except Rejected as refusal:
        return await _show(person, inquiry_id, form, refusal)
    return person.go("inquiries", inquiry_id)


@post("/{lang:str}/inquiries/{inquiry_id:uuid}/invitation", status_code=HTTPStatus.SEE_OTHER)
async def invite(person: Person, inquiry_id: UUID) -> Redirect:
    await read_form(person)
    person.must_be_signed_in()
    await person.ask(InviteInquirer(inquiry_id=inquiry_id))
    return person.go("inquiries", inquiry_id)


HANDLERS = (write, send, sent, confirming, confirm, index, own, show, decide, invite)
