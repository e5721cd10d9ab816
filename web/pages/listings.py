"""A product's page, and its life in the hands of its co-op."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.capacity import GetCapacity
from shared.contracts.listings import GetListing, Listing, PublishListing, PutListing, WithdrawListing
from shared.contracts.values import Language
from shared.errors import Invalid, Rejected
from shared.i18n import N_
from shared.ids import uuid7
from shared.ports import PORTS
from shared.text import clean
from web.forms.fields import Form
from web.forms.listings import MONTH_FIELDS, SERVICE_NAMES, certificate_places, code_of, fill_listing, listing_body
from web.forms.prices import price_list_places, tier_places
from web.forms.reading import read_form
from web.forms.season import exception_places
from web.languages import LANGUAGE_NAMES
from web.structured import product
from web.visitor import Person


@get("/{lang:str}/listings/{listing_id:uuid}")
async def show(person: Person, listing_id: UUID) -> Response[bytes]:
    return await shown(person, listing_id)


async def shown(
    person: Person, listing_id: UUID, refusal: Rejected | None = None, form: Form | None = None
) -> Response[bytes]:
    """`form`: of a photo that was not taken."""
    listing = await person.ask(GetListing(listing_id=listing_id))
    own = person.speaks_for(listing.organisation.id)
    shows = frozenset(map(str, (listing.id, listing.organisation.id)))
    return await _page(person, listing, own=own, shows=shows, refusal=refusal, form=form)


@dataclass(frozen=True)
class Preview:
    """Who looks at how others see it is told so in their own language, what these lack, and how to come back."""

    language: Language
    told: str
    lacking: str
    back: str


@get("/{lang:str}/listings/{listing_id:uuid}/preview")
async def preview(person: Person, listing_id: UUID) -> Response[bytes]:
    """As somebody who is not signed in reads it in that language; a draft too."""
    locale = person.must_be_signed_in().locale
    text = person.site.pages.texts(locale)
    listing = await person.ask(GetListing(listing_id=listing_id))
    unnamed = text(N_("They read a name in a language that is not theirs: add the one in %(language)s."))
    notice = Preview(
        locale,
        text(N_("As buyers see it. Below you can choose their language.")),
        "" if person.language in listing.body.names else unnamed % {"language": LANGUAGE_NAMES[person.language]},
        text(N_("Your product")),
    )
    reader = Person(person.site, person.request, person.language, None)
    return await _page(reader, listing, preview=notice)


async def _page(
    reader: Person,
    listing: Listing,
    *,
    own: bool = False,
    shows: frozenset[str] = frozenset(),
    refusal: Rejected | None = None,
    form: Form | None = None,
    preview: Preview | None = None,
) -> Response[bytes]:
    return await reader.page(
        "listings/show.html",
        shows=shows,
        headers={"Cache-Control": "private, no-store"} if preview else None,
        form=form or Form(reader.language),
        refusal=refusal,
        listing=listing,
        own=own,
        preview=preview,
        photo_id=uuid7(),
        ports=PORTS,
        today=reader.today,
        base_url=reader.site.settings.base_url,
        structured=product,
    )


@get("/{lang:str}/listings/{listing_id:uuid}/supply")
async def supply(person: Person, listing_id: UUID) -> Response[bytes]:
    listing, capacity = await asyncio.gather(
        person.ask(GetListing(listing_id=listing_id)), person.ask(GetCapacity(listing_id=listing_id))
    )
    return await person.page("listings/supply.html", listing=listing, capacity=capacity)


@get("/{lang:str}/listings/new")
async def new(person: Person, copied: UUID | None = None) -> Response[bytes]:
    """Empty, or as another one of theirs; a product code is never copied."""
    person.must_be_signed_in()
    form = Form(person.language).fill(price_currency="VND")
    if copied is not None:
        form = fill_listing(form, await person.ask(GetListing(listing_id=copied)))
        form.fill(sku="", version="", status="")
    return await _form(person, uuid7(), form)


@get("/{lang:str}/listings/{listing_id:uuid}/edit")
async def edit(person: Person, listing_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    listing = await person.ask(GetListing(listing_id=listing_id))
    return await _form(person, listing_id, fill_listing(Form(person.language), listing), stale=listing.stale)


@post("/{lang:str}/listings/{listing_id:uuid}", status_code=HTTPStatus.SEE_OTHER)
async def save(person: Person, listing_id: UUID) -> Response[bytes] | Redirect:
    """Who names no code gets one; who says so shows it to buyers in the same step."""
    form = await read_form(person)
    person.must_be_signed_in()
    if not clean(form["sku"]):
        form.fill(sku=code_of(listing_id))
    body = listing_body(form)
    if body is None:
        return await _form(person, listing_id, form)
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
        return await _form(person, listing_id, form)
    except Rejected as refusal:
        return await _form(person, listing_id, form, refusal)
    if form.ticked("publish"):
        return await _asked(person, listing_id, PublishListing(listing_id=listing_id))
    return person.go("listings", listing_id)


async def _form(
    person: Person,
    listing_id: UUID,
    form: Form,
    refusal: Rejected | None = None,
    stale: Sequence[str] = (),
) -> Response[bytes]:
    return await person.page(
        "listings/form.html",
        refusal=refusal,
        form=form,
        listing_id=listing_id,
        certificate_places=certificate_places(form),
        exception_places=exception_places(form),
        price_list_places=price_list_places(form),
        tier_places=tier_places,
        stale=stale,
        month_fields=MONTH_FIELDS,
        languages_of_goods=LANGUAGE_NAMES,
        ports=PORTS,
    )


@post("/{lang:str}/listings/{listing_id:uuid}/publication", status_code=HTTPStatus.SEE_OTHER)
async def publication(person: Person, listing_id: UUID) -> Response[bytes] | Redirect:
    """Publish, or withdraw when the form says so."""
    form = await read_form(person)
    person.must_be_signed_in()
    command = WithdrawListing if form.ticked("withdraw") else PublishListing
    return await _asked(person, listing_id, command(listing_id=listing_id))


async def _asked(
    person: Person, listing_id: UUID, command: PublishListing | WithdrawListing
) -> Response[bytes] | Redirect:
    """What is refused is told on the product's page, where it can be tried again."""
    try:
        await person.ask(command)
    except Rejected as refusal:
        return await shown(person, listing_id, refusal)
    return person.go("listings", listing_id)


HANDLERS = (show, preview, supply, new, edit, save, publication)
