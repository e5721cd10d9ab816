"""Whom leaders visit, in which order, and what they are told there."""

from uuid import UUID

from shared.contracts.fairs.route import PlanRoute
from shared.contracts.listings import ListingPublished
from shared.contracts.registry import OrganisationChanged
from shared.contracts.values import Named
from tests.support.fairs import Stage, a_booking, a_card, a_hall, an_organisation, organizer, refusal, speaker


async def exhibitor(stage: Stage, fair: UUID, code: str, province: str, stars: int | None) -> UUID:
    facts = an_organisation(name=f"HTX {code}", province=province)
    await stage.hear(OrganisationChanged(id=facts.id, version=facts.version, organisation=facts))
    card = a_card(facts.id, name=f"Trà {code}", stars=stars, organisation=Named(id=facts.id, name=facts.name))
    await stage.hear(ListingPublished(id=card.id, version=card.version, listing=card))
    await stage.ask(a_booking(fair, await stage.booth(fair, code), facts.id), speaker(facts.id))
    return facts.id


async def test_leaders_are_led_along_the_shortest_way(stage: Stage) -> None:
    fair = await stage.fair(halls=[a_hall(rows=4, columns=6)])
    for code, province, stars in (("A01", "24", 3), ("A06", "24", 5), ("D01", "31", 4), ("C01", "31", None)):
        await exhibitor(stage, fair, code, province, stars)

    route = await stage.ask(PlanRoute(fair_id=fair, choice="stars", most=3), organizer())
    assert [stop.booth_code for stop in route.stops] in (["A06", "A01", "D01"], ["D01", "A01", "A06"])
    assert route.shortest
    assert route.metres == sum(stop.metres for stop in route.stops) > 0
    assert [(product.name, product.stars) for product in route.stops[1].products] == [("Trà A01", 3)]
    assert route.stops[0].walk == []
    assert len(route.stops[1].walk) >= 2

    provinces = await stage.ask(PlanRoute(fair_id=fair, choice="provinces"), organizer())
    assert {stop.booth_code for stop in provinces.stops} == {"A06", "D01"}
    named = await stage.ask(PlanRoute(fair_id=fair, choice="named", booth_codes=["C01", "B02"]), organizer())
    assert [stop.booth_code for stop in named.stops] == ["C01"]
    assert await refusal(stage, PlanRoute(fair_id=fair), speaker()) == "forbidden"
