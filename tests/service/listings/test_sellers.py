"""What a co-op shows to everybody, takes home, and what of its texts needs another look."""

from msgspec.structs import asdict

from shared.contracts.importing import ExportListings, ImportedListing, ImportListings
from shared.contracts.listings import GetSellerPage
from shared.ids import uuid7
from tests.support.listings import a_full_body, a_put, known, published, revision, seen, speaker
from tests.support.surroundings import Surroundings, account


async def test_everybody_sees_what_a_verified_co_op_shows(listings: Surroundings) -> None:
    coop = await known(listings)
    shown, draft = a_put(coop), a_put(coop)
    await published(listings, shown)
    await listings.ask(draft, speaker(coop))
    page = await listings.ask(GetSellerPage(organisation_id=coop.id))
    assert (page.organisation.name, [card.id for card in page.items], page.total) == (coop.name, [shown.listing_id], 1)
    for hidden in (uuid7(), (await known(listings, "registered")).id, (await known(listings, kind="buyer")).id):
        assert (await listings.refusal(GetSellerPage(organisation_id=hidden))).code == "organisation_unknown"


async def test_what_is_taken_home_is_what_can_be_imported(listings: Surroundings) -> None:
    coop = await known(listings)
    for body in (a_full_body(), a_put(coop).body):
        await published(listings, a_put(coop, **asdict(body)))
    taken = await listings.ask(ExportListings(organisation_id=coop.id), speaker(coop))
    assert (len(taken.items), taken.after) == (2, None)
    lines = [ImportedListing(id=one.id, line=place, **asdict(one.body)) for place, one in enumerate(taken.items, 1)]
    told = await listings.ask(ImportListings(organisation_id=coop.id, items=lines), speaker(coop))
    assert (told.unchanged + told.updated, told.rejected) == (2, [])
    stranger = account("coop", speaks_for=[uuid7()])
    assert (await listings.refusal(ExportListings(organisation_id=coop.id), stranger)).code == "forbidden"


async def test_a_changed_source_makes_its_translations_stale(listings: Surroundings) -> None:
    coop = await known(listings)
    put = a_put(coop, names={"vi": "Vải", "en": "Lychee"})
    await published(listings, put)
    await listings.ask(revision(put, 2, names={"vi": "Vải thiều", "en": "Lychee"}), speaker(coop))
    assert (await seen(listings, put.listing_id)).stale == ["names.en"]
    await listings.ask(revision(put, 3, names={"vi": "Vải thiều", "en": "Thieu lychee"}), speaker(coop))
    assert (await seen(listings, put.listing_id)).stale == []
