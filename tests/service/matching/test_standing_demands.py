"""Demands that are asked again each season, once, and demands that are closed with a reason."""

import asyncio
from datetime import date, datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from services.matching.models.standing import later, of_next_season
from services.matching.repeating import repeat_due
from shared import home
from shared.contracts.matching import DemandPosted, GetDemand
from shared.contracts.registry import Organisation
from shared.contracts.standing import CloseDemand, GetDemandPlan, RepeatDemand, StopRepeating
from shared.contracts.suggestions import GetSuggestions
from shared.home import HOME
from tests.service.matching.builders import a_card, a_demand, a_product, known, published, speaker
from tests.support.surroundings import Surroundings, account


def today() -> date:
    return home.today()


async def posted(matching: Surroundings, deadline: date | None = None) -> tuple[Organisation, UUID, str]:
    buyer, product = await known(matching, "buyer"), a_product()
    demand = a_demand(product, buyer.id, deadline)
    months = [f"{later(today(), 1):%Y-%m}"]
    await matching.ask(replace(demand, body=replace(demand.body, months=months)), speaker(buyer))
    return buyer, demand.demand_id, product


async def on(matching: Surroundings, day: date) -> None:
    await repeat_due(matching.running.engine, datetime(day.year, day.month, day.day, 9, tzinfo=HOME))
    await matching.settled()


async def seasons_of(matching: Surroundings, buyer: Organisation) -> list[UUID]:
    """In the order in which they were first posted."""
    await matching.settled()
    events = [event for event in matching.told(DemandPosted) if event.organisation_id == buyer.id]
    return list(dict.fromkeys(event.id for event in events))


async def test_a_season_is_asked_once_also_after_a_long_pause(matching: Surroundings) -> None:
    buyer, first, product = await posted(matching, today() + timedelta(days=5))
    coop = await known(matching, "coop")
    await matching.tell(published(a_card(product, coop)))
    start = today() + timedelta(days=10)
    plan = RepeatDemand(demand_id=first, organisation_id=buyer.id, every_months=6, next_on=start)
    await matching.ask(plan, speaker(buyer))
    await matching.ask(plan, speaker(buyer))
    await on(matching, start - timedelta(days=1))
    assert await seasons_of(matching, buyer) == [first]

    awake_again = later(start, 13)
    await asyncio.gather(*(on(matching, awake_again) for _ in range(4)))

    _, second = await seasons_of(matching, buyer)
    old = await matching.ask(GetDemand(demand_id=first), speaker(buyer))
    new = await matching.ask(GetDemand(demand_id=second), speaker(buyer))
    assert (old.body.status, new.body.status) == ("closed", "open")
    assert new.body.months == [f"{later(today(), 1 + 18):%Y-%m}"]
    assert new.body.deadline == later(today() + timedelta(days=5), 18)
    assert (await matching.ask(GetSuggestions(demand_id=second), speaker(buyer))).total == 1
    known_plan = await matching.ask(GetDemandPlan(demand_id=second), speaker(buyer))
    assert known_plan.repetition is not None
    assert (known_plan.repetition.next_on, known_plan.repeated_from) == (later(start, 18), first)
    before = await matching.ask(GetDemandPlan(demand_id=first), speaker(buyer))
    assert before.closing is not None
    assert (before.repetition, before.closing.reason) == (None, "asked_again")


async def test_what_is_stopped_is_not_asked_again(matching: Surroundings) -> None:
    buyer, first, _ = await posted(matching)
    tomorrow = today() + timedelta(days=1)
    plan = RepeatDemand(demand_id=first, organisation_id=buyer.id, every_months=1, next_on=tomorrow)
    await matching.ask(plan, speaker(buyer))
    for _ in range(2):
        await matching.ask(StopRepeating(demand_id=first, organisation_id=buyer.id), speaker(buyer))
    await on(matching, tomorrow)
    assert await seasons_of(matching, buyer) == [first]


async def test_closing_keeps_the_first_reason(matching: Surroundings) -> None:
    buyer, first, _ = await posted(matching)
    close = CloseDemand(demand_id=first, organisation_id=buyer.id, reason="too_dear", note=" Giá cao ")
    assert await matching.outcome(close, speaker(buyer)) == "revised"
    assert await matching.outcome(replace(close, reason="not_needed"), speaker(buyer)) == "unchanged"
    plan = await matching.ask(GetDemandPlan(demand_id=first), account("officer"))
    assert plan.closing is not None
    assert (plan.closing.reason, plan.closing.note) == ("too_dear", "Giá cao")


async def test_who_may_not(matching: Surroundings) -> None:
    buyer, first, _ = await posted(matching)
    stranger = await known(matching, "buyer")
    for command in (
        RepeatDemand(demand_id=first, organisation_id=buyer.id, every_months=3, next_on=later(today(), 1)),
        StopRepeating(demand_id=first, organisation_id=buyer.id),
        CloseDemand(demand_id=first, organisation_id=buyer.id, reason="not_needed"),
    ):
        assert (await matching.refusal(command, speaker(stranger))).code == "forbidden"
        theirs = replace(command, organisation_id=stranger.id)
        assert (await matching.refusal(theirs, speaker(stranger))).code == "forbidden"
    past = RepeatDemand(demand_id=first, organisation_id=buyer.id, every_months=3, next_on=today())
    assert (await matching.refusal(past, speaker(buyer))).details == {"next_on": "in_the_past"}
    query = GetDemandPlan(demand_id=first)
    assert (await matching.refusal(query, speaker(stranger))).code == "demand_unknown"


def test_a_season_keeps_its_day_in_shorter_months() -> None:
    body = replace(a_demand("sen", UUID(int=1), date(2026, 8, 31)).body, months=["2026-08", "2026-12"])
    moved = of_next_season(body, 6, today=date(2026, 1, 1))
    assert (moved.deadline, moved.months) == (date(2027, 2, 28), ["2027-02", "2027-06"])
    assert of_next_season(body, 6, today=date(2028, 1, 1)).deadline is None
