import asyncio
from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from shared import home
from shared.actor import Actor
from shared.contracts.listings import ListingRevised
from shared.contracts.suggestions import GetSuggestions, SuggestionPage, SuggestionsFound
from shared.contracts.values import Certificate
from shared.ids import uuid7
from tests.service.matching.builders import (
    a_card,
    a_demand,
    a_product,
    kilograms,
    known,
    monthly,
    published,
    revised,
    speaker,
    withdrawn,
)
from tests.support.surroundings import Surroundings, account


async def suggestions(around: Surroundings, demand_id: UUID, actor: Actor) -> SuggestionPage:
    await around.settled()
    return await around.ask(GetSuggestions(demand_id=demand_id, page_size=100), actor)


async def test_a_listing_published_later_is_suggested_at_once(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    command = a_demand(f"Bưởi {product}", buyer.id)
    await matching.ask(command, speaker(buyer))
    card = a_card(f"Bưởi {product} Diễn", coop)
    await matching.tell(published(card))
    page = await suggestions(matching, command.demand_id, speaker(buyer))
    [found] = page.items
    assert (page.total, found.listing, found.match_request_id) == (1, card, None)
    assert [(one.name, one.verdict, one.why) for one in found.requirements] == [("product", "met", "product_named")]
    [event] = matching.told(SuggestionsFound, command.demand_id)
    assert (event.version, event.listing_ids, event.total, event.what) == (1, [card.id], 1, command.body.what)
    assert event.organisation_id == buyer.id


async def test_a_demand_posted_later_finds_what_is_published(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    cards = [a_card(f"Bưởi {product}", coop) for _ in range(3)]
    other = a_card(f"Bưởi {a_product()}", coop)
    await matching.tell(*map(published, (*cards, other)))
    await matching.settled()
    command = a_demand(f"bưởi {product}", buyer.id)
    await matching.ask(command, speaker(buyer))
    page = await suggestions(matching, command.demand_id, speaker(buyer))
    assert {item.listing_id for item in page.items} == {card.id for card in cards}
    [event] = matching.told(SuggestionsFound, command.demand_id)
    assert set(event.listing_ids) == {card.id for card in cards}


async def test_the_best_come_first_with_their_reasons(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product, today = a_product(), home.today()
    valid = Certificate(scheme="HACCP", expires=today + timedelta(days=400))
    lapsed = Certificate(scheme="HACCP", expires=today - timedelta(days=1))
    good = replace(a_card(product, coop), capacity=monthly(3, "TNE"), moq=kilograms(5, "DTN"), certificates=[valid])
    unsaid = a_card(product, coop)
    short = replace(good, id=uuid7(), capacity=monthly(900))
    hopeless = replace(good, id=uuid7(), capacity=monthly(900), certificates=[lapsed])
    await matching.tell(*map(published, (hopeless, short, unsaid, good)))
    command = a_demand(product, buyer.id)
    command = replace(command, body=replace(command.body, quantity=kilograms(2, "TNE"), certificates=["HACCP"]))
    await matching.ask(command, speaker(buyer))
    page = await suggestions(matching, command.demand_id, speaker(buyer))
    verdicts = [[requirement.verdict for requirement in item.requirements] for item in page.items]
    assert [item.listing_id for item in page.items] == [good.id, unsaid.id, short.id]
    assert verdicts == [["met"] * 4, ["met"] + ["unknown"] * 3, ["met", "unmet", "met", "met"]]
    [capacity] = [one for one in page.items[2].requirements if one.name == "capacity"]
    assert (capacity.why, capacity.facts["asked"], capacity.facts["available"]) == ("capacity_short", "2", "0.9")


async def test_a_revision_changes_the_score_and_is_no_news(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    command = a_demand(product, buyer.id)
    command = replace(command, body=replace(command.body, quantity=kilograms(100)))
    await matching.ask(command, speaker(buyer))
    card = a_card(product, coop)
    await matching.tell(published(card))
    [before] = (await suggestions(matching, command.demand_id, speaker(buyer))).items
    better = revised(card, capacity=monthly(100), moq=kilograms(1))
    await matching.tell(ListingRevised(id=card.id, version=2, listing=better))
    [after] = (await suggestions(matching, command.demand_id, speaker(buyer))).items
    assert after.score > before.score
    assert after.listing == better
    assert len(matching.told(SuggestionsFound, command.demand_id)) == 1


async def test_what_no_longer_fits_goes_and_is_not_told_again_when_it_returns(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    command = a_demand(product, buyer.id)
    await matching.ask(command, speaker(buyer))
    card = a_card(product, coop)
    renamed = revised(card, names={"vi": a_product()})
    restored = revised(renamed, names=card.names)
    for listing, expected in ((card, 1), (renamed, 0), (restored, 1)):
        await matching.tell(ListingRevised(id=card.id, version=listing.version, listing=listing))
        assert (await suggestions(matching, command.demand_id, speaker(buyer))).total == expected
    assert len(matching.told(SuggestionsFound, command.demand_id)) == 1


async def test_a_withdrawn_listing_is_not_suggested(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    command = a_demand(product, buyer.id)
    await matching.ask(command, speaker(buyer))
    card = a_card(product, coop)
    await matching.tell(published(card), withdrawn(card))
    assert (await suggestions(matching, command.demand_id, speaker(buyer))).total == 0


async def test_order_and_repeats_of_events_do_not_matter(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    command = a_demand(product, buyer.id)
    await matching.ask(command, speaker(buyer))
    card, gone = a_card(product, coop), a_card(product, coop)
    newer = replace(card, version=5, sku="NEW")
    await matching.tell(withdrawn(gone), published(gone))
    await matching.tell(published(newer), published(newer), published(card), published(newer))
    page = await suggestions(matching, command.demand_id, speaker(buyer))
    assert [item.listing for item in page.items] == [newer]
    assert [event.listing_ids for event in matching.told(SuggestionsFound, command.demand_id)] == [[card.id]]


async def test_a_closed_demand_has_no_suggestions_and_an_opened_one_has_them_back(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    command = a_demand(product, buyer.id)
    await matching.ask(command, speaker(buyer))
    await matching.tell(published(a_card(product, coop)))
    for version, status, expected in ((1, "closed", 0), (2, "open", 1)):
        body = replace(command.body, status=status)
        await matching.settled()
        await matching.ask(replace(command, expected_version=version, body=body), speaker(buyer))
        assert (await suggestions(matching, command.demand_id, speaker(buyer))).total == expected
    assert len(matching.told(SuggestionsFound, command.demand_id)) == 1


async def test_no_more_than_a_hundred_are_kept_and_they_are_the_best(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    command = a_demand(product, buyer.id)
    command = replace(command, body=replace(command.body, quantity=kilograms(1000)))
    await matching.ask(command, speaker(buyer))
    cards = [replace(a_card(product, coop), capacity=monthly(amount)) for amount in range(880, 1000)]
    await matching.tell_at_once([published(card) for card in cards])
    page = await suggestions(matching, command.demand_id, speaker(buyer))
    assert page.total == 100
    assert {item.listing_id for item in page.items} == {card.id for card in cards[-100:]}
    best = replace(a_card(product, coop), capacity=monthly(1000), moq=kilograms(1))
    await matching.tell(published(best))
    page = await suggestions(matching, command.demand_id, speaker(buyer))
    assert (page.total, page.items[0].listing_id) == (100, best.id)
    assert cards[20].id not in {item.listing_id for item in page.items}
    assert matching.told(SuggestionsFound, command.demand_id)[-1].listing_ids == [best.id]


async def test_another_category_is_another_product(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    product = a_product()
    drink, food, unsaid = [replace(a_card(product, coop), category=group) for group in ("drink", "food", None)]
    command = a_demand(product, buyer.id)
    command = replace(command, body=replace(command.body, category="drink"))
    await matching.tell(published(food), published(drink))
    await matching.settled()
    await matching.ask(command, speaker(buyer))
    await matching.tell(published(unsaid), published(revised(food)))
    page = await suggestions(matching, command.demand_id, speaker(buyer))
    assert {item.listing_id for item in page.items} == {drink.id, unsaid.id}


async def test_a_demand_and_a_listing_at_the_same_moment_find_each_other(matching: Surroundings) -> None:
    buyer, coop = [await known(matching, kind) for kind in ("buyer", "coop")]
    products = [a_product() for _ in range(40)]
    commands = [a_demand(product, buyer.id) for product in products]
    cards = [a_card(product, coop) for product in products]
    asking = [matching.ask(command, speaker(buyer)) for command in commands]
    await asyncio.gather(*asking, *(matching.tell(published(card)) for card in cards))
    for command, card in zip(commands, cards, strict=True):
        page = await suggestions(matching, command.demand_id, speaker(buyer))
        assert [item.listing_id for item in page.items] == [card.id]


async def test_who_may_read_suggestions(matching: Surroundings) -> None:
    buyer, other, coop = [await known(matching, kind) for kind in ("buyer", "buyer", "coop")]
    command = a_demand(a_product(), buyer.id)
    await matching.ask(command, speaker(buyer))
    query = GetSuggestions(demand_id=command.demand_id)
    for actor in (speaker(buyer), account("officer"), account("auditor")):
        assert (await matching.ask(query, actor)).total == 0
    assert (await matching.refusal(query, speaker(coop))).code == "forbidden"
    assert (await matching.refusal(query, speaker(other))).code == "demand_unknown"
    assert (await matching.refusal(query)).code == "unauthenticated"
