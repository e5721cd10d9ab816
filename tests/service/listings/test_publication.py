"""Shown to buyers, taken back, shown again; and who sees what is not shown."""

import asyncio
from collections import Counter

import pytest
from msgspec.structs import replace

from shared.actor import Actor
from shared.contracts.listings import (
    FindOwnListings,
    GetCards,
    GetListing,
    ListingPublished,
    ListingRevised,
    ListingWithdrawn,
    PublishListing,
    PutListing,
    WithdrawListing,
)
from shared.contracts.registry import OrganisationStatus
from shared.ids import uuid7
from tests.support.listings import (
    a_product,
    a_put,
    card_of,
    found,
    known,
    published,
    revision,
    seen,
    speaker,
    told_of,
    withdraw,
)
from tests.support.surroundings import Surroundings, account


async def entries(around: Surroundings, put: PutListing) -> int:
    return len(await around.rows("SELECT 1 FROM catalogue_entry WHERE listing_id = :id", id=put.listing_id))


async def test_published_withdrawn_and_published_again(listings: Surroundings) -> None:
    coop, product = await known(listings), a_product()
    put = a_put(coop, names={"vi": product})
    await listings.ask(put, speaker(coop))
    publish = PublishListing(listing_id=put.listing_id)
    shown = []
    replies = []
    for command in (publish, publish, WithdrawListing(listing_id=put.listing_id), publish):
        replies.append(await listings.ask(command, speaker(coop)))
        shown.append((len(await found(listings, product)), await entries(listings, put)))
    assert [(reply.outcome, reply.version) for reply in replies] == [
        ("created", 2),
        ("unchanged", 2),
        ("revised", 3),
        ("created", 4),
    ]
    assert shown == [(1, 1), (1, 1), (0, 0), (1, 1)]
    told = await told_of(listings, ListingPublished, put.listing_id)
    assert [event.version for event in told] == [2, 4]
    assert told[-1].listing == card_of(await seen(listings, put.listing_id))
    [gone] = listings.told(ListingWithdrawn, put.listing_id)
    assert (gone.version, gone.organisation_id) == (3, coop.id)
    assert listings.told(ListingRevised, put.listing_id) == []


async def test_a_withdrawn_listing_may_be_revised_in_silence(listings: Surroundings) -> None:
    coop = await known(listings)
    put = a_put(coop)
    await published(listings, put)
    await withdraw(listings, put)
    assert (await listings.ask(revision(put, 3, sku="new"), speaker(coop))).version == 4
    listing = await seen(listings, put.listing_id, speaker(coop))
    assert (listing.status, listing.body.sku) == ("withdrawn", "new")
    assert await told_of(listings, ListingRevised, put.listing_id) == []
    assert await entries(listings, put) == 0


async def test_what_is_not_shown_is_withdrawn_without_a_change(listings: Surroundings) -> None:
    coop = await known(listings)
    put = a_put(coop)
    await listings.ask(put, speaker(coop))
    assert (await withdraw(listings, put)).outcome == "unchanged"
    await listings.ask(PublishListing(listing_id=put.listing_id), speaker(coop))
    assert [(await withdraw(listings, put)).outcome for _ in range(2)] == ["revised", "unchanged"]
    assert len(await told_of(listings, ListingWithdrawn, put.listing_id)) == 1


@pytest.mark.parametrize("status", ["registered", "refused", "stopped", "dissolved"])
async def test_only_a_verified_coop_publishes(listings: Surroundings, status: OrganisationStatus) -> None:
    coop = await known(listings, status)
    put = a_put(coop)
    await listings.ask(put, speaker(coop))
    refusal = await listings.refusal(PublishListing(listing_id=put.listing_id), speaker(coop))
    assert (refusal.code, refusal.details) == ("not_verified", {"organisation_id": str(coop.id)})
    assert await entries(listings, put) == 0


async def test_drafts_and_withdrawn_ones_are_seen_by_few(listings: Surroundings) -> None:
    coop, other = await known(listings), await known(listings)
    draft, gone = a_put(coop), a_put(coop)
    await listings.ask(draft, speaker(coop))
    await published(listings, gone)
    await withdraw(listings, gone)
    insiders = [speaker(coop), account("officer"), account("auditor"), account("admin")]
    strangers: list[Actor | None] = [None, speaker(other), account("buyer"), account("organizer")]
    for put in (draft, gone):
        for actor in insiders:
            assert (await seen(listings, put.listing_id, actor)).id == put.listing_id
        for stranger in strangers:
            refusal = await listings.refusal(GetListing(listing_id=put.listing_id), stranger)
            assert refusal.code == "listing_unknown"
    assert (await listings.ask(GetCards(listing_ids=[draft.listing_id, gone.listing_id]))).items == []


