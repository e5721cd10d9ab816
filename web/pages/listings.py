"""A product's page, and its life in the hands of its co-op."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.listings import (
    AddPhoto,
    FindOwnListings,
    GetListing,
    PublishListing,
    PutListing,
    RemovePhoto,
    WithdrawListing,
)
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.forms.fields import Form
from web.forms.listings import SERVICE_NAMES, certificate_places, fill_listing, listing_body
from web.forms.reading import LARGEST_UPLOAD, read_form
from web.refusals import sentence, status_of
from web.uploads import store_upload
from web.visitor import Person


@get("/{lang:str}/listings/{listing_id:uuid}")
async def show(person: Person, listing_id: UUID) -> Response[bytes]:
    return await _show(person, listing_id)


async def _show(person: Person, listing_id: UUID, refusal: Rejected | None = None) -> Response[bytes]:
    listing = await person.ask(GetListing(listing_id=listing_id))
    own = person.organisation is not None and person.organisation.id == listing.organisation.id
    return await person.page(
        "listings/show.html",
        shows=frozenset(map(str, (listing.id, listing.organisation.id))),
        status=status_of(refusal.code) if refusal else HTTPStatus.OK,
        listing=listing,
        own=own,
        photo_id=uuid7(),
        message=sentence(refusal, person.text) if refusal else None,
    )


@get("/{lang:str}/my/listings")
async def own_listings(person: Person, page: Page = 1) -> Response[bytes]:
    person.must_be_signed_in()
    found = await person.ask(FindOwnListings(organisation_id=person.organisation_id, page=page))
    return await person.page("listings/own.html", found=found, number=page)


@get("/{lang:str}/listings/new")
async def new(person: Person) -> Response[bytes]:
    person.must_be_signed_in()
    return await _form(person, uuid7(), Form(person.language).fill(price_currency="VND"))


@get("/{lang:str}/listings/{listing_id:uuid}/edit")
async def edit(person: Person, listing_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    listing = await person.ask(GetListing(listing_id=listing_id))
    return await _form(person, listing_id, fill_listing(Form(person.language), listing))


@post("/{lang:str}/listings/{listing_id:uuid}", status_code=HTTPStatus.SEE_OTHER)
async def save(person: Person, listing_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    body = listing_body(form)
    if body is None:
        return await _form(person, listing_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        await person.ask(
            PutListing(
                listing_id=listing_id,
                organisation_id=person.organisation_id,
                expected_version=form.integer("version"),
                body=body,
            )
        )
    except Invalid as refusal:
        form.refused(refusal, SERVICE_NAMES)
        return await _form(person, listing_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    except Rejected as refusal:
        return await _form(person, listing_id, form, status_of(refusal.code), sentence(refusal, person.text))
    return person.go("listings", listing_id)


async def _form(
    person: Person, listing_id: UUID, form: Form, status: int = HTTPStatus.OK, message: str | None = None
) -> Response[bytes]:
    return await person.page(
        "listings/form.html",
        status=status,
        form=form,
        listing_id=listing_id,
        message=message,
        certificate_places=certificate_places(form),
    )


@post("/{lang:str}/listings/{listing_id:uuid}/publication", status_code=HTTPStatus.SEE_OTHER)
async def publication(person: Person, listing_id: UUID) -> Response[bytes] | Redirect:
    """Publish, or withdraw when the form says so."""
    form = await read_form(person)
    person.must_be_signed_in()
    try:
        if form["withdraw"]:
            await person.ask(WithdrawListing(listing_id=listing_id))
        else:
            await person.ask(PublishListing(listing_id=listing_id))
    except Rejected as refusal:
        return await _show(person, listing_id, refusal)
    return person.go("listings", listing_id)


@post("/{lang:str}/listings/{listing_id:uuid}/photos", status_code=HTTPStatus.SEE_OTHER)
async def add_photo(person: Person, listing_id: UUID) -> Response[bytes] | Redirect:
    person.must_be_signed_in()
    form = await read_form(person, largest=LARGEST_UPLOAD)
    photo_id, file = form.uuid("photo_id"), form.files.get("photo")
    if photo_id is None or file is None or not file.filename:
        return await _show(person, listing_id, Rejected("upload_unknown"))
    try:
        upload = await store_upload(person.site, f"photo-{photo_id}", file)
        await person.ask(AddPhoto(listing_id=listing_id, photo_id=photo_id, upload=upload, alt=form.line("alt")))
    except Rejected as refusal:
        return await _show(person, listing_id, refusal)
    return person.go("listings", listing_id)


@post("/{lang:str}/listings/{listing_id:uuid}/photos/{photo_id:uuid}/removal", status_code=HTTPStatus.SEE_OTHER)
async def remove_photo(person: Person, listing_id: UUID, photo_id: UUID) -> Redirect:
    await read_form(person)
    person.must_be_signed_in()
    await person.ask(RemovePhoto(listing_id=listing_id, photo_id=photo_id))
    return person.go("listings", listing_id)


HANDLERS = (show, own_listings, new, edit, save, publication, add_photo, remove_photo)
