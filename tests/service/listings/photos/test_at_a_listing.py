"""Photos at a listing: which, how many, in which order, for whom."""

import asyncio
from collections import Counter

from msgspec.structs import replace

from services.listings.models import MAX_PHOTOS
from shared.contracts.catalogue import FindListings
from shared.contracts.listings import ListingRevised, PublishListing, PutListing
from shared.contracts.photos import AddPhoto, ArrangePhotos, GetPhotoAccess, PhotoPlace, RemovePhoto, SharePhoto
from shared.contracts.registry import Organisation
from shared.ids import uuid7
from tests.support.listings import (
    a_picture,
    a_product,
    a_put,
    add_photo,
    known,
    published,
    seen,
    speaker,
    speaker_of,
    told_of,
    uploaded,
)
from tests.support.pictures import stored
from tests.support.surroundings import OPERATOR, Surroundings, account

PAGE = b"<!DOCTYPE html><script>alert(1)</script>"


async def test_the_same_photo_again_changes_nothing(listings: Surroundings, coop: Organisation) -> None:
    put = a_put(coop)
    await published(listings, put)
    photo = await add_photo(listings, put, a_picture(colour="red"))
    for content in (a_picture(colour="red"), a_picture(size=(9, 9)), PAGE):
        again = AddPhoto(listing_id=put.listing_id, photo_id=photo.photo_id, upload=await uploaded(listings, content))
        reply = await listings.ask(again, speaker(coop))
        assert (reply.outcome, reply.version) == ("unchanged", 3)
    assert (await stored(listings, photo.photo_id))["original"].size == (64, 48)
    assert len(await told_of(listings, ListingRevised, put.listing_id)) == 1


async def test_an_id_belongs_to_one_photo(listings: Surroundings, put: PutListing, coop: Organisation) -> None:
    other = a_put(await known(listings))
    await listings.ask(other, speaker_of(other))
    photo = await add_photo(listings, other, a_picture(colour="blue"))
    taken = AddPhoto(
        listing_id=put.listing_id, photo_id=photo.photo_id, upload=await uploaded(listings, a_picture(size=(9, 9)))
    )
    assert (await listings.refusal(taken, speaker(coop))).code == "id_reused"
    assert (await stored(listings, photo.photo_id))["original"].size == (64, 48)


async def test_a_published_listing_tells_its_first_photo(listings: Surroundings, coop: Organisation) -> None:
    product = a_product()
    put = a_put(coop, names={"vi": product})
    await published(listings, put)
    first, second = [await add_photo(listings, put, a_picture()) for _ in range(2)]
    for photo in (first, first):
        gone = RemovePhoto(listing_id=put.listing_id, photo_id=photo.photo_id)
        await listings.ask(gone, speaker(coop))
    told = await told_of(listings, ListingRevised, put.listing_id)
    assert [(event.version, event.listing.photo_id) for event in told] == [
        (3, first.photo_id),
        (4, first.photo_id),
        (5, second.photo_id),
    ]
    [card] = (await listings.ask(FindListings(q=product))).items
    assert card.photo_id == second.photo_id
    assert [photo.id for photo in (await seen(listings, put.listing_id)).photos] == [second.photo_id]


async def test_a_removed_photo_does_not_come_back(listings: Surroundings, put: PutListing, coop: Organisation) -> None:
    photo = await add_photo(listings, put, a_picture())
    await listings.ask(RemovePhoto(listing_id=put.listing_id, photo_id=photo.photo_id), speaker(coop))
    assert (await listings.refusal(photo, speaker(coop))).code == "id_reused"


async def test_no_more_than_twelve_even_at_once(listings: Surroundings, put: PutListing, coop: Organisation) -> None:
    upload = await uploaded(listings, a_picture(size=(8, 8)))
    adding = [AddPhoto(listing_id=put.listing_id, photo_id=uuid7(), upload=upload) for _ in range(MAX_PHOTOS + 4)]
    outcomes = Counter(await asyncio.gather(*(listings.outcome(command, speaker(coop)) for command in adding)))
    assert outcomes == {"revised": MAX_PHOTOS, "too_many_photos": 4}
    shown = (await seen(listings, put.listing_id, speaker(coop))).photos
    assert len({photo.id for photo in shown}) == MAX_PHOTOS


async def test_a_shared_picture_comes_first(listings: Surroundings, coop: Organisation) -> None:
    puts = [a_put(coop) for _ in range(2)]
    for put in puts:
        await published(listings, put)
    await add_photo(listings, puts[0], a_picture())
    keys = [put.listing_id for put in puts]
    share = SharePhoto(photo_id=uuid7(), upload=await uploaded(listings, a_picture()), listing_ids=keys)
    for _ in range(2):
        await listings.ask(share, OPERATOR)
    assert [(await seen(listings, key)).photos[0].id for key in keys] == [share.photo_id] * 2
    nowhere = SharePhoto(photo_id=uuid7(), upload=share.upload, listing_ids=[uuid7()])
    assert (await listings.refusal(nowhere, OPERATOR)).code == "listing_unknown"
    none = SharePhoto(photo_id=uuid7(), upload=share.upload, listing_ids=[])
    assert await listings.outcome(none, OPERATOR) == "done"


async def test_a_drafts_photo_is_for_those_who_see_the_draft(
    listings: Surroundings, put: PutListing, coop: Organisation
) -> None:
    photo = await add_photo(listings, put, a_picture())
    query = GetPhotoAccess(photo_id=photo.photo_id)
    assert not (await listings.ask(query, speaker_of(put))).public
    assert not (await listings.ask(query, account("officer"))).public
    for stranger in (None, account("buyer"), account("coop", speaks_for=[uuid7()])):
        assert (await listings.refusal(query, stranger)).code == "photo_unknown"
    await listings.ask(PublishListing(listing_id=put.listing_id), speaker(coop))
    assert (await listings.ask(query)).public


async def test_photos_stand_in_the_order_that_their_co_op_gives_them(listings: Surroundings) -> None:
    put = a_put(await known(listings))
    await published(listings, put)
    owner = account("coop", speaks_for=[put.organisation_id])
    first, second = [await add_photo(listings, put, a_picture(colour=colour)) for colour in ("red", "blue")]
    places = [PhotoPlace(id=second.photo_id, alt="hai\u200b"), PhotoPlace(id=first.photo_id)]
    arrange = ArrangePhotos(listing_id=put.listing_id, photos=places)
    assert [await listings.outcome(arrange, owner) for _ in range(2)] == ["revised", "unchanged"]
    shown = await seen(listings, put.listing_id)
    assert [(photo.id, photo.alt) for photo in shown.photos] == [(second.photo_id, "hai"), (first.photo_id, "")]
    for wrong in (places[:1], [*places, PhotoPlace(id=uuid7())], [places[0], places[0]]):
        refusal = await listings.refusal(replace(arrange, photos=wrong), owner)
        assert refusal.code == "photos_changed"