async def test_cards_come_in_the_order_asked_for(listings: Surroundings) -> None:
    coop = await known(listings)
    ids = [await published(listings, a_put(coop)) for _ in range(3)]
    asked = [ids[2], uuid7(), ids[0], ids[1]]
    cards = (await listings.ask(GetCards(listing_ids=asked))).items
    assert [card.id for card in cards] == [ids[2], ids[0], ids[1]]
    assert cards[0] == card_of(await seen(listings, ids[2]))


async def test_a_coop_has_its_own_in_every_state_the_last_touched_first(listings: Surroundings) -> None:
    coop, other = await known(listings), await known(listings)
    draft, shown, gone = a_put(coop), a_put(coop), a_put(coop)
    await published(listings, gone)
    await listings.ask(draft, speaker(coop))
    await published(listings, shown)
    await withdraw(listings, gone)
    await published(listings, a_put(other))
    own = FindOwnListings(organisation_id=coop.id)
    for actor in (speaker(coop), account("officer"), account("auditor"), account("admin")):
        page = await listings.ask(own, actor)
        assert [(card.id, card.status) for card in page.items] == [
            (gone.listing_id, "withdrawn"),
            (shown.listing_id, "published"),
            (draft.listing_id, "draft"),
        ]
    second = await listings.ask(replace(own, page=2, page_size=2), speaker(coop))
    assert ([card.id for card in second.items], second.total) == ([draft.listing_id], 3)
    beyond = await listings.ask(replace(own, page=50), speaker(coop))
    assert (beyond.items, beyond.total) == ([], 3)
    for actor in (speaker(other), account("buyer"), account("organizer")):
        assert (await listings.refusal(own, actor)).code == "forbidden"
    assert (await listings.refusal(own)).code == "unauthenticated"


async def test_two_revisions_of_one_version_one_wins(listings: Surroundings) -> None:
    coop = await known(listings)
    for _ in range(5):
        put = a_put(coop)
        await published(listings, put)
        wanted = [revision(put, 2, sku=f"S-{number}") for number in range(8)]
        outcomes = await asyncio.gather(*(listings.outcome(command, speaker(coop)) for command in wanted))
        assert Counter(outcomes) == {"revised": 1, "version_stale": 7}
        listing = await seen(listings, put.listing_id)
        assert (listing.version, listing.body) == (3, wanted[outcomes.index("revised")].body)
        [event] = await told_of(listings, ListingRevised, put.listing_id)
        assert event.listing.sku == listing.body.sku


async def test_one_new_listing_stated_by_many_at_once(listings: Surroundings) -> None:
    coop = await known(listings)
    put = a_put(coop)
    same = [listings.outcome(put, speaker(coop)) for _ in range(8)]
    other = [listings.outcome(revision(put, None, sku=f"S-{number}"), speaker(coop)) for number in range(4)]
    outcomes = Counter(await asyncio.gather(*same, *other))
    assert outcomes["created"] == 1
    assert outcomes["unchanged"] + outcomes["version_required"] == 11
    assert (await seen(listings, put.listing_id, speaker(coop))).version == 1


async def test_publishing_and_withdrawing_at_once_tell_what_they_did(listings: Surroundings) -> None:
    coop, product = await known(listings), a_product()
    for _ in range(5):
        put = a_put(coop, names={"vi": product})
        await listings.ask(put, speaker(coop))
        publish, drop = PublishListing(listing_id=put.listing_id), WithdrawListing(listing_id=put.listing_id)
        await asyncio.gather(*(listings.ask(command, speaker(coop)) for command in (publish, drop) * 6))
        listing = await seen(listings, put.listing_id, speaker(coop))
        shown = [event.version for event in await told_of(listings, ListingPublished, put.listing_id)]
        gone = [event.version for event in listings.told(ListingWithdrawn, put.listing_id)]
        assert sorted(shown + gone) == list(range(2, listing.version + 1))
        assert shown == list(range(2, listing.version + 1, 2))
        assert await entries(listings, put) == (listing.status == "published")
        assert (max(shown) > max(gone, default=0)) == (listing.status == "published")
        await withdraw(listings, put)
    assert await found(listings, product) == []
