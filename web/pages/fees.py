"""Fees: what every exhibitor of a fair is charged and has paid, and what a co-op pays for its own booths."""

from http import HTTPStatus
from typing import get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect
from msgspec.structs import replace

from shared.contracts.fairs.fair import GetFair
from shared.contracts.fairs.fees import (
    Fee,
    FeeList,
    FeeStatus,
    GetFees,
    GetPrices,
    PutPrices,
    PutProgramme,
    RecordFee,
)
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from shared.text import fold
from web.addresses import Page
from web.forms.fees import fee_body, fill_fee
from web.forms.fields import Form
from web.forms.reading import read_form
from web.pages.organizing import must_organize
from web.visitor import Person

PAGE = 50


@get("/{lang:str}/fairs/{fair_id:uuid}/fees")
async def index(person: Person, fair_id: UUID, page: Page = 1, q: str = "", status: str = "") -> Response[bytes]:
    """`q`: a booth's code or a part of the exhibitor's name."""
    person.must_be_signed_in()
    fair = await person.ask(GetFair(fair_id=fair_id))
    if not person.oversees_fairs:
        own = await person.ask(GetFees(fair_id=fair_id, organisation_id=person.organisation_id))
        return await person.page("fairs/own_fees.html", fair=fair, fees=own)
    fees = await person.ask(GetFees(fair_id=fair_id))
    found = [fee for fee in fees.items if status in {"", fee.body.status} and _answers(fee, q)]
    return await person.page(
        "fairs/fees.html",
        fair=fair,
        fees=fees,
        items=found[(page - 1) * PAGE : page * PAGE],
        total=len(found),
        number=page,
        size=PAGE,
        q=q,
        wanted=status if status in get_args(FeeStatus) else "",
        new_id=uuid7(),
    )


def _answers(fee: Fee, q: str) -> bool:
    return fold(q.strip()) in fold(f"{fee.booth_code} {fee.organisation.name}")


@get("/{lang:str}/fairs/{fair_id:uuid}/fees/{booking_id:uuid}/{organisation_id:uuid}")
async def show(person: Person, fair_id: UUID, booking_id: UUID, organisation_id: UUID) -> Response[bytes]:
    must_organize(person)
    fees = await person.ask(GetFees(fair_id=fair_id))
    fee = _found(fees, booking_id, organisation_id)
    form = fill_fee(Form(person.language).fill(version=fee.version or None), fee.body)
    return await _page(person, fair_id, fees, fee, form)


def _found(fees: FeeList, booking_id: UUID, organisation_id: UUID) -> Fee:
    for fee in fees.items:
        if (fee.booking_id, fee.organisation.id) == (booking_id, organisation_id):
            return fee
    raise Rejected("booking_unknown")


async def _page(
    person: Person, fair_id: UUID, fees: FeeList, fee: Fee, form: Form, refusal: Rejected | None = None
) -> Response[bytes]:
    return await person.page(
        "fairs/fee.html",
        refusal=refusal,
        fair=await person.ask(GetFair(fair_id=fair_id)),
        fee=fee,
        programmes=fees.programmes,
        member=fee.organisation.id in (await person.ask(GetPrices(fair_id=fair_id))).body.members,
        form=form,
    )


@post(
    "/{lang:str}/fairs/{fair_id:uuid}/fees/{booking_id:uuid}/{organisation_id:uuid}", status_code=HTTPStatus.SEE_OTHER
)
async def record(person: Person, fair_id: UUID, booking_id: UUID, organisation_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    must_organize(person)
    fees = await person.ask(GetFees(fair_id=fair_id))
    fee = _found(fees, booking_id, organisation_id)
    version = form.integer("version")
    body = fee_body(form)
    if body is None:
        return await _page(person, fair_id, fees, fee, form)
    command = RecordFee(
        fair_id=fair_id,
        booking_id=booking_id,
        organisation_id=organisation_id,
        expected_version=version,
        body=body,
    )
    try:
        await person.ask(command)
    except Invalid as refusal:
        form.refused(refusal)
        return await _page(person, fair_id, fees, fee, form)
    except Rejected as refusal:
        return await _page(person, fair_id, fees, fee, form, refusal)
    return person.go("fairs", fair_id, "fees")


@post(
    "/{lang:str}/fairs/{fair_id:uuid}/fees/{booking_id:uuid}/{organisation_id:uuid}/support",
    status_code=HTTPStatus.SEE_OTHER,
)
async def support(person: Person, fair_id: UUID, booking_id: UUID, organisation_id: UUID) -> Response[bytes] | Redirect:
    """Whether the exhibitor pays as a member, and which programmes pay for it."""
    form = await read_form(person)
    must_organize(person)
    fees = await person.ask(GetFees(fair_id=fair_id))
    try:
        await _state_membership(person, fair_id, organisation_id, member=form.ticked("member"))
        for programme in fees.programmes:
            supported = _with(
                programme.body.organisation_ids, organisation_id, there=str(programme.id) in form.chosen("programmes")
            )
            await person.ask(
                PutProgramme(
                    programme_id=programme.id,
                    fair_id=fair_id,
                    expected_version=programme.version,
                    body=replace(programme.body, organisation_ids=supported),
                )
            )
    except Rejected as refusal:
        fee = _found(fees, booking_id, organisation_id)
        return await _page(person, fair_id, fees, fee, fill_fee(Form(person.language), fee.body), refusal)
    return person.go("fairs", fair_id, "fees", booking_id, organisation_id)


async def _state_membership(person: Person, fair_id: UUID, organisation_id: UUID, *, member: bool) -> None:
    prices = await person.ask(GetPrices(fair_id=fair_id))
    members = _with(prices.body.members, organisation_id, there=member)
    body = replace(prices.body, members=members)
    await person.ask(PutPrices(fair_id=fair_id, expected_version=prices.version or None, body=body))


def _with(ids: list[UUID], one: UUID, *, there: bool) -> list[UUID]:
    """Sorted, as the service keeps them: the same again is no new version."""
    return sorted({*ids, one} if there else {*ids} - {one})


HANDLERS = (index, show, record, support)
