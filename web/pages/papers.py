"""A product's certificates: what is stated, the scans behind it, who may open them, what the Alliance found."""

from http import HTTPStatus
from typing import get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect, Stream

from shared.contracts.listings import GetListing
from shared.contracts.matching import FindMatches
from shared.contracts.papers import (
    AddEvidence,
    CheckPaper,
    DiscloseEvidence,
    FindPapersToCheck,
    GetEvidence,
    GetPapers,
    PaperScheme,
    RemoveEvidence,
    Verdict,
)
from shared.contracts.values import Scheme
from shared.errors import Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.downloads import attached, stored_object
from web.forms.fields import Form
from web.forms.reading import LARGEST_UPLOAD, read_form
from web.uploads import store_upload
from web.visitor import Person

SCHEMES: tuple[PaperScheme, ...] = ("OCOP", *get_args(Scheme))
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@get("/{lang:str}/listings/{listing_id:uuid}/papers")
async def papers(person: Person, listing_id: UUID) -> Response[bytes]:
    return await _papers(person, listing_id)


async def _papers(person: Person, listing_id: UUID, refusal: Rejected | None = None) -> Response[bytes]:
    listing = await person.ask(GetListing(listing_id=listing_id))
    own = person.speaks_for(listing.organisation.id)
    return await person.page(
        "listings/papers.html",
        refusal=refusal,
        listing=listing,
        own=own,
        papers=(await person.ask(GetPapers(listing_id=listing_id))).items,
        buyers=await _buyers(person) if own else {},
        new_id=uuid7,
    )


async def _buyers(person: Person) -> dict[UUID, str]:
    """Those whom the co-op has to do with."""
    found = await person.ask(FindMatches(organisation_id=person.organisation_id, page_size=100))
    return {match.buyer.id: match.buyer.name for match in found.items}


@post("/{lang:str}/listings/{listing_id:uuid}/evidence", status_code=HTTPStatus.SEE_OTHER)
async def add(person: Person, listing_id: UUID) -> Response[bytes] | Redirect:
    person.must_be_signed_in()
    form = await read_form(person, largest=LARGEST_UPLOAD)
    evidence_id, file, scheme = form.uuid("evidence_id"), form.files.get("scan"), form.choice("scheme", SCHEMES)
    if evidence_id is None or scheme is None or file is None or not file.filename:
        return await _papers(person, listing_id, Rejected("upload_unknown"))
    try:
        upload = await store_upload(person.site, f"evidence-{evidence_id}", file)
        await person.ask(
            AddEvidence(
                evidence_id=evidence_id,
                listing_id=listing_id,
                scheme=scheme,
                number=form.line("number", longest=100),
                name=file.filename[-200:],
                upload=upload,
            )
        )
    except Rejected as refusal:
        return await _papers(person, listing_id, refusal)
    return person.go("listings", listing_id, "papers")


@post("/{lang:str}/listings/{listing_id:uuid}/evidence/{evidence_id:uuid}/removal", status_code=HTTPStatus.SEE_OTHER)
async def remove(person: Person, listing_id: UUID, evidence_id: UUID) -> Redirect:
    await read_form(person)
    person.must_be_signed_in()
    await person.ask(RemoveEvidence(evidence_id=evidence_id))
    return person.go("listings", listing_id, "papers")


@post("/{lang:str}/listings/{listing_id:uuid}/evidence/{evidence_id:uuid}/readers", status_code=HTTPStatus.SEE_OTHER)
async def disclose(person: Person, listing_id: UUID, evidence_id: UUID) -> Response[bytes] | Redirect:
    """Let a buyer open a scan, or no longer when the form says so."""
    form = await read_form(person)
    person.must_be_signed_in()
    organisation_id = form.uuid("organisation_id")
    if organisation_id is None:
        return await _papers(person, listing_id, Rejected("organisation_unknown"))
    try:
        await person.ask(
            DiscloseEvidence(
                evidence_id=evidence_id, organisation_id=organisation_id, withdrawn=form.ticked("withdrawn")
            )
        )
    except Rejected as refusal:
        return await _papers(person, listing_id, refusal)
    return person.go("listings", listing_id, "papers")


@post("/{lang:str}/listings/{listing_id:uuid}/papers/check", status_code=HTTPStatus.SEE_OTHER)
async def check(person: Person, listing_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    scheme, verdict = form.choice("scheme", SCHEMES), form.choice("verdict", VERDICTS)
    if scheme is None or verdict is None:
        return await _papers(person, listing_id, Rejected("paper_unknown"))
    number, note = form.line("number", longest=100), form.text("note", longest=500)
    try:
        await person.ask(CheckPaper(listing_id=listing_id, scheme=scheme, number=number, verdict=verdict, note=note))
    except Rejected as refusal:
        return await _papers(person, listing_id, refusal)
    return person.go("listings", listing_id, "papers")


@get("/{lang:str}/papers")
async def to_check(person: Person, page: Page = 1) -> Response[bytes]:
    person.must_be_signed_in()
    found = await person.ask(FindPapersToCheck(page=page))
    return await person.page("listings/to_check.html", found=found, number=page, form=Form(person.language))


@get("/{lang:str}/evidence/{evidence_id:uuid}")
async def evidence(person: Person, evidence_id: UUID) -> Stream:
    """The file as it came."""
    person.must_be_signed_in()
    file = await person.ask(GetEvidence(evidence_id=evidence_id))
    return Stream(
        await stored_object(person.site.evidence, str(evidence_id), or_reject="evidence_unknown"),
        media_type=file.media_type,
        headers=attached(file.name),
    )


HANDLERS = (papers, add, remove, disclose, check, to_check, evidence)
