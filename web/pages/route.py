"""A visiting route for leaders, to be printed: the plan with the way, and who stands where with what."""

import re
from typing import get_args
from uuid import UUID

from litestar import Response, get

from shared.contracts.fairs.route import Choice, PlanRoute
from web.floor_plan import View, behind, draw_halls
from web.forms.fields import Form
from web.plans import fair_as_told, plan_as_told, plan_in
from web.route_drawing import with_route
from web.visitor import Person

CHOICES: tuple[Choice, ...] = get_args(Choice)
USUAL, MOST = 10, 40
CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]{0,11}")


@get("/{lang:str}/fairs/{fair_id:uuid}/route")
async def show(person: Person, fair_id: UUID) -> Response[bytes]:
    """What is asked for stands in the address, so that a route can be sent to somebody."""
    person.must_be_signed_in()
    form = Form(person.language).fill(**dict(person.request.query_params))
    choice = form.choice("choice", CHOICES) or "stars"
    most = form.integer("most") if form["most"] else USUAL
    if most is None or not 1 <= most <= MOST:
        form.fault("most", "out_of_range")
    codes = [code for code in form["booths"].upper().replace(",", " ").split() if CODE.fullmatch(code)][:MOST]
    query = PlanRoute(fair_id=fair_id, choice=choice, booth_codes=codes, most=most if form.ok and most else USUAL)
    route = await person.ask(query)
    fair, plan = await fair_as_told(person, fair_id), plan_in(await plan_as_told(person, fair_id))
    visited = {stop.hall for stop in route.stops}
    halls = [hall for hall in fair.body.halls if hall.code in visited]
    view = View(own=frozenset(stop.booth_id for stop in route.stops))
    drawings = draw_halls(halls, plan.items, view, person.text, behind(plan.backdrops, fair_id))
    numbers = {stop.booth_id: number for number, stop in enumerate(route.stops, 1)}
    return await person.page(
        "fairs/route.html",
        fair=fair,
        route=route,
        drawings=[with_route(drawing, route.stops, numbers, plan.items) for drawing in drawings],
        form=form.fill(choice=choice, most=form["most"] or USUAL),
    )


HANDLERS = (show,)
