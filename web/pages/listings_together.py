"""A co-op's products, and several of them at once: published, withdrawn, their prices held for longer, when they are
harvested and how much can be supplied. Each has its outcome.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post

from shared import home
from shared.contracts.listings import (
    FindOwnListings,
    GetListing,
    Listing,
    ListingBody,
    PublishListing,
    PutListing,
    WithdrawListing,
)
from shared.contracts.values import RecordPut
from shared.errors import Invalid, Rejected
from web.addresses import LAST_PAGE, Page
from web.field_faults import field_sentence
from web.forms.choices import UNITS
from web.forms.fields import Form
from web.forms.listing_changes import harvested, held_until, supplied
from web.forms.reading import read_form
from web.refusals import sentence
from web.visitor import Person

AT_ONCE = 50
"""As many as a page of own products shows."""
ACTS = ("publish", "withdraw", "extend", "harvest", "supply")
FAULTS = {"extend": "no_day", "harvest": "no_months", "supply": "no_supply"}
Change = Callable[[ListingBody], ListingBody]


@dataclass(frozen=True)
class Outcome:
    """`refusal`: why nothing was done, in words; `outcome`: of `RecordPut`."""

    listing: Listing | None
    outcome: str
    refusal: str = ""


@get("/{lang:str}/my/listings")
async def own_listings(person: Person, page: Page = 1) -> Response[bytes]:
    person.must_be_signed_in()
    return await _own(person, page, Form(person.language))


async def _own(person: Person, number: int, form: Form, fault: str = "") -> Response[bytes]:
    found = await person.ask(FindOwnListings(organisation_id=person.organisation_id, page=number))
    return await person.page(
        "listings/own.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        found=found,
        number=number,
        form=form,
        fault=fault,
    )


@post("/{lang:str}/my/listings/together", status_code=HTTPStatus.OK)
async def together(person: Person) -> Response[bytes]:
    """One after the other, so one that is refused holds up no other; sent again it changes nothing."""
    form = await read_form(person)
    person.must_be_signed_in()
    act, ids = form.choice("act", ACTS), _chosen(form)
    change = _change(form, act)
    fault = "none_chosen" if act is None or not ids else FAULTS.get(act, "") if change is None else ""
    if fault:
        return await _own(person, _page_of(form), form, fault)
    outcomes = [await _outcome(person, listing_id, act or "", change) for listing_id in ids]
    return await person.page("listings/together.html", act=act, until=form.date("until"), outcomes=outcomes)


def _page_of(form: Form) -> int:
    """On which page of the products they were chosen."""
    return min(max(1, form.integer("page") or 1), LAST_PAGE)


def _chosen(form: Form) -> list[UUID]:
    try:
        return list(dict.fromkeys(UUID(key) for key in form.chosen("listing")))[:AT_ONCE]
    except ValueError as error:
        raise Rejected("listing_unknown") from error


def _change(form: Form, act: str | None) -> Change | None:
    """What is to become of each; None where it is shown or not shown, or the form does not say enough."""
    months = sorted({int(one) for one in form.choices("month", map(str, range(1, 13)))})
    if act == "harvest" and months:
        return partial(harvested, months=months)
    amount, unit = form.decimal("amount"), form.choice("unit", UNITS)
    if act == "supply" and months and amount is not None and unit:
        return partial(supplied, months=months, amount=amount, unit=unit)
    until = form.date("until", required=act == "extend")
    if act == "extend" and until and until >= home.today():
        return partial(held_until, day=until)
    if until and until < home.today():
        form.fault("until", "in_the_past")
    return None


async def _outcome(person: Person, listing_id: UUID, act: str, change: Change | None) -> Outcome:
    listing = None
    try:
        listing = await person.ask(GetListing(listing_id=listing_id))
        if change is not None:
            return Outcome(listing, (await _put(person, listing, change(listing.body))).outcome)
        if act == "publish":
            return Outcome(listing, (await person.ask(PublishListing(listing_id=listing_id))).outcome)
        return Outcome(listing, (await person.ask(WithdrawListing(listing_id=listing_id))).outcome)
    except Invalid as refusal:
        codes = dict.fromkeys(map(str, refusal.details.values()))
        return Outcome(listing, "", " ".join(field_sentence(code, person.text) for code in codes))
    except Rejected as refusal:
        return Outcome(listing, "", sentence(refusal, person.text))


async def _put(person: Person, listing: Listing, body: ListingBody) -> RecordPut:
    return await person.ask(
        PutListing(
            listing_id=listing.id,
            organisation_id=person.organisation_id,
            expected_version=listing.version,
            body=body,
        )
    )


HANDLERS = (own_listings, together)
