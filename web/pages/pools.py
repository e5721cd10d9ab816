"""Several co-ops for one demand: the buyer has a group sought, its partners answer, the buyer has the last word."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.pools import AnswerPool, CancelPool, ConfirmPool, GetPool, Pool, ProposePool
from shared.contracts.values import ActPut
from shared.errors import Rejected
from web.forms.pools import pool_wish
from web.forms.reading import read_form
from web.pages.suggestions import show_demand
from web.visitor import Person


@post("/{lang:str}/demands/{demand_id:uuid}/pools", status_code=HTTPStatus.SEE_OTHER)
async def propose(person: Person, demand_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    wish = pool_wish(form)
    if wish is None:
        return await show_demand(person, demand_id, form=form)
    pool_id, months, most_partners = wish
    try:
        await person.ask(ProposePool(pool_id=pool_id, demand_id=demand_id, months=months, most_partners=most_partners))
    except Rejected as refusal:
        return await show_demand(person, demand_id, refusal, form=form)
    return person.go("pools", pool_id)


@get("/{lang:str}/pools/{pool_id:uuid}")
async def show(person: Person, pool_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    return await _show(person, pool_id)


async def _show(person: Person, pool_id: UUID, refusal: Rejected | None = None) -> Response[bytes]:
    pool = await person.ask(GetPool(pool_id=pool_id))
    own = person.organisation.id if person.organisation else None
    return await person.page(
        "pools/show.html",
        refusal=refusal,
        pool=pool,
        own=own,
        is_buyer=own == pool.buyer.id,
        to_answer=_is_asked(pool, own),
    )


def _is_asked(pool: Pool, own: UUID | None) -> bool:
    asked = {share.coop.id for share in pool.shares if share.answer == "asked"}
    return pool.status == "offered" and own in asked


@post("/{lang:str}/pools/{pool_id:uuid}/answer", status_code=HTTPStatus.SEE_OTHER)
async def answer(person: Person, pool_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    accepted = form["decision"] == "agree"
    command = AnswerPool(pool_id=pool_id, organisation_id=person.organisation_id, accepted=accepted)
    return await _done(person, pool_id, command)


@post("/{lang:str}/pools/{pool_id:uuid}/cancellation", status_code=HTTPStatus.SEE_OTHER)
async def cancel(person: Person, pool_id: UUID) -> Response[bytes] | Redirect:
    await read_form(person)
    person.must_be_signed_in()
    return await _done(person, pool_id, CancelPool(pool_id=pool_id))


@post("/{lang:str}/pools/{pool_id:uuid}/confirmation", status_code=HTTPStatus.SEE_OTHER)
async def confirm(person: Person, pool_id: UUID) -> Response[bytes] | Redirect:
    await read_form(person)
    person.must_be_signed_in()
    return await _done(person, pool_id, ConfirmPool(pool_id=pool_id))


async def _done(
    person: Person, pool_id: UUID, command: AnswerPool | CancelPool | ConfirmPool
) -> Response[bytes] | Redirect:
    try:
        act: ActPut = await person.ask(command)
    except Rejected as refusal:
        return await _show(person, pool_id, refusal)
    return person.go("pools", act.id)


HANDLERS = (propose, show, answer, cancel, confirm)
