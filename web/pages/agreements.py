"""Agreements: what was promised, the paper of it, and both sides' word that it is right."""

import asyncio
from http import HTTPStatus
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.response import Redirect, Stream

from shared.contracts.agreements import (
    Agreement,
    AttachScan,
    ConfirmAgreement,
    FindAgreements,
    GetAgreement,
    GetScan,
    StateAgreement,
)
from shared.contracts.deliveries import GetDeliveries
from shared.contracts.fairs.fair import FindFairs
from shared.contracts.values import Side
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.documents.agreement import page_of
from web.documents.printing import Job, printed
from web.documents.qr import qr_code
from web.downloads import stored_object
from web.forms.agreements import agreement_body, fill_agreement
from web.forms.deliveries import fill_deliveries
from web.forms.fields import Form
from web.forms.reading import LARGEST_UPLOAD, read_form
from web.uploads import store_upload
from web.visitor import Person

SUFFIXES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@get("/{lang:str}/agreements")
async def index(person: Person, page: Page = 1) -> Response[bytes]:
    """One's own; for the Alliance all that it may read."""
    person.must_be_signed_in()
    own = person.organisation_id if person.is_one_of("coop", "buyer") else None
    found = await person.ask(FindAgreements(organisation_id=own, page=page))
    return await person.page("agreements/index.html", found=found, number=page)


@get("/{lang:str}/agreements/{agreement_id:uuid}")
async def show(person: Person, agreement_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    return await show_agreement(person, agreement_id)


async def show_agreement(
    person: Person,
    agreement_id: UUID,
    form: Form | None = None,
    refusal: Rejected | None = None,
    told: Form | None = None,
) -> Response[bytes]:
    """`told`: what was typed of a month."""
    agreement, deliveries = await asyncio.gather(
        person.ask(GetAgreement(agreement_id=agreement_id)), person.ask(GetDeliveries(agreement_id=agreement_id))
    )
    side = own_side(person, agreement)
    sound = all(one is None or one.ok for one in (form, told))
    status = HTTPStatus.OK if sound else HTTPStatus.UNPROCESSABLE_ENTITY
    words = fill_deliveries(Form(person.language), deliveries, side or "")
    if told is not None:
        words.values |= told.values
        words.faults |= told.faults
    return await person.page(
        "agreements/show.html",
        status=status,
        refusal=refusal,
        agreement=agreement,
        side=side,
        deliveries=deliveries,
        told=words,
        form=form or fill_agreement(Form(person.language), agreement),
        fairs={str(fair.id): fair.body.name for fair in (await person.ask(FindFairs(page_size=100))).items}
        if side
        else {},
        scan_id=uuid7(),
    )


def own_side(person: Person, agreement: Agreement) -> Side | None:
    """On which side of it the reader stands."""
    return person.side(buyer_id=agreement.buyer.organisation.id, coop_id=agreement.coop.organisation.id)


@post("/{lang:str}/agreements/{agreement_id:uuid}", status_code=HTTPStatus.SEE_OTHER)
async def state(person: Person, agreement_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    body = agreement_body(form)
    if body is None:
        return await show_agreement(person, agreement_id, form)
    try:
        await person.ask(StateAgreement(agreement_id=agreement_id, expected_version=form.integer("version"), body=body))
    except Invalid as refusal:
        form.refused(refusal)
        return await show_agreement(person, agreement_id, form)
    except Rejected as refusal:
        return await show_agreement(person, agreement_id, form, refusal)
    return person.go("agreements", agreement_id)


@post("/{lang:str}/agreements/{agreement_id:uuid}/scan", status_code=HTTPStatus.SEE_OTHER)
async def attach(person: Person, agreement_id: UUID) -> Response[bytes] | Redirect:
    person.must_be_signed_in()
    form = await read_form(person, largest=LARGEST_UPLOAD)
    scan_id, file = form.uuid("scan_id"), form.files.get("scan")
    if scan_id is None or file is None or not file.filename:
        return await show_agreement(person, agreement_id, refusal=Rejected("upload_unknown"))
    try:
        upload = await store_upload(person.site, f"scan-{scan_id}", file)
        await person.ask(AttachScan(agreement_id=agreement_id, scan_id=scan_id, upload=upload))
    except Rejected as refusal:
        return await show_agreement(person, agreement_id, refusal=refusal)
    return person.go("agreements", agreement_id)


@get("/{lang:str}/agreements/{agreement_id:uuid}/scan")
async def scan(person: Person, agreement_id: UUID) -> Stream:
    """The signed paper, piece by piece, for those who may read the agreement."""
    person.must_be_signed_in()
    place = await person.ask(GetScan(agreement_id=agreement_id))
    suffix = SUFFIXES[place.scan.media_type]
    return Stream(
        await stored_object(person.site.scans, place.object_name, or_reject="scan_unknown"),
        media_type=place.scan.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="agreement-{agreement_id}.{suffix}"',
            "Content-Length": str(place.scan.size),
            "Cache-Control": "private, no-store",
        },
    )


@get("/{lang:str}/agreements/{agreement_id:uuid}/document.pdf")
async def document(person: Person, agreement_id: UUID) -> Response[bytes]:
    """To be printed and signed: in Vietnamese and in the buyer's language."""
    person.must_be_signed_in()
    agreement = await person.ask(GetAgreement(agreement_id=agreement_id))
    if agreement.status != "agreed":
        raise Rejected("agreement_not_standing", id=agreement_id)
    link = f"{person.site.settings.base_url}/{person.language}/agreements/{agreement_id}"
    page = msgspec.json.encode(page_of(agreement, link)).decode()
    return Response(
        await printed(Job(template="agreement.typ", page=page, qr=qr_code(link))),
        media_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="agreement-{agreement_id}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )


@post("/{lang:str}/agreements/{agreement_id:uuid}/confirmation", status_code=HTTPStatus.SEE_OTHER)
async def confirm(person: Person, agreement_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    try:
        await person.ask(
            ConfirmAgreement(
                agreement_id=agreement_id,
                organisation_id=person.organisation_id,
                expected_version=form.integer("version") or 0,
            )
        )
    except Rejected as refusal:
        return await show_agreement(person, agreement_id, refusal=refusal)
    return person.go("agreements", agreement_id)


HANDLERS = (index, show, state, attach, scan, document, confirm)
