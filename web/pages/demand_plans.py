"""What becomes of a demand after its season: asked again by itself, copied, or closed with a reason."""

from collections.abc import Awaitable
from datetime import date
from http import HTTPStatus
from typing import get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.matching import GetDemand
from shared.contracts.standing import CloseDemand, ClosingReason, GetDemandPlan, RepeatDemand, StopRepeating
from shared.errors import Invalid, Rejected
from shared.i18n import N_
from web.forms.fields import Form
from web.forms.reading import read_form
from web.visitor import Person

REASONS: tuple[ClosingReason, ...] = tuple(reason for reason in get_args(ClosingReason) if reason != "asked_again")
RHYTHMS = {1: N_("every month"), 3: N_("every three months"), 6: N_("every six months"), 12: N_("every year")}


@get("/{lang:str}/demands/{demand_id:uuid}/plan")
async def plan(person: Person, demand_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    return await _plan(person, demand_id)


async def _plan(
    person: Person, demand_id: UUID, form: Form | None = None, refusal: Rejected | None = None
) -> Response[bytes]:
    demand = await person.ask(GetDemand(demand_id=demand_id))
    known = await person.ask(GetDemandPlan(demand_id=demand_id))
    repeated = known.repetition
    today = person.today
    begun = Form(person.language).fill(
        every_months=repeated.every_months if repeated else 12,
        next_on=repeated.next_on if repeated else _a_year_on(demand.body.deadline or today),
    )
    return await person.page(
        "demands/plan.html",
        refusal=refusal,
        demand=demand,
        plan=known,
        form=form or begun,
        rhythms={months: person.text(said) for months, said in RHYTHMS.items()},
        reasons=REASONS,
    )


@post("/{lang:str}/demands/{demand_id:uuid}/repetition", status_code=HTTPStatus.SEE_OTHER)
async def repeat(person: Person, demand_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    if form["stop"]:
        stop = StopRepeating(demand_id=demand_id, organisation_id=person.organisation_id)
        return await _done(person.ask(stop), person, demand_id, form)
    every_months = form.choice("every_months", [str(months) for months in RHYTHMS], required=True)
    next_on = form.date("next_on", required=True)
    if every_months is None or next_on is None:
        return await _plan(person, demand_id, form)
    command = RepeatDemand(
        demand_id=demand_id,
        organisation_id=person.organisation_id,
        every_months=int(every_months),
        next_on=next_on,
    )
    return await _done(person.ask(command), person, demand_id, form)


@post("/{lang:str}/demands/{demand_id:uuid}/closing", status_code=HTTPStatus.SEE_OTHER)
async def close(person: Person, demand_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    reason = form.choice("reason", REASONS, required=True)
    note = form.text("note", longest=1000)
    if reason is None or not form.ok:
        return await _plan(person, demand_id, form)
    command = CloseDemand(demand_id=demand_id, organisation_id=person.organisation_id, reason=reason, note=note)
    return await _done(person.ask(command), person, demand_id, form)


async def _done(asking: Awaitable[object], person: Person, demand_id: UUID, form: Form) -> Response[bytes] | Redirect:
    try:
        await asking
    except Invalid as refusal:
        form.refused(refusal)
        return await _plan(person, demand_id, form)
    except Rejected as refusal:
        return await _plan(person, demand_id, form, refusal)
    return person.go("demands", demand_id, "plan")


def _a_year_on(day: date) -> date:
    """The 29th of February becomes the 1st of March."""
    return date(day.year + 1, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


HANDLERS = (plan, repeat, close)
