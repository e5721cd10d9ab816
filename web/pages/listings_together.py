"""Several of a co-op's products at once: published, withdrawn, their prices held for longer. Each has its outcome."""

from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from uuid import UUID

from litestar import Response, post
from msgspec.structs import replace

from shared.contracts.listings import GetListing, Listing, PublishListing, PutListing, WithdrawListing
from shared.contracts.values import RecordPut
from shared.errors import Invalid, Rejected
from web.formats import HOME
from web.forms.fields import Form
from web.forms.reading import read_form
from web.refusals import field_sentence, sentence
from web.visitor import Person

AT_ONCE = 50
"""As many as a page of own products shows."""
ACTS = ("publish", "withdraw", "extend")


@dataclass(frozen=True)
class Outcome:
    """`refusal`: why nothing was done, in words; `outcome`: of `RecordPut`."""

    listing: Listing | None
    outcome: str
    refusal: str = ""


@post("/{lang:str}/my/listings/together", status_code=HTTPStatus.OK)
async def together(person: Person) -> Response[bytes]:
    """One after the other, so one that is refused holds up no other; sent again it changes nothing."""
    form = await read_form(person)
    person.must_be_signed_in()
    act, until = form.choice("act", ACTS), form.date("until")
    ids = _chosen(form)
    fault = _fault(form, act, ids, until)
    outcomes = [] if fault else [await _outcome(person, listing_id, act or "", until) for listing_id in ids]
    return await person.page(
        "listings/together.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        fault=fault,
        act=act,
        until=until,
        outcomes=outcomes,
    )


def _chosen(form: Form) -> list[UUID]:
    try:
        return list(dict.fromkeys(UUID(key) for key in form.chosen("listing")))[:AT_ONCE]
    except ValueError as error:
        raise Rejected("listing_unknown") from error


def _fault(form: Form, act: str | None, ids: list[UUID], until: date | None) -> str:
    if act is None or not ids:
        return "none_chosen"
    if act == "extend" and (until is None or not form.ok or until < datetime.now(HOME).date()):
        return "no_day"
    return ""


async def _outcome(person: Person, listing_id: UUID, act: str, until: date | None) -> Outcome:
    listing = None
    try:
        listing = await person.ask(GetListing(listing_id=listing_id))
        if act == "publish":
            return Outcome(listing, (await person.ask(PublishListing(listing_id=listing_id))).outcome)
        if act == "withdraw":
            return Outcome(listing, (await person.ask(WithdrawListing(listing_id=listing_id))).outcome)
        return Outcome(listing, (await _extended(person, listing, until)).outcome)
    except Invalid as refusal:
        codes = dict.fromkeys(map(str, refusal.details.values()))
        return Outcome(listing, "", " ".join(field_sentence(code, person.text) for code in codes))
    except Rejected as refusal:
        return Outcome(listing, "", sentence(refusal, person.text))


async def _extended(person: Person, listing: Listing, until: date | None) -> RecordPut:
    """A day that a price list holds already is never made earlier."""
    trade = listing.body.trade
    if trade is None or not trade.price_lists or until is None:
        raise Rejected("no_price_lists")
    lists = [replace(one, valid_until=max(one.valid_until, until)) for one in trade.price_lists]
    return await person.ask(
        PutListing(
            listing_id=listing.id,
            organisation_id=person.organisation_id,
            expected_version=listing.version,
            body=replace(listing.body, trade=replace(trade, price_lists=lists)),
        )
    )


HANDLERS = (together,)
