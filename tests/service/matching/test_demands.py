import asyncio
from datetime import date, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from shared.actor import Actor
from shared.contracts.demand_reading import ReadDemand
from shared.contracts.matching import Demand, DemandBody, DemandPosted, FindDemands, GetDemand, PutDemand, RequestMatch
from shared.contracts.operations import Republish
from shared.contracts.registry import GetOrganisation, Organisation, OrganisationChanged, OrganisationStatus
from shared.contracts.values import Quantity
from shared.contracts.wanted import TargetPrice
from shared.errors import Rejected, Unavailable
from shared.home import today
from shared.ids import uuid7
from tests.service.matching.builders import (
    a_card,
    a_demand,
    a_product,
    an_organisation,
    kilograms,
    known,
    published,
    speaker,
)
from tests.support.surroundings import OPERATOR, Surroundings, account


def with_body(command: PutDemand, version: int | None = None, **changes: object) -> PutDemand:
    return replace(command, expected_version=version, body=replace(command.body, **changes))


async def test_a_demand_is_stated_repeated_and_revised(matching: Surroundings) -> None:
    buyer = await known(matching, "buyer")
    command = a_demand(a_product(), buyer.id)
    first = await matching.ask(command, speaker(buyer))
    again = await matching.ask(replace(command, expected_version=7), speaker(buyer))
    revised = await matching.ask(with_body(command, 1, note="by sea"), speaker(buyer))
    assert [(put.outcome, put.version) for put in (first, again, revised)] == [
        ("created", 1),
        ("unchanged", 1),
        ("revised", 2),
    ]
    await matching.settled()
    told = matching.told(DemandPosted, command.demand_id)
    assert [(event.version, event.body.note) for event in told] == [(1, ""), (2, "by sea")]
    assert {event.organisation_id for event in told} == {buyer.id}


@pytest.mark.parametrize(("version", "code"), [(None, "version_required"), (3, "version_stale")])
async def test_a_revision_names_the_version_it_has_seen(matching: Surroundings, version: int | None, code: str) -> None:
    buyer = await known(matching, "buyer")
    command = a_demand(a_product(), buyer.id)
    await matching.ask(command, speaker(buyer))
    refusal = await matching.refusal(with_body(command, version, note="other"), speaker(buyer))
    assert (refusal.code, refusal.details) == (code, {"version": 1})


async def test_the_same_demand_many_times_at_once_is_made_once(matching: Surroundings) -> None:
    buyer = await known(matching, "buyer")
    command = a_demand(a_product(), buyer.id)
    puts = await asyncio.gather(*(matching.ask(command, speaker(buyer)) for _ in range(20)))
    assert sorted(put.outcome for put in puts) == ["created"] + ["unchanged"] * 19
    await matching.settled()
    assert len(matching.told(DemandPosted, command.demand_id)) == 1


async def test_all_wrong_fields_are_named_at_once(matching: Surroundings) -> None:
    buyer = await known(matching, "buyer")
    command = a_demand("\u202e \u200b", buyer.id)
    price = TargetPrice(amount=Decimal(5), currency="ABC", unit="KGM")
    wrong = with_body(command, quantity=kilograms(-1), destination="XX", target_price=price)
    refusal = await matching.refusal(wrong, speaker(buyer))
    assert (refusal.code, refusal.details) == (
        "invalid",
        {
            "what": "required",
            "destination": "unknown",
            "target_price.currency": "unknown",
            "quantity.amount": "not_an_amount",
        },
    )


@pytest.mark.parametrize("amount", ["0", "NaN", "Infinity", "1E+30", "0.0000001"])
async def test_amounts_that_nobody_can_want(matching: Surroundings, amount: str) -> None:
    buyer = await known(matching, "buyer")
    command = with_body(a_demand(a_product(), buyer.id), quantity=Quantity(amount=Decimal(amount), unit="KGM"))
    assert (await matching.refusal(command, speaker(buyer))).details == {"quantity.amount": "not_an_amount"}


async def test_an_open_demand_has_its_deadline_ahead(matching: Surroundings) -> None:
    buyer = await known(matching, "buyer")
    yesterday = today() - timedelta(days=1)
    command = a_demand(a_product(), buyer.id, deadline=yesterday)
    refusal = await matching.refusal(command, speaker(buyer))
    assert (refusal.code, refusal.details) == ("invalid", {"deadline": "in_the_past"})
    assert (await matching.ask(with_body(command, status="closed"), speaker(buyer))).outcome == "created"


