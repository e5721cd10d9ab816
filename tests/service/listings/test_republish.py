"""Told again, page by page: whoever hears it all has a copy."""

import pytest

from shared.contracts.listings import ListingPublished, ListingRevised, ListingWithdrawn
from shared.contracts.operations import Republish, Republished
from tests.support.listings import a_put, card_of, known, published, seen, speaker, withdraw
from tests.support.surroundings import OPERATOR, Surroundings


async def all_pages(around: Surroundings) -> list[Republished]:
    pages = [await around.ask(Republish(service="listings"), OPERATOR)]
    while pages[-1].next_entity:
        command = Republish(service="listings", entity=pages[-1].next_entity, after=pages[-1].after)
        pages.append(await around.ask(command, OPERATOR))
    return pages


async def test_everything_but_drafts_is_told_again_with_its_version(
    listings: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.listings.republishers.PAGE", 7)
    coop = await known(listings)
    puts = [a_put(coop, sku=f"S-{number}") for number in range(9)]
    draft, gone, *shown = puts
    await listings.ask(draft, speaker(coop))
    for put in (gone, *shown):
        await published(listings, put)
    await withdraw(listings, gone)
    await listings.settled()
    before = len(listings.heard)

    pages = await all_pages(listings)

    [row] = await listings.rows("SELECT count(*) AS number FROM listing WHERE status <> 'draft'")
    assert sum(page.count for page in pages) == row.number
    assert len(pages) == row.number // 7 + 1
    await listings.settled()
    assert len(listings.heard) - before == row.number
    for put in shown:
        [event] = listings.told(ListingRevised, put.listing_id)
        assert event.listing == card_of(await seen(listings, put.listing_id))
        assert len(listings.told(ListingPublished, put.listing_id)) == 1
    assert [event.version for event in listings.told(ListingWithdrawn, gone.listing_id)] == [3, 3]
    assert listings.told(ListingWithdrawn, draft.listing_id) == []


async def test_an_entity_that_is_not_told(listings: Surroundings) -> None:
    command = Republish(service="listings", entity="drafts")
    assert (await listings.refusal(command, OPERATOR)).code == "entity_unknown"
