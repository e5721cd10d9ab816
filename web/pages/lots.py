"""Lots: the page that the code on a pack leads to, and how a co-op records them."""

import asyncio
from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.listings import GetListing
from shared.contracts.lots import FindLots, GetLot, PutLot
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.forms.fields import Form
from web.forms.lots import SERVICE_NAMES, fill_lot, fill_next, lot_body, stage_places
from web.forms.reading import read_form
from web.visitor import Person


@get("/{lang:str}/lots/{lot_id:uuid}")
async def show(person: Person, lot_id: UUID) -> Response[bytes]:
    lot = await person.ask(GetLot(lot_id=lot_id))
    own = person.speaks_for(lot.organisation.id)
    return await person.page("lots/show.html", lot=lot, own=own)


@get("/{lang:str}/listings/{listing_id:uuid}/lots")
async def of_listing(person: Person, listing_id: UUID, page: Page = 1) -> Response[bytes]:
    listing, found = await asyncio.gather(
        person.ask(GetListing(listing_id=listing_id)), person.ask(FindLots(listing_id=listing_id, page=page))
    )
    own = person.speaks_for(listing.organisation.id)
    return await person.page("lots/index.html", listing=listing, found=found, number=page, own=own)


@get("/{lang:str}/listings/{listing_id:uuid}/lots/new")
async def new(person: Person, listing_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    form = Form(person.language)
    known = (await person.ask(FindLots(listing_id=listing_id, page_size=1))).items
    if known:
        fill_next(form, await person.ask(GetLot(lot_id=known[0].id)))
    return await _form(person, listing_id, uuid7(), form, like=known[0].code if known else "")


@get("/{lang:str}/lots/{lot_id:uuid}/edit")
async def edit(person: Person, lot_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    lot = await person.ask(GetLot(lot_id=lot_id))
    return await _form(person, lot.listing_id, lot_id, fill_lot(Form(person.language), lot))


@post("/{lang:str}/listings/{listing_id:uuid}/lots/{lot_id:uuid}", status_code=HTTPStatus.SEE_OTHER)
async def save(person: Person, listing_id: UUID, lot_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    body = lot_body(form)
    if body is None:
        return await _form(person, listing_id, lot_id, form)
    try:
        await person.ask(
            PutLot(lot_id=lot_id, listing_id=listing_id, expected_version=form.integer("version"), body=body)
        )
    except Invalid as refusal:
        form.refused(refusal, SERVICE_NAMES)
        return await _form(person, listing_id, lot_id, form)
    except Rejected as refusal:
        return await _form(person, listing_id, lot_id, form, refusal)
    return person.go("lots", lot_id)


async def _form(
    person: Person,
    listing_id: UUID,
    lot_id: UUID,
    form: Form,
    refusal: Rejected | None = None,
    like: str = "",
) -> Response[bytes]:
    """`like`: the code of the lot that it begins as."""
    return await person.page(
        "lots/form.html",
        refusal=refusal,
        form=form,
        listing=await person.ask(GetListing(listing_id=listing_id)),
        lot_id=lot_id,
        like=like,
        stage_places=stage_places(form),
    )


HANDLERS = (show, of_listing, new, edit, save)