async def test_hostile_text_is_kept_as_text_without_its_tricks(matching: Surroundings) -> None:
    buyer = await known(matching, "buyer")
    command = a_demand("<script>alert(1)</script> \u202eevil\u0000", buyer.id)
    command = with_body(command, note="one\r\n\u2066two")
    await matching.ask(command, speaker(buyer))
    demand = await matching.ask(GetDemand(demand_id=command.demand_id), speaker(buyer))
    assert (demand.body.what, demand.body.note) == ("<script>alert(1)</script> evil", "one\ntwo")


async def test_a_buyer_that_matching_has_not_heard_of_is_asked_for_once(matching: Surroundings) -> None:
    buyer = an_organisation("buyer", "registered")
    async with matching.answering(GetOrganisation, lambda _: buyer) as asked:
        for _ in range(2):
            await matching.ask(a_demand(a_product(), buyer.id), speaker(buyer))
    assert [question.organisation_id for question in asked] == [buyer.id]


def nobody_knows(_: GetOrganisation) -> Organisation:
    raise Rejected("organisation_unknown")


async def test_an_organisation_that_nobody_knows(matching: Surroundings) -> None:
    stranger = an_organisation("buyer")
    async with matching.answering(GetOrganisation, nobody_knows):
        refusal = await matching.refusal(a_demand(a_product(), stranger.id), speaker(stranger))
    assert refusal.code == "organisation_unknown"


async def test_without_the_registry_nothing_is_half_done(matching: Surroundings) -> None:
    stranger = an_organisation("buyer")
    command = a_demand(a_product(), stranger.id)
    with pytest.raises(Unavailable):
        await matching.ask(command, speaker(stranger))
    assert not await matching.rows("SELECT 1 FROM demand WHERE id = :id", id=command.demand_id)


@pytest.mark.parametrize("status", ["refused", "stopped", "dissolved"])
async def test_a_buyer_that_was_refused_posts_nothing(matching: Surroundings, status: OrganisationStatus) -> None:
    buyer = await known(matching, "buyer", status)
    assert (await matching.refusal(a_demand(a_product(), buyer.id), speaker(buyer))).code == "forbidden"


async def test_who_may_not_state_a_demand(matching: Surroundings) -> None:
    buyer, other, coop = [await known(matching, kind) for kind in ("buyer", "buyer", "coop")]
    command = a_demand(a_product(), buyer.id)
    assert (await matching.refusal(command)).code == "unauthenticated"
    for actor in (speaker(other), speaker(coop), account("officer"), account("admin")):
        assert (await matching.refusal(command, actor)).code == "forbidden"
    assert (await matching.refusal(a_demand(a_product(), coop.id), speaker(coop))).code == "forbidden"
    await matching.ask(command, speaker(buyer))
    taken = replace(command, organisation_id=other.id)
    assert (await matching.refusal(taken, speaker(other))).code == "forbidden"


async def may_read(around: Surroundings, command: PutDemand, actor: Actor) -> bool:
    try:
        await around.ask(GetDemand(demand_id=command.demand_id), actor)
    except Rejected as refusal:
        assert refusal.code == "demand_unknown"  # noqa: PT017 - a refusal is the answer here
        return False
    return True


async def test_who_may_read_a_demand(matching: Surroundings) -> None:
    buyer, other, coop = [await known(matching, kind) for kind in ("buyer", "buyer", "coop")]
    waiting = await known(matching, "coop", "registered")
    command = a_demand(a_product(), buyer.id)
    await matching.ask(command, speaker(buyer))
    readers = [speaker(buyer), speaker(coop), account("officer"), account("organizer"), account("auditor"), OPERATOR]
    assert [await may_read(matching, command, actor) for actor in readers] == [True] * 6
    strangers = [speaker(other), speaker(waiting), account("coop"), account("buyer")]
    assert [await may_read(matching, command, actor) for actor in strangers] == [False] * 4

    await matching.ask(with_body(command, 1, status="closed"), speaker(buyer))
    assert await may_read(matching, command, speaker(buyer))
    assert not await may_read(matching, command, speaker(coop))


async def test_a_coop_reads_demands_from_the_moment_it_is_verified(matching: Surroundings) -> None:
    buyer = await known(matching, "buyer")
    coop = await known(matching, "coop", "registered")
    command = a_demand(a_product(), buyer.id)
    await matching.ask(command, speaker(buyer))
    assert not await may_read(matching, command, speaker(coop))
    verified = replace(coop, version=2, status="verified")
    # told twice and followed by an older state: the newest version stays
    for organisation in (verified, verified, coop):
        event = OrganisationChanged(id=coop.id, version=organisation.version, organisation=organisation)
        await matching.tell(event)
    await matching.settled()
    assert await may_read(matching, command, speaker(coop))


async def test_demands_are_found_by_all_their_words_and_paged(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    commands = [a_demand(f"Trà {product} {kind}", buyer.id) for kind in ("xanh", "đen", "sen")]
    for command in commands:
        await matching.ask(command, speaker(buyer))
    found = await matching.ask(FindDemands(q=f"tra {product}", page_size=2), speaker(coop))
    rest = await matching.ask(FindDemands(q=f"tra {product}", page_size=2, page=2), speaker(coop))
    assert [demand.id for demand in (*found.items, *rest.items)] == [command.demand_id for command in commands[::-1]]
    assert found.total == 3
    black = await matching.ask(FindDemands(q=f"ĐEN {product}"), speaker(coop))
    assert [demand.id for demand in black.items] == [commands[1].demand_id]


async def test_who_may_list_demands(matching: Surroundings) -> None:
    buyer, other = [await known(matching, "buyer") for _ in range(2)]
    waiting = await known(matching, "coop", "registered")
    for actor in (speaker(buyer), speaker(waiting)):
        assert (await matching.refusal(FindDemands(), actor)).code == "forbidden"
    own = FindDemands(organisation_id=buyer.id)
    assert (await matching.refusal(own, speaker(other))).code == "forbidden"
    closed = with_body(a_demand(a_product(), buyer.id), status="closed")
    await matching.ask(closed, speaker(buyer))
    for actor in (speaker(buyer), account("officer")):
        assert [demand.id for demand in (await matching.ask(own, actor)).items] == [closed.demand_id]


async def test_a_demand_shows_who_wants_it(matching: Surroundings) -> None:
    buyer = await known(matching, "buyer")
    body = DemandBody(
        what=a_product(),
        lang="ja",
        quantity=kilograms(2, "TNE"),
        destination="JP",
        deadline=date(2099, 1, 31),
        certificates=["JAS", "HACCP", "JAS"],
        min_stars=4,
    )
    command = PutDemand(demand_id=uuid7(), organisation_id=buyer.id, body=body)
    await matching.ask(command, speaker(buyer))
    demand: Demand = await matching.ask(GetDemand(demand_id=command.demand_id), speaker(buyer))
    assert (demand.organisation.name, demand.country, demand.version) == (buyer.name, "JP", 1)
    assert demand.body == replace(body, certificates=["HACCP", "JAS"])


async def test_demands_are_told_again(matching: Surroundings) -> None:
    buyer = await known(matching, "buyer")
    command = a_demand(a_product(), buyer.id)
    await matching.ask(command, speaker(buyer))
    await matching.settled()
    assert (await matching.refusal(Republish(service="matching"), speaker(buyer))).code == "forbidden"
    await matching.ask(Republish(service="matching"), OPERATOR)
    await matching.settled()
    first, again = matching.told(DemandPosted, command.demand_id)
    assert first == again


async def test_a_demand_for_the_invited_is_seen_by_the_co_op_that_was_asked(matching: Surroundings) -> None:
    buyer, asked, other = [await known(matching, kind) for kind in ("buyer", "coop", "coop")]
    command = a_demand(a_product(), buyer.id)
    body = replace(command.body, visibility="invited", incoterm="CIF", place="Yokohama")
    await matching.ask(replace(command, body=body), speaker(buyer))
    card = a_card(a_product(), asked)
    await matching.tell(published(card))
    await matching.settled()
    query, listed = GetDemand(demand_id=command.demand_id), FindDemands(q=command.body.what)
    for coop in (asked, other):
        assert (await matching.refusal(query, speaker(coop))).code == "demand_unknown"
        assert (await matching.ask(listed, speaker(coop))).total == 0
    request = RequestMatch(match_request_id=uuid7(), demand_id=command.demand_id, listing_id=card.id)
    await matching.ask(request, speaker(buyer))
    assert (await matching.ask(query, speaker(asked))).body == body
    assert (await matching.ask(listed, speaker(asked))).total == 1
    assert (await matching.refusal(query, speaker(other))).code == "demand_unknown"


async def test_a_text_is_read_for_whoever_is_signed_in(matching: Surroundings) -> None:
    query = ReadDemand(text="乾燥レンコン 毎月2トン 横浜 CIF", lang="ja")
    reading = await matching.ask(query, account("buyer"))
    assert (reading.what, reading.quantity, reading.incoterm) == ("乾燥レンコン", kilograms(2, "TNE"), "CIF")
    assert (await matching.refusal(query)).code == "unauthenticated"
